import { recordState } from '#lib/domain/actions/matching/sighted.ts';
import { TIERS, type RecordKind, type Tier } from '#lib/domain/closed.ts';
import { addMonths, middleOfField, parseDate, type DateInterval } from '#lib/domain/dates.ts';
import type { InputTableName } from '#lib/domain/tables/index.ts';
import { CellError } from '../read/cell-error.ts';
import type { Row, Value } from '../read/cells.ts';
import { EMBEDDED } from '../read/inputs.ts';
import { checkStamps } from '../history/stamps.ts';

/** A source as far as support is concerned. */
export interface SourceOf {
	tier: Tier;
	publisher: string;
}

/** How well a record is supported. */
export interface Support {
	tier: Tier;
	independent_sources: number;
}

/** The support of a record, and the source to link first. */
export interface Supported extends Support {
	best_source: string;
}

/** What deriving needs to know beyond the row. */
export interface Context {
	/** Support of a record by its source and the citations of its own dataset. `id` is asked for only where it is needed. */
	support: (kind: RecordKind, firstPart: string, row: Row, id: (row: Row) => string) => Supported;
	placeRegion: (placeId: string) => string;
	contains: (outer: string, inner: string) => boolean;
	/** The day of the build in UTC, YYYY-MM-DD: nothing came or changed after it. */
	today: string;
	/** The day after which nothing was published: today, or what `referenceDay` takes for it. */
	lastDay: string;
}

/** The best tier among sources, and how many different publishers there are. */
export function supportOf(sources: readonly SourceOf[]): Support {
	const tiers = sources.map(({ tier }) => tier);
	return {
		tier: TIERS.find((tier) => tiers.includes(tier)) ?? 'own',
		independent_sources: new Set(sources.map(({ publisher }) => publisher)).size
	};
}

const str = (value: Value | undefined) => (typeof value === 'string' ? value : '');

/** The id under which citations name a row that has no id column of its own. */
const observationId = (row: Row) =>
	`${str(row['series_id'])}|${str(row['region'])}|${str(row['period'])}|${str(row['vintage'])}`;
/** The id under which citations name a price: its model, its host, and from when it holds. */
const modelPriceId = (row: Row) =>
	`${str(row['model'])}|${str(row['host'])}|${str(row['valid_from'])}`;

/** Long tables hold few different dates. */
const MOST_INTERVALS = 10_000;
const intervals = new Map<string, DateInterval | null>();

function intervalOf(date: string): DateInterval | null {
	const known = intervals.get(date);
	if (known !== undefined) return known;
	if (intervals.size >= MOST_INTERVALS) intervals.clear();
	const interval = parseDate(date);
	intervals.set(date, interval);
	return interval;
}

/** Adds start, end and precision of a date to a row, or nulls where there is none. */
function addInterval(row: Row, date: Value | undefined): void {
	const interval = typeof date === 'string' ? intervalOf(date) : null;
	row['date_start'] = interval?.start ?? null;
	row['date_end'] = interval?.end ?? null;
	row['date_precision'] = interval?.precision ?? null;
}

function addSupport(row: Row, { tier, independent_sources, best_source }: Supported): void {
	row['tier'] = tier;
	row['independent_sources'] = independent_sources;
	row['best_source'] = best_source;
}

/** @throws CellError where the last day of one date lies before the first day of another. */
function inOrder(row: Row, from: string, to: string): void {
	const start = parseDate(str(row[from]))?.start;
	const end = parseDate(str(row[to]))?.end;
	if (start && end && start > end)
		throw new CellError(
			'dates_reversed',
			`is before ${from} (${str(row[from])}); look for swapped dates`,
			to
		);
}

/** Longer than any poll is in the field. */
const MOST_FIELD_MONTHS = 24;

/** @throws CellError where fieldwork is longer than it can be, or where what it found was published before its end. */
function checkFieldwork(row: Row): void {
	const [start, end, published] = ['field_start', 'field_end', 'published'].map((column) =>
		parseDate(str(row[column]))
	);
	if (start && end && end.start > addMonths(start.end, MOST_FIELD_MONTHS))
		throw new CellError(
			'long_fieldwork',
			`is more than two years after field_start (${str(row['field_start'])}); check for a mistyped year`,
			'field_end'
		);
	const last = end ? 'field_end' : 'field_start';
	const before = end ?? start;
	if (before && published && published.end < before.start)
		throw new CellError(
			'dates_reversed',
			`is before ${last} (${str(row[last])}); a poll is published after its fieldwork`,
			'published'
		);
}

function poll(row: Row, context: Context): void {
	const date = row['field_end'] ?? row['published'];
	if (typeof date !== 'string')
		throw new CellError('undated_poll', 'a poll needs field_end or published', 'field_end');
	inOrder(row, 'field_start', 'field_end');
	checkFieldwork(row);
	row['date'] = date;
	row['date_basis'] = row['field_end'] ? 'field' : 'published';
	addInterval(row, date);
	row['trend_date'] =
		row['field_end'] && row['field_start']
			? middleOfField(str(row['field_start']), date)
			: middleOfField(null, date);
	const id = str(row['poll_id']);
	addSupport(
		row,
		context.support('poll', id, row, () => id)
	);
}

function action(row: Row, context: Context): void {
	const region = str(row['region']);
	const placeRegion = context.placeRegion(str(row['place_id']));
	if (placeRegion !== region && !context.contains(region, placeRegion))
		throw new CellError(
			'region_place_mismatch',
			`the place ${str(row['place_id'])} lies in ${placeRegion}; write that, or another place_id`,
			'region'
		);
	inOrder(row, 'starts_on', 'ends_on');
	inOrder(row, 'date', 'later_seen');
	if ((row['later_state'] === null) !== (row['later_seen'] === null))
		throw new CellError(
			'half_listed',
			'later_state and later_seen belong together: what the list shows, and its date',
			row['later_state'] === null ? 'later_state' : 'later_seen'
		);
	inOrder(row, 'date', 'awaits_on');
	if ((row['awaits'] === null) !== (row['awaits_on'] === null))
		throw new CellError(
			'half_awaited',
			'awaits and awaits_on belong together: what is to follow, and its day',
			row['awaits'] === null ? 'awaits' : 'awaits_on'
		);
	if (row['follows'] === row['action_id'])
		throw new CellError('cycle', 'an action cannot follow itself', 'follows');
	addInterval(row, row['date']);
	const id = str(row['action_id']);
	addSupport(
		row,
		context.support('action', id, row, () => id)
	);
}

function observation(row: Row, context: Context): void {
	const value = row['value'];
	const { low, high } = row;
	if (typeof value === 'number' && typeof low === 'number' && low > value)
		throw new CellError('range', `is above value (${value})`, 'low');
	if (typeof value === 'number' && typeof high === 'number' && high < value)
		throw new CellError('range', `is below value (${value})`, 'high');
	addInterval(row, row['period']);
	row['latest'] = 'yes';
	addSupport(row, context.support('observation', str(row['series_id']), row, observationId));
}

function modelPrice(row: Row, context: Context): void {
	inOrder(row, 'valid_from', 'valid_to');
	row['region'] = 'WLD';
	row['end_basis'] =
		row['valid_to'] === null || row['valid_to'] === undefined ? 'unknown' : 'stated';
	addInterval(row, row['valid_from']);
	row['blended_usd_per_mtok'] = blend(row['input_usd_per_mtok'], row['output_usd_per_mtok']);
	addSupport(row, context.support('model_price', str(row['model']), row, modelPriceId));
}

/** Three parts input, one part output, in the unit of the prices; rounded to a billionth to drop float dust. */
const blend = (input: Value | undefined, output: Value | undefined) =>
	typeof input === 'number' && typeof output === 'number'
		? Math.round(((3 * input + output) / 4) * 1e9) / 1e9
		: null;

/** A claim until its records are loaded, too, and buildClaims weighs them. */
const NOT_WEIGHED: Row = {
	weighed: 'unverified',
	weighed_by: 'sources',
	evidence: 'Not weighed yet.',
	independent_sources: 0
};

/** What ingestion adds to a row of each table; tables not listed get nothing but their dataset. */
export const derive: Partial<Record<InputTableName, (row: Row, context: Context) => void>> = {
	regions: (row) => {
		row['label'] = str(row['name']);
	},
	sources: (row) => addInterval(row, row['published']),
	polls: poll,
	actions: action,
	sightings: (row) => {
		row['says'] = recordState({
			status: str(row['status']),
			tracker_types: str(row['tracker_types'])
		});
	},
	observations: observation,
	model_prices: modelPrice,
	history: (row, { today }) => {
		// A refresh dates its rows by the clock of the machine it ran on.
		if (row['origin'] !== 'upstream') checkStamps(row, row['dataset'] === EMBEDDED ? null : today);
	},
	claims: (row) => {
		addInterval(row, row['date']);
		Object.assign(row, NOT_WEIGHED, { best_source: row['source_id'] });
	}
};
