import { figure, readable } from '#lib/domain/text/format.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { MEASURE, type Measure } from '#lib/domain/map/map-measures.ts';
import type { MapPoint, MapRow } from '#lib/domain/map/map-row.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { notLand, ofWhat } from '#lib/domain/status/scope.ts';
import { holds, STATUS_WORDS, STATUSES, type Status } from '#lib/domain/status/status-words.ts';
import {
	actionsByRegion,
	actionsInAll,
	kindOf,
	measuredReadings,
	measuredValues,
	placesOfActions,
	placesOfRestrictions,
	restrictionsByRegion,
	restrictionsInAll,
	type CountRow,
	type MeasuredRow,
	type PlaceRow,
	type RestrictionRow
} from '../../dataset/queries/map/map.ts';
import { seriesOfRole } from '../../dataset/queries/indicators/series-roles.ts';
import { queries } from '../../dataset/queries/index.ts';
import { lineage } from '../../dataset/queries/regions/overview.ts';
import { sourcesBehind, type SourceCounts } from '../../dataset/queries/records/sources-behind.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { all } from '../list/collection.ts';
import { countedIn } from '../list/computed.ts';
import type { Area } from './area.ts';
import { pendingPoints, pendingRows, pendingValues } from './pending.ts';
import type { Asked } from '../request/request.ts';

/** What a map is asked to show. */
export interface MapQuestion {
	measure: Measure;
	/** Years of a growth. */
	years: number;
	/** Whether places are wanted; null where the address does not say. */
	points: boolean | null;
	/** The order of the rows; what is behind them is asked for in its usual one. */
	order: Query['sort'];
	asked: Asked;
}

interface Values {
	rows: MapRow[];
	whole: MapRow | null;
	/** Of a count: records of the area that lie in none of its parts. */
	elsewhere: number;
}

/** A state is divided into counties, a county stands for itself; anything else is the states. */
export function areaOf({ asked }: Pick<MapQuestion, 'asked'>): Area {
	const { release, query } = asked;
	const [region = 'US', ...more] = query.regions ?? [];
	const kind = more.length > 0 ? undefined : kindOf(release, region);
	if (kind === 'state') return { region, level: 'county', state: region };
	if (kind === 'county') return { region, level: 'county', state: region.slice(0, 5) };
	return { region: 'US', level: 'state', state: 'US' };
}

/** The values of an area's regions, most first, and of the area as a whole. */
export function valuesOf(question: MapQuestion, area: Area): Values {
	const { measure, asked, years } = question;
	if (measure === 'actions') return actionValues(asked, area);
	if (measure === 'restrictions') return restrictionValues(asked, area);
	if (measure === 'pending') return pendingValues(asked, area);
	if (measure === 'opposition') return pollValues(asked, area);
	const values = measuredOf(question);
	const rows =
		measure === 'price_growth'
			? growthRows(values, years)
			: newestOf(values).map(measuredRow(measure));
	return divided(rows, values, area);
}

/** Measures of which places are drawn. */
const POINTS: Partial<Record<Measure, (asked: Asked) => (MapPoint | null)[]>> = {
	actions: actionPoints,
	restrictions: restrictionPoints,
	pending: pendingPoints
};

/** Places of what is counted, each with its newest record; those that stand for a whole state have no point. */
export function pointsOf({ measure, asked }: MapQuestion): {
	points: MapPoint[];
	unplaced: number;
} {
	const pointsFor = POINTS[measure];
	if (!pointsFor) return { points: [], unplaced: 0 };
	const placed = pointsFor(asked);
	const points = placed.filter((point) => point !== null);
	return { points, unplaced: placed.length - points.length };
}

/** How many records of each source are behind a map: those counted, or those its values are read from. */
export function sourcesOf(
	{ measure, asked }: MapQuestion,
	rows: readonly Pick<MapRow, 'source_id'>[]
): SourceCounts {
	const { release } = asked;
	if (measure === 'actions') return sourcesBehind(release, 'actions', actionsOf(asked), true);
	if (measure === 'restrictions')
		return sourcesBehind(release, 'statuses', statusesOf(asked), false);
	if (measure === 'pending')
		return countedIn(all<CollectionRow<'sightings'>>({ release }, pendingRows(asked)));
	return countedIn(rows);
}

/** Actions up to the day, unless the address sets an end of its own: what lies ahead has not happened. */
export const actionsOf = ({ release, query, on }: Asked) =>
	queries.actions.rows(release.kysely, { ...query, filters: { to: [on], ...query.filters } });

/** Restrictions of every day, under a status in which they hold, unless another is asked for. */
export function rulesOf({ release, query }: Asked, when: Pick<Query['filters'], 'current'> = {}) {
	const status = query.filters.status ?? STATUSES.filter(holds);
	const filters: Query['filters'] = { ...query.filters, ...when, status: [...status] };
	return queries.statuses.rows(release.kysely, { ...query, filters });
}

/** Those that cover the day. */
const statusesOf = (asked: Asked) => rulesOf(asked, { current: ['yes'] });

function actionValues(asked: Asked, area: Area): Values {
	const actions = actionsOf(asked);
	const rows = actionsByRegion(asked.release, actions, area.level).map(countRow('actions'));
	const all = actionsInAll(asked.release, actions);
	return counted(rows, all && countRow('actions')({ ...all, ...named(asked, area) }));
}

function restrictionValues(asked: Asked, area: Area): Values {
	const statuses = statusesOf(asked);
	const rows = restrictionsByRegion(asked.release, statuses, area.level).map(restrictionRow);
	const all = restrictionsInAll(asked.release, statuses, area.region);
	return counted(rows, all && restrictionRow({ ...all, ...named(asked, area) }));
}

/** The area as a row names it. */
const named = ({ release }: Asked, { region }: Area) => ({
	region,
	region_name: lineage(release, region)[0]?.label ?? region
});

function counted(rows: MapRow[], whole: MapRow | undefined): Values {
	const inside = rows.reduce((sum, { value }) => sum + value, 0);
	return { rows, whole: whole ?? null, elsewhere: (whole?.value ?? inside) - inside };
}

const NO_SOURCE = {
	source_id: null,
	source_url: null,
	publisher: null,
	tier: null,
	independent_sources: null
};

const countRow =
	(unit: string) =>
	({ region, region_name, date, value, confirmed }: CountRow): MapRow => ({
		region,
		region_name,
		date,
		value,
		unit,
		confirmed,
		no_end: null,
		own: null,
		note: null,
		...NO_SOURCE
	});

const restrictionRow = (row: RestrictionRow): MapRow => ({
	...countRow('places')(row),
	no_end: row.no_end,
	own: row.own === null ? null : row.own.split('~').map(ruleWords).join('; ')
});

/** `moratorium|active|2027-03-31|grid_connections` in words. */
function ruleWords(text: string): string {
	const [rule = '', status = '', to = '', covers = ''] = text.split('|');
	const scope = { covers: covers === '' ? null : covers };
	return `${rule}${ofWhat(scope)}: ${standing(status as Status, to === '' ? null : to)}${scope.covers === null ? '; what it covers is not stated' : notLand(scope) === null ? '' : `; ${notLand(scope) ?? ''}`}`;
}

const standing = (status: Status, to: string | null): string =>
	`${STATUS_WORDS[status]}${to !== null && status !== 'unknown_end' ? `, until ${readable(to)}` : ''}`;

/** Shares of own polls about one topic and the whole sample, unless the address asks for others; newest first. */
export function pollReadings({ release, query, on }: Asked) {
	const filters: Query['filters'] = {
		topic: ['local_siting'],
		subgroup: ['all'],
		...query.filters,
		stance: ['oppose']
	};
	const readings = queries.readings.rows(release.kysely, { ...query, filters });
	return measuredReadings(release, readings, on);
}

/** How a poll asked, in words. */
export const pollWords = ({
	house,
	wording_group_label,
	population_label
}: ReturnType<typeof pollReadings>[number]): string =>
	`${house}: ${wording_group_label}, ${population_label.toLowerCase()}`;

function pollValues(asked: Asked, area: Area): Values {
	const values = pollReadings(asked);
	const rows = newestOf(values).map((row): MapRow => {
		const sameDay = values.filter(({ region, date }) => region === row.region && date === row.date);
		const others = sameDay
			.filter((other) => other !== row)
			.map(({ value }) => `${figure(value, 1)}%`);
		const also = others.length > 0 ? `; in other words the same day ${others.join(', ')}` : '';
		return {
			...measuredRow('opposition')(row),
			note: `${pollWords(row)}${also}`
		};
	});
	return divided(rows, values, area);
}

/** The series a measure reads, if it reads one and the release has it. */
export function seriesOf(release: OpenRelease, measure: Measure): string | undefined {
	const { role } = MEASURE[measure];
	return role === undefined ? undefined : seriesOfRole(release, role)[0];
}

/** Values of a measure's series, newest first. */
export function measuredOf({ measure, asked: { release, query, on } }: MapQuestion): MeasuredRow[] {
	const series = seriesOf(release, measure);
	if (series === undefined) return [];
	const filters: Query['filters'] = { ...query.filters, series: [series] };
	return measuredValues(
		release,
		queries.observations.rows(release.kysely, { ...query, filters }),
		on
	);
}

/** The first row of each region: of rows sorted newest first, the newest. */
function newestOf<Row extends { region: string }>(rows: readonly Row[]): Row[] {
	const newest = new Map<string, Row>();
	for (const row of rows) if (!newest.has(row.region)) newest.set(row.region, row);
	return [...newest.values()];
}

export const measuredRow =
	(measure: Measure) =>
	({
		region,
		region_name,
		date,
		value,
		source_id,
		source_url,
		publisher,
		tier,
		independent_sources
	}: MeasuredRow): MapRow => ({
		region,
		region_name,
		date,
		value,
		unit: MEASURE[measure].unit,
		confirmed: null,
		no_end: null,
		own: null,
		note: null,
		source_id,
		source_url,
		publisher,
		tier,
		independent_sources
	});

/** Newest change of each region in percent; regions without one have none. */
const growthRows = (values: readonly MeasuredRow[], years: number): MapRow[] =>
	newestOf(values).flatMap((row) => growthOf(row, values, years) ?? []);

/** Change of a value in percent against that of the same series so many years before; null where there is none. */
export function growthOf(
	row: MeasuredRow,
	values: readonly MeasuredRow[],
	years: number
): MapRow | null {
	const year = `${Number(row.date.slice(0, 4)) - years}`;
	const before = values.find(({ region, date }) => region === row.region && date === year);
	if (!before || before.value === 0) return null;
	return {
		...measuredRow('price_growth')(row),
		date: `${before.date} to ${row.date}`,
		value: (row.value / before.value - 1) * 100,
		note: `${figure(before.value)} to ${figure(row.value)} cents per kWh; computed`
	};
}

/** Rows of the parts, most first, and that of the whole. */
function divided(rows: MapRow[], kinds: readonly MeasuredRow[], { region, level }: Area): Values {
	const kind = new Map(kinds.map((row) => [row.region, row.kind]));
	return {
		rows: rows
			.filter((row) => kind.get(row.region) === level)
			.sort((a, b) => b.value - a.value || (a.region < b.region ? -1 : 1)),
		whole: rows.find((row) => row.region === region) ?? null,
		elsewhere: 0
	};
}

function actionPoints(asked: Asked): (MapPoint | null)[] {
	return placesOfActions(asked.release, actionsOf(asked)).map((row) =>
		pointOf(row, {
			mark: row.direction,
			open: 'no',
			words: `${row.action_type_label}, ${row.decision.replaceAll('_', ' ')}, ${readable(row.date)}`,
			action_id: row.action_id
		})
	);
}

function restrictionPoints(asked: Asked): (MapPoint | null)[] {
	return placesOfRestrictions(asked.release, statusesOf(asked)).map((row) =>
		pointOf(row, {
			mark: row.action_type,
			open: row.status === 'unknown_end' ? 'yes' : 'no',
			words: `${row.action_type}, ${standing(row.status, row.to)}`,
			action_id: row.because.split('~').at(-1) ?? row.because
		})
	);
}

function pointOf(
	{ place_id, place_name, region_name, lon, lat, position_precision, records }: PlaceRow,
	shown: Pick<MapPoint, 'mark' | 'open' | 'words' | 'action_id'>
): MapPoint | null {
	const isLocated = position_precision === 'place' || position_precision === 'county';
	if (!isLocated || lon === null || lat === null) return null;
	return { place_id, place_name, region_name, lon, lat, position_precision, records, ...shown };
}
