import type { Point } from '../../actions/places/distance.ts';
import { addressOf, isCounty, isZip } from './place-parts.ts';
import type { SiteField } from './column-names.ts';
import { angleOf, pairOf } from './coordinates.ts';
import { countyCodeOf } from './county-code.ts';
import { stateCode, stateOfFips } from './state-names.ts';

/** Where a row says its site is. Names and codes are as written: whether there is such a place is looked up later. */
export type Where =
	| { kind: 'point'; point: Point; place: string | null; said?: Said }
	| {
			kind: 'fips';
			code: string;
			place: string | null;
			said?: Said;
			/** Whether nothing says that it is one: it counts only in a list of nothing but known codes. */
			isUnsaid?: boolean;
	  }
	| { kind: 'place_id'; id: string }
	| { kind: 'place'; place: string; county: string | null; state: string }
	| { kind: 'county'; county: string; state: string }
	| { kind: 'unclear'; reason: string; stateless?: Stateless };

/** A place or county that a row names without its state. */
export interface Stateless {
	what: 'place' | 'county';
	name: string;
	/** The county around a place. */
	county: string | null;
}

/** What a row says of its state and county beside what places it: it may say something else. */
export interface Said {
	state: string | null;
	county: string | null;
}

/** What a row says in a column, or null. */
export type Cell = (field: SiteField) => string | null;

/** Where a row says its site is, and what to know about how it was read. */
export interface Read {
	where: Where;
	notes: string[];
}

const read = (where: Where, notes: string[] = []): Read => ({ where, notes });
const unclear = (reason: string): Read => read({ kind: 'unclear', reason });

/** A region by its own code, which says that it is a county. */
const REGION = /^US-[A-Z]{2}-\d{5}$/i;

/** Coordinates count before a code, a code before a place, a place before a county, and any of these before an address. */
export function whereOf(cell: Cell): Read {
	const [place, county] = [cell('place'), cell('county')];
	const state = stateOf(cell('state'), cell('state_fips'));
	const beside = (found: Read): Read => ({ ...found, where: withSaid(found.where, state, county) });
	const point = pointIn(cell, place);
	if (point !== null && !('missing' in point)) return beside(point);
	const zeros = point === null ? [] : [point.missing];
	const found = namedIn(cell, { place, county, state });
	const { where, notes } = found.where.kind === 'fips' ? beside(found) : found;
	return read(where, [...zeros, ...notes]);
}

/** What a row without coordinates says: a code counts before a place, a place before a county. */
function namedIn(
	cell: Cell,
	{ place, county, state }: Record<'place' | 'county' | 'state', string | null>
): Read {
	const id = cell('place_id');
	if (id !== null) return read({ kind: 'place_id', id });
	const code = codeIn(cell, place);
	if (code !== null) return code;
	if (place !== null) return named(place, state, county);
	if (county !== null) return inState(county, state);
	const address = cell('address');
	if (address !== null) return named(address, state, null);
	if (cell('zip') !== null)
		return unclear('ZIP codes are not supported: give city and state, a county or coordinates');
	if (state !== null)
		return unclear(`says only its state, ${state}: give a county, a place or coordinates`);
	return unclear(
		'no location is given: add latitude and longitude, a county code, a place and state, or a county and state'
	);
}

/** The point a row gives; null where it gives none, or why what it gives counts as missing. */
function pointIn(cell: Cell, place: string | null): Read | { missing: string } | null {
	const [latitude, longitude] = [cell('latitude'), cell('longitude')];
	const coordinates = cell('coordinates');
	if (latitude === null && longitude === null && coordinates === null) return null;
	const isPair = latitude !== null || longitude !== null || coordinates === null;
	const pair = isPair ? ([latitude, longitude] as const) : pairOf(coordinates);
	if (pair === null) return read(noCoordinates(coordinates ?? ''));
	const where = pointOf(...pair, place);
	return where.kind === 'point' && where.point.lat === 0 && where.point.lon === 0
		? { missing: 'coordinates 0, 0 are taken as empty' }
		: read(where);
}

/** What is said beside a point or a code, where anything is. */
const withSaid = (where: Where, state: string | null, county: string | null): Where =>
	(where.kind === 'point' || where.kind === 'fips') && (state !== null || county !== null)
		? { ...where, said: { state, county: numberIn(county) === null ? county : null } }
		: where;

/** The state by its name or its FIPS code, which the Census Bureau also writes under `state`. */
function stateOf(state: string | null, fips: string | null): string | null {
	const code = fips ?? state;
	return (code === null ? null : stateOfFips(code)) ?? state;
}

/** The county a row gives by a code; null where it gives none. */
function codeIn(cell: Cell, place: string | null): Read | null {
	const [fips, region, county] = [cell('fips'), cell('region'), cell('county')];
	const given =
		fips ?? (region !== null && REGION.test(region) ? region : null) ?? numberIn(county);
	if (given === null) return null;
	const found = countyCodeOf(given, cell('state_fips') ?? cell('state'));
	if (found !== null) return read({ kind: 'fips', code: found.code, place }, found.notes);
	return /^\d{1,3}$/.test(given)
		? unclear(`county code "${given}" is without its state: give five digits, for example 51107`)
		: read({ kind: 'fips', code: given, place });
}

/** A number under a head that says county is the code of one. */
const numberIn = (county: string | null): string | null =>
	county !== null && /^\d{1,5}(\.0+)?$/.test(county) ? county : null;

function withoutState(stateless: Stateless): Read {
	const { what, name } = stateless;
	if (isZip(name))
		return unclear(`"${name}" looks like a ZIP code; these are not supported: give city and state`);
	const reason = `"${name}" has no state: expected "${what}, state"`;
	return read({ kind: 'unclear', reason, stateless });
}

/** What a choice says that was not offered. */
const NOT_OFFERED: Where = { kind: 'unclear', reason: 'the choice is not one of the candidates' };

/** Where a place or county is whose state was chosen for it. @param choice as the candidate `Virginia (VA)` names it */
export function whereInState({ what, name, county }: Stateless, choice: string): Where {
	const state = /\(([A-Z]{2})\)$/.exec(choice)?.[1];
	if (state === undefined) return NOT_OFFERED;
	return (what === 'county' ? inState(name, state) : named(name, state, county)).where;
}

/** `Leesburg, VA` in one cell, perhaps in an address, or a place beside its state; or a pair of coordinates. */
export function named(place: string, state: string | null, county: string | null): Read {
	const pair = /\d/.test(place) ? pairOf(place) : null;
	if (pair?.every((one) => angleOf(one) !== null)) return read(pointOf(...pair, null));
	if (REGION.test(place.trim())) return read({ kind: 'fips', code: place.trim(), place: null });
	const address = addressOf(place);
	const isOwn = address.state !== null && (state === null || sameState(address.state, state));
	const parts = isOwn || address.state === null ? address.parts : [place];
	const inside = county ?? (parts.length > 1 ? (parts.findLast(isCounty) ?? null) : null);
	const before = parts.filter((part) => part !== inside || parts.length === 1);
	const name = before.at(-1) ?? place;
	const where = state ?? address.state;
	if (where === null) return withoutState({ what: 'place', name: place, county });
	const notes = before.length > 1 ? [`"${before.slice(0, -1).join(', ')}" was not looked for`] : [];
	return isCounty(name) && county === null
		? read({ kind: 'county', county: name, state: where }, notes)
		: read({ kind: 'place', place: name, county: inside, state: where }, notes);
}

function inState(county: string, state: string | null): Read {
	const address = addressOf(county);
	const where = state ?? address.state;
	if (where === null) return withoutState({ what: 'county', name: county, county: null });
	const isOwn = address.state !== null && sameState(address.state, where);
	return read({
		kind: 'county',
		county: isOwn ? (address.parts.at(-1) ?? county) : county,
		state: where
	});
}

const sameState = (a: string, b: string) =>
	(stateCode(a) ?? a.toLowerCase()) === (stateCode(b) ?? b.toLowerCase());

const noCoordinates = (text: string): Where => ({
	kind: 'unclear',
	reason: `"${text}" are not coordinates: expected decimal degrees, for example 39.0437, -77.4875, or degrees, minutes and seconds`
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
	// Swapped they may be a point: which one is looked up with the counties.
	const isPointIfSwapped = Math.abs(lon) <= 90 && Math.abs(lat) <= 180;
	if ((Math.abs(lat) > 90 && !isPointIfSwapped) || Math.abs(lon) > 180)
		return {
			kind: 'unclear',
			reason: `latitude ${lat}, longitude ${lon} is no point on the earth`
		};
	return { kind: 'point', point: { lon, lat }, place };
}

const LONGEST_CHOICE = 300;
/** How a candidate begins that is a point and no place. */
export const COORDINATES = 'coordinates ';

/**
 * Where a candidate that a reader chose says the site is, by what stands in brackets at its end: a county code, the id
 * of a place, or coordinates.
 * @example whereOfChoice('Richmond city, Virginia (51760)') // { kind: 'fips', code: '51760', place: null }
 */
export function whereOfChoice(candidate: string): Where {
	if (candidate.length > LONGEST_CHOICE) return NOT_OFFERED;
	const key = /\(([^()]*)\)$/.exec(candidate.trim())?.[1] ?? candidate.trim();
	if (/^\d{5}$/.test(key)) return { kind: 'fips', code: key, place: null };
	if (key.includes('/')) return { kind: 'place_id', id: key };
	const pair = pairOf(key);
	const [name = ''] = candidate.split(',');
	return pair === null
		? { kind: 'unclear', reason: `"${candidate}" is not one of the candidates` }
		: pointOf(...pair, candidate.startsWith(COORDINATES) ? null : name.trim());
}
