import type { Point } from '../actions/distance.ts';
import type { SiteField } from './columns.ts';
import { angleOf, pairOf } from './coordinates.ts';

/** Where a row says its site is. Names and codes are as written: whether there is such a place is looked up later. */
export type Where =
	| { kind: 'point'; point: Point; place: string | null }
	| { kind: 'fips'; code: string; place: string | null }
	| { kind: 'place_id'; id: string }
	| { kind: 'place'; place: string; county: string | null; state: string }
	| { kind: 'county'; county: string; state: string }
	| { kind: 'unclear'; reason: string };

/** What a row says in a column, or null. */
export type Cell = (field: SiteField) => string | null;

/** Coordinates count before a code, a code before a place, a place before a county. */
export function whereOf(cell: Cell): Where {
	const [latitude, longitude] = [cell('latitude'), cell('longitude')];
	const [place, state, county] = [cell('place'), cell('state'), cell('county')];
	if (latitude !== null || longitude !== null) return pointOf(latitude, longitude, place);
	const coordinates = cell('coordinates');
	if (coordinates !== null) {
		const pair = pairOf(coordinates);
		return pair === null ? noCoordinates(coordinates) : pointOf(...pair, place);
	}
	const id = cell('place_id');
	if (id !== null) return { kind: 'place_id', id };
	const code = cell('fips');
	if (code !== null) return { kind: 'fips', code, place };
	if (place !== null) return named(place, state, county);
	if (county !== null) return inState(county, state);
	return {
		kind: 'unclear',
		reason:
			'says nothing about where it is: expected latitude and longitude, a county code, a place with its state, or a county with its state'
	};
}

const withoutState = (name: string, what: 'place' | 'county'): Where => ({
	kind: 'unclear',
	reason: `"${name}" stands without a state: expected "${what}, state"`
});

/** `Leesburg, VA` in one cell, or a place beside its state. */
export function named(place: string, state: string | null, county: string | null): Where {
	const [name, last] = split(place);
	if (state === null && last === null) return withoutState(place, 'place');
	return isCounty(name) && county === null
		? { kind: 'county', county: name, state: state ?? last ?? '' }
		: {
				kind: 'place',
				place: last === null || state === null || sameState(last, state) ? name : place,
				county,
				state: state ?? last ?? ''
			};
}

function inState(county: string, state: string | null): Where {
	const [name, last] = split(county);
	if (state === null && last === null) return withoutState(county, 'county');
	return { kind: 'county', county: name, state: state ?? last ?? '' };
}

/** The text before the last comma, and after it. */
function split(text: string): [string, string | null] {
	const at = text.lastIndexOf(',');
	return at === -1 ? [text, null] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

const sameState = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether a name says of itself that it is a county, or what stands for one. */
const isCounty = (name: string): boolean =>
	/\b(county|co\.|parish|census area|municipio|planning region)$/i.test(name.trim());

const noCoordinates = (text: string): Where => ({
	kind: 'unclear',
	reason: `"${text}" are no coordinates: expected decimal degrees, for example 39.0437, -77.4875, or degrees, minutes and seconds`
});

/** A point by latitude and longitude as written; letters that name the axes count before the order. */
export function pointOf(
	latitude: string | null,
	longitude: string | null,
	place: string | null
): Where {
	if (latitude === null || longitude === null)
		return {
			kind: 'unclear',
			reason: `${latitude === null ? 'latitude' : 'longitude'} is empty: both are needed`
		};
	const [first, second] = [angleOf(latitude), angleOf(longitude)];
	if (first === null || second === null) return noCoordinates(`${latitude}, ${longitude}`);
	const areTurned = first.axis === 'longitude' && second.axis === 'latitude';
	const [lat, lon] = areTurned ? [second.degrees, first.degrees] : [first.degrees, second.degrees];
	if (Math.abs(lat) > 90 || Math.abs(lon) > 180)
		return {
			kind: 'unclear',
			reason: `latitude ${lat}, longitude ${lon} is no point on the earth${Math.abs(lon) <= 90 && Math.abs(lat) <= 180 ? ': are the two swapped?' : ''}`
		};
	return { kind: 'point', point: { lon, lat }, place };
}

const LONGEST_CHOICE = 300;

/**
 * Where a candidate that a reader chose says the site is, by what stands in brackets at its end: a county code, the id
 * of a place, or coordinates.
 * @example whereOfChoice('Richmond city, Virginia (51760)') // { kind: 'fips', code: '51760', place: null }
 */
export function whereOfChoice(candidate: string): Where {
	if (candidate.length > LONGEST_CHOICE)
		return { kind: 'unclear', reason: 'what was chosen is none of the candidates' };
	const key = /\(([^()]*)\)$/.exec(candidate.trim())?.[1] ?? candidate.trim();
	if (/^\d{5}$/.test(key)) return { kind: 'fips', code: key, place: null };
	if (key.includes('/')) return { kind: 'place_id', id: key };
	const pair = pairOf(key);
	const [name = ''] = candidate.split(',');
	return pair === null
		? { kind: 'unclear', reason: `"${candidate}" is none of the candidates` }
		: pointOf(...pair, name.trim());
}
