import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { readable } from '#lib/domain/text/format.ts';
import type { MapRow } from '#lib/domain/map/map-row.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { notLand, ofWhat } from '#lib/domain/status/scope.ts';
import { holds, STATUS_WORDS, STATUSES, type Status } from '#lib/domain/status/status-words.ts';
import {
	actionsByRegion,
	actionsInAll,
	restrictionsByRegion,
	restrictionsInAll,
	type CountRow,
	type RestrictionRow
} from '../../dataset/queries/map/map.ts';
import { queries } from '../../dataset/queries/index.ts';
import type { Area } from './area.ts';
import type { Asked } from '../request/request.ts';
import { type Values, named } from './map-question.ts';

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
export const statusesOf = (asked: Asked) => rulesOf(asked, { current: ['yes'] });

/** Actions by region of an area, with those of the area as a whole and of its parts elsewhere. */
export function actionValues(asked: Asked, area: Area): Values {
	const actions = actionsOf(asked);
	const rows = actionsByRegion(asked.release, actions, area.level).map(countRow('actions'));
	const all = actionsInAll(asked.release, actions);
	return countedValues(rows, all && countRow('actions')({ ...all, ...named(asked, area) }));
}

/** Restrictions that cover the day, by region of an area, and those of the area itself. */
export function restrictionValues(asked: Asked, area: Area): Values {
	const statuses = statusesOf(asked);
	const rows = restrictionsByRegion(asked.release, statuses, area.level).map(restrictionRow);
	const all = restrictionsInAll(asked.release, statuses, area.region);
	return countedValues(rows, all && restrictionRow({ ...all, ...named(asked, area) }));
}

/** Counts by region, with the whole, and how many of the whole are in none of the regions. */
export function countedValues(rows: MapRow[], whole: MapRow | undefined): Values {
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
	own: row.own === null ? null : row.own.split(LIST_SEPARATOR).map(ruleWords).join('; ')
});

/** `moratorium|active|2027-03-31|grid_connections` in words. */
function ruleWords(text: string): string {
	const [rule = '', status = '', to = '', covers = ''] = text.split('|');
	const scope = { covers: covers === '' ? null : covers };
	return `${rule}${ofWhat(scope)}: ${standing(status as Status, to === '' ? null : to)}${scope.covers === null ? '; what it covers is not stated' : notLand(scope) === null ? '' : `; ${notLand(scope) ?? ''}`}`;
}

/**
 * A status in words, and until when.
 * @example standing('active', '2027-03-31') // 'in force, until Mar 31, 2027'
 */
export const standing = (status: Status, to: string | null): string =>
	`${STATUS_WORDS[status]}${to !== null && status !== 'unknown_end' ? `, until ${readable(to)}` : ''}`;
