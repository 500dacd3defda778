import type { Point } from '../actions/distance.ts';
import { recognise, type Recognised, type SiteField } from './columns.ts';

/** Where a row says its site is. Names and codes are as written: whether there is such a place is looked up later. */
export type Where =
	| { kind: 'point'; point: Point; place: string | null; state: string | null }
	| { kind: 'fips'; code: string; place: string | null }
	| { kind: 'place_id'; id: string }
	| { kind: 'place'; place: string; county: string | null; state: string }
	| { kind: 'county'; county: string; state: string }
	| { kind: 'unclear'; reason: string };

/** One row of a list of sites. */
export interface Site {
	/** Position in the list, from 1. */
	row: number;
	name: string;
	where: Where;
	/** What else the row holds, under its heads. */
	carried: Record<string, string>;
}

/** A list of sites, and the heads of the columns carried through. */
export interface SiteList {
	sites: Site[];
	carried: string[];
}

/**
 * Reads the rows of a list: with heads in any order, or without heads as `code`, `name, code`,
 * `[name,] latitude, longitude`, `[name,] place, state` or `[name,] county, state`.
 * @param table rows of cells, the first of them perhaps heads
 * @param own columns of a result, which are not carried through
 */
export function sitesOf(
	table: readonly (readonly string[])[],
	own: ReadonlySet<string> = new Set()
): SiteList {
	const [heads = []] = table;
	const recognised = recognise(heads, own);
	const rows = recognised === null ? table : table.slice(1);
	const sites = rows.map((cells, index): Site => {
		const row = index + 1;
		if (recognised === null) return { row, ...bare(cells, row), carried: {} };
		const cell = cellOf(cells, recognised.fields);
		const where = whereOf(cell);
		return {
			row,
			name: cell('name') ?? nameOf(where, row),
			where,
			carried: Object.fromEntries(
				recognised.carried.map(({ index: at, name }) => [name, cells[at]?.trim() ?? ''])
			)
		};
	});
	return { sites, carried: recognised?.carried.map(({ name }) => name) ?? [] };
}

type Cell = (field: SiteField) => string | null;

const cellOf =
	(cells: readonly string[], fields: Recognised['fields']): Cell =>
	(field) => {
		const index = fields[field];
		const text = index === undefined ? '' : (cells[index]?.trim() ?? '');
		return text === '' ? null : text;
	};

/** Coordinates count before a code, a code before a place, a place before a county. */
function whereOf(cell: Cell): Where {
	const [latitude, longitude] = [cell('latitude'), cell('longitude')];
	const [place, state, county] = [cell('place'), cell('state'), cell('county')];
	if (latitude !== null || longitude !== null) return pointOf(latitude, longitude, place, state);
	const coordinates = cell('coordinates');
	if (coordinates !== null) {
		const [first = '', second = ''] = coordinates.replace(/[()]/g, '').split(/\s*[,;\s]\s*/, 2);
		return pointOf(first, second, place, state);
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

/** `Leesburg, VA` in one cell, or a place beside its state. */
function named(place: string, state: string | null, county: string | null): Where {
	const [name, last] = split(place);
	if (state === null && last === null)
		return {
			kind: 'unclear',
			reason: `"${place}" stands without a state: expected "place, state"`
		};
	return isCounty(name) && county === null
		? { kind: 'county', county: name, state: state ?? last ?? '' }
		: {
				kind: 'place',
				place: state === null || last === null ? name : place,
				county,
				state: state ?? last ?? ''
			};
}

function inState(county: string, state: string | null): Where {
	const [name, last] = split(county);
	if (state === null && last === null)
		return {
			kind: 'unclear',
			reason: `"${county}" stands without a state: expected "county, state"`
		};
	return { kind: 'county', county: name, state: state ?? last ?? '' };
}

/** The text before the last comma, and after it. */
function split(text: string): [string, string | null] {
	const at = text.lastIndexOf(',');
	return at === -1 ? [text, null] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** Whether a name says of itself that it is a county, or what stands for one. */
export const isCounty = (name: string): boolean =>
	/\b(county|parish|census area|municipio|planning region)$/i.test(name.trim());

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** A decimal with a point; `39,05` is one with a comma where nothing else can be meant. */
function decimal(text: string): number | null {
	const plain = text
		.trim()
		.replace(/^[−–]/, '-')
		.replace(/^([+-]?\d{1,3}),(\d+)$/, '$1.$2')
		.replace(/°$/, '');
	const turned = /^(.*?)\s*°?\s*([NSEW])$/i.exec(plain);
	const [, size, side] = turned ?? [null, plain, ''];
	if (size === undefined || !NUMBER.test(size.trim())) return null;
	const value = Number(size);
	return /[SW]/i.test(side ?? '') ? -Math.abs(value) : value;
}

function pointOf(
	latitude: string | null,
	longitude: string | null,
	place: string | null,
	state: string | null
): Where {
	if (latitude === null || longitude === null)
		return {
			kind: 'unclear',
			reason: `${latitude === null ? 'latitude' : 'longitude'} is empty: both are needed`
		};
	const [lat, lon] = [decimal(latitude), decimal(longitude)];
	if (lat === null || lon === null)
		return {
			kind: 'unclear',
			reason: `"${latitude}, ${longitude}" are no coordinates: expected decimal degrees, for example 39.0437, -77.4875`
		};
	if (Math.abs(lat) > 90 || Math.abs(lon) > 180)
		return {
			kind: 'unclear',
			reason: `latitude ${lat}, longitude ${lon} is no point on the earth${Math.abs(lon) <= 90 && Math.abs(lat) <= 180 ? ': are the two swapped?' : ''}`
		};
	return { kind: 'point', point: { lon, lat }, place, state };
}

/** A row without heads. */
function bare(cells: readonly string[], row: number): Pick<Site, 'name' | 'where'> {
	const given = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	const [last = '', before = '', first = ''] = given.toReversed();
	if (NUMBER.test(last) && NUMBER.test(before) && given.length <= 3) {
		const where = pointOf(before, last, null, null);
		return { name: first === '' ? nameOf(where, row) : first, where };
	}
	if (isCode(last) && given.length <= 2)
		return {
			name: before === '' ? last : before,
			where: { kind: 'fips', code: last, place: null }
		};
	if (given.length === 2 || given.length === 3) {
		const where = named(before, last, null);
		return { name: first === '' ? nameOf(where, row) : first, where };
	}
	const where =
		given.length === 1
			? named(last, null, null)
			: ({
					kind: 'unclear',
					reason: `${given.length} cells without heads: expected a first row with the names of the columns, for example name, latitude, longitude`
				} as const);
	return { name: nameOf(where, row), where };
}

/** A county's FIPS code, or the code of a region. */
const isCode = (text: string): boolean => /^(\d{4,5}|US-[A-Z]{2}-\d{5})$/i.test(text);

function nameOf(where: Where, row: number): string {
	switch (where.kind) {
		case 'point':
			return `${where.point.lat}, ${where.point.lon}`;
		case 'fips':
			return where.code;
		case 'place_id':
			return where.id;
		case 'place':
			return `${where.place}, ${where.state}`;
		case 'county':
			return `${where.county}, ${where.state}`;
		case 'unclear':
			return `Row ${row}`;
	}
}
