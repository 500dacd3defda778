import type { Tier } from '#lib/domain/closed.ts';
import { TIERS } from '#lib/domain/closed.ts';
import { middleOfField, parseDate } from '#lib/domain/dates.ts';
import type { InputTableName } from '#lib/domain/tables/index.ts';
import { CellError } from './cell-error.ts';
import type { Value } from './cells.ts';

export type Row = Record<string, Value>;

/** A source as far as support is concerned. */
export interface SourceOf {
	tier: Tier;
	publisher: string;
}

/** What deriving needs to know beyond the row. */
export interface Context {
	source: (id: string) => SourceOf;
	/** Stored ids of the further sources of a record. */
	citations: (kind: string, recordId: string) => readonly string[];
	placeRegion: (placeId: string) => string;
	contains: (outer: string, inner: string) => boolean;
}

/** The best tier among sources, and how many different publishers there are. */
export function supportOf(sources: readonly SourceOf[]): {
	tier: Tier;
	independent_sources: number;
} {
	const tiers = sources.map(({ tier }) => tier);
	return {
		tier: TIERS.find((tier) => tiers.includes(tier)) ?? 'own',
		independent_sources: new Set(sources.map(({ publisher }) => publisher)).size
	};
}

/** Start, end and precision of a date, or nulls where there is none. */
export function intervalOf(date: Value): Row {
	const interval = typeof date === 'string' ? parseDate(date) : null;
	return {
		date_start: interval?.start ?? null,
		date_end: interval?.end ?? null,
		date_precision: interval?.precision ?? null
	};
}

const str = (value: Value | undefined) => (typeof value === 'string' ? value : '');
const num = (value: Value | undefined) => (typeof value === 'number' ? value : 0);

/** The id under which citations name a row that has no id column of its own. */
export const observationId = (row: Row) =>
	[row['series_id'], row['region'], row['period'], row['vintage']]
		.map((part) => str(part ?? null))
		.join('|');
export const modelPriceId = (row: Row) =>
	[row['model'], row['host'], row['valid_from']].map((part) => str(part ?? null)).join('|');

function support(context: Context, kind: string, id: string, row: Row): Row {
	const ids = new Set([str(row['source_id']), ...context.citations(kind, id)]);
	return { ...supportOf([...ids].map(context.source)) };
}

function poll(row: Row, context: Context): Row {
	const date = row['field_end'] ?? row['published'];
	if (typeof date !== 'string')
		throw new CellError('undated_poll', 'a poll needs field_end or published');
	const start = parseDate(str(row['field_start']))?.start;
	const end = parseDate(str(row['field_end']))?.end;
	if (start && end && start > end)
		throw new CellError(
			'dates_reversed',
			`field_start ${str(row['field_start'])} is after field_end`
		);
	return {
		date,
		date_basis: row['field_end'] ? 'field' : 'published',
		...intervalOf(date),
		trend_date: row['field_end']
			? middleOfField(row['field_start'] === null ? null : str(row['field_start']), date)
			: middleOfField(null, date),
		...support(context, 'poll', str(row['poll_id']), row)
	};
}

function action(row: Row, context: Context): Row {
	const region = str(row['region']);
	const placeRegion = context.placeRegion(str(row['place_id']));
	if (placeRegion !== region && !context.contains(region, placeRegion))
		throw new CellError(
			'region_place_mismatch',
			`place ${str(row['place_id'])} lies in ${placeRegion}, not in ${region}`
		);
	const starts = parseDate(str(row['starts_on']))?.start;
	const ends = parseDate(str(row['ends_on']))?.end;
	if (starts && ends && starts > ends)
		throw new CellError('dates_reversed', 'starts_on is after ends_on');
	return {
		...intervalOf(row['date'] ?? null),
		...support(context, 'action', str(row['action_id']), row)
	};
}

function observation(row: Row, context: Context): Row {
	const [low, value, high] = [row['low'], row['value'], row['high']];
	if (typeof low === 'number' && low > num(value))
		throw new CellError('range', 'low is above value');
	if (typeof high === 'number' && high < num(value))
		throw new CellError('range', 'high is below value');
	return {
		...intervalOf(row['period'] ?? null),
		latest: 'yes',
		...support(context, 'observation', observationId(row), row)
	};
}

function modelPrice(row: Row, context: Context): Row {
	if (row['valid_from'] && row['valid_to'] && str(row['valid_to']) < str(row['valid_from']))
		throw new CellError('dates_reversed', 'valid_to is before valid_from');
	return {
		region: 'WLD',
		...intervalOf(row['valid_from'] ?? null),
		blended_usd_per_mtok: blend(row['input_usd_per_mtok'], row['output_usd_per_mtok']),
		...support(context, 'model_price', modelPriceId(row), row)
	};
}

/** Three parts input, one part output, in the unit of the prices; rounded to a billionth to drop float dust. */
const blend = (input: Value | undefined, output: Value | undefined) =>
	typeof input === 'number' && typeof output === 'number'
		? Math.round(((3 * input + output) / 4) * 1e9) / 1e9
		: null;

/** What ingestion adds to a row of each table; tables not listed get nothing but their dataset. */
export const derive: Partial<Record<InputTableName, (row: Row, context: Context) => Row>> = {
	regions: (row) => ({ label: str(row['name']) }),
	sources: (row) => intervalOf(row['published'] ?? null),
	polls: poll,
	actions: action,
	observations: observation,
	model_prices: modelPrice,
	claims: (row) => intervalOf(row['date'] ?? null)
};
