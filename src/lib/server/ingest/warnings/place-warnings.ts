import { group } from 'd3-array';
import { familyOf } from '#lib/domain/actions/decisions.ts';
import { areNeighbors, stateOfDocument } from '#lib/domain/actions/places/source-state.ts';
import { daysBetween } from '#lib/domain/dates.ts';
import { STATE_NAMES } from '#lib/domain/screening/sites/state-names.ts';
import type { Check, Doubt } from './warning.ts';
import { provinceOf } from '#lib/domain/regions/region-codes.ts';

interface Sourced {
	row: number;
	action_id: string;
	state: string;
	source_id: string;
	publisher: string;
	url: string | null;
}

const nameOf = (state: string) => STATE_NAMES.get(state) ?? state;

/** Actions of a state whose source, or a source that cites them, is a document of another state. */
export const sourcesElsewhere: Check = (db) => {
	const rows = db
		.prepare(
			`SELECT a.rowid AS row, a.action_id, substr(a.region, 4, 2) AS state, s.source_id, s.publisher, s.url
				FROM actions a JOIN sources s ON s.source_id = a.source_id WHERE a.region LIKE 'US-__%'
			UNION SELECT a.rowid, a.action_id, substr(a.region, 4, 2), s.source_id, s.publisher, s.url
				FROM citations c JOIN actions a ON c.record_kind = 'action' AND a.action_id = c.record_id
				JOIN sources s ON s.source_id = c.source_id WHERE a.region LIKE 'US-__%'
			ORDER BY 1, 4`
		)
		.all() as Sourced[];
	return rows.flatMap(({ row, action_id, state, source_id, publisher, url }): Doubt[] => {
		const told = stateOfDocument({ publisher, url });
		if (told === null || told.state === state) return [];
		const isNext = areNeighbors(told.state, state);
		return [
			{
				table: 'actions',
				row,
				id: action_id,
				code: isNext ? 'source_of_next_state' : 'source_elsewhere',
				message: `this is a record of ${nameOf(state)}, but its source ${source_id} seems to be from ${isNext ? 'the state next to it' : 'elsewhere'}: ${told.how}; check the state`
			}
		];
	});
};

interface Dated {
	row: number;
	action_id: string;
	place: string;
	county: string;
	region: string;
	body_kind: string;
	action_type: string;
	date_start: string;
	date_end: string;
}

/** Days within which the same kind of body of a place and county of the same name in another state is a surprise. */
const WITHIN_DAYS = 7;

/**
 * Actions by the same kind of body of places that share their name and that of their county, in two states, within a
 * week: one may be told twice, once in the wrong state.
 */
export const sameCountyNames: Check = (db) => {
	const rows = db
		.prepare(
			`SELECT a.rowid AS row, a.action_id, p.name AS place, r.name AS county, a.region, a.body_kind, a.action_type,
				a.date_start, a.date_end
			FROM actions a JOIN regions r USING (region) JOIN places p USING (place_id) WHERE r.kind = 'county' AND a.region LIKE 'US-__-%' AND a.date_precision IN ('day', 'month')
			ORDER BY a.rowid`
		)
		.all() as Dated[];
	const sameBodies = group(
		rows,
		({ place, county, body_kind, action_type }) =>
			`${place}|${county}|${body_kind}|${familyOf(action_type)}`
	);
	return [...sameBodies.values()].flatMap((some) =>
		some.flatMap((later, index) => {
			const other = some
				.slice(0, index)
				.find((one) => isElsewhere(one, later) && gap(one, later) <= WITHIN_DAYS);
			return other === undefined ? [] : [sameCountyName(later, other)];
		})
	);
};

const isElsewhere = (one: Dated, other: Dated) =>
	provinceOf(one.region) !== provinceOf(other.region);

const gap = (one: Dated, other: Dated) =>
	Math.max(
		0,
		daysBetween(one.date_end, other.date_start),
		daysBetween(other.date_end, one.date_start)
	);

const sameCountyName = (later: Dated, other: Dated): Doubt => ({
	table: 'actions',
	row: later.row,
	id: later.action_id,
	code: 'same_county_name',
	message: `looks like ${other.action_id}, of ${later.place} in ${nameOf(other.region.slice(3, 5))}: the same kind of body within ${WITHIN_DAYS} days; check that both happened`
});
