import type BetterSqlite3 from 'better-sqlite3';
import { namesOf } from '#lib/domain/actions/places/place-names.ts';
import {
	locate,
	type PositionFound,
	type Settlement
} from '#lib/domain/actions/places/position.ts';
import { SETTLEMENTS } from '#lib/domain/status/in-force.ts';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { CountyShapes } from '../../resolve/gazetteer/county-shapes.ts';
import { gazetteer, settlementKey } from '../../resolve/gazetteer/gazetteer.ts';
import { inserterOf } from '../inserter.ts';
import { provinceOf } from '#lib/domain/regions/region-codes.ts';

interface Place {
	place_id: string;
	name: string;
	place_kind: string;
	region: string;
	region_kind: string;
	lon: number | null;
	lat: number | null;
	/** Where its own row says it lies. */
	stated_lon: number | null;
	stated_lat: number | null;
}

/**
 * Locates every place: a settlement by name and state that lies in the stated county, else where its own row says if
 * that lies in the county, else the center of the county, else of the state. Elsewhere in the world a name that its
 * country has once is taken.
 */
export function buildPositions(db: BetterSqlite3.Database): void {
	const places = db
		.prepare(
			`SELECT p.place_id, p.name, p.place_kind, p.region, r.kind AS region_kind, r.lon, r.lat,
				p.lon AS stated_lon, p.lat AS stated_lat
				FROM places p JOIN regions r USING (region) ORDER BY p.rowid`
		)
		.all() as Place[];
	const insert = inserterOf(db, 'positions');
	const find = finder(places.filter(isSettlement));
	const stated = statedPoints();
	for (const place of places) {
		const own = stated(place);
		insert(
			isSettlement(place)
				? fromGazetteer(place, find(place), own)
				: { ...(own ?? centre(place)), ...NO_PROBLEM }
		);
	}
}

/** Places that are a region as a whole, whose centre is on record. */
const REGIONS = ['county', 'parish', 'state', 'country'];

/** The points that rows state of their own places, as far as they lie in the stated county. */
function statedPoints(): (place: Place) => Placed | null {
	let counties: CountyShapes | null = null;
	return ({ place_id, place_kind, region, region_kind, stated_lon: lon, stated_lat: lat }) => {
		if (lon === null || lat === null || REGIONS.includes(place_kind)) return null;
		counties ??= new CountyShapes();
		const isInside = region_kind !== 'county' || (counties.holds(region, { lon, lat }) ?? false);
		return isInside ? { place_id, lon, lat, position_precision: 'place' } : null;
	};
}

/** Settlements, and what is named after one. */
const isSettlement = ({ place_kind }: Place) =>
	SETTLEMENTS.includes(place_kind) || place_kind === 'other';

const NO_PROBLEM = { gazetteer_name: null, position_problem: null, position_detail: null };

/** Looks places up; reads gazetteer and shapes only where there is something to look up. */
function finder(places: readonly Place[]): (place: Place) => PositionFound {
	if (places.length === 0) return () => ({ kind: 'absent' });
	const settlements = gazetteer(new Set(places.map(({ region }) => region.slice(0, 2))));
	const counties = new CountyShapes();
	return ({ name, place_kind, region, region_kind }) => {
		const area = region.startsWith('US-') ? provinceOf(region) : region;
		const named = namesOf(name, place_kind).map(
			(one) => settlements.get(settlementKey(area, one)) ?? []
		);
		const isInside = (at: Settlement) =>
			region_kind !== 'county' || (counties.holds(region, at) ?? false);
		return locate(named, isInside, place_kind === 'township' ? 1 : named.length);
	};
}

function fromGazetteer(
	place: Place,
	found: PositionFound,
	own: Placed | null
): StoredRow<'positions'> {
	if (found.kind === 'found')
		return {
			place_id: place.place_id,
			lon: found.at.lon,
			lat: found.at.lat,
			position_precision: 'place',
			...NO_PROBLEM,
			gazetteer_name: found.at.name
		};
	return {
		...(own ?? centre(place)),
		gazetteer_name: null,
		position_problem: found.kind,
		position_detail: detail(found)
	};
}

function detail(found: Exclude<PositionFound, { kind: 'found' }>): string | null {
	switch (found.kind) {
		case 'absent':
			return null;
		case 'several':
			return `${found.count} settlements of this name`;
		case 'elsewhere':
			return `${found.at.name} at ${found.at.lat}, ${found.at.lon}`;
	}
}

type Located = Pick<StoredRow<'positions'>, 'lon' | 'lat' | 'position_precision'>;
type Placed = Located & Pick<StoredRow<'positions'>, 'place_id'>;

/** The center of the region around a place, where that is a county or a state. */
function centre({ place_id, region_kind, lon, lat }: Place): Placed {
	const isCentre = region_kind === 'county' || region_kind === 'state';
	const located: Located =
		isCentre && lon !== null && lat !== null
			? { lon, lat, position_precision: region_kind }
			: { lon: null, lat: null, position_precision: 'none' };
	return { place_id, ...located };
}

/** Places that the gazetteer lists in another county than the one stated, in words. */
export function positionNotes(db: BetterSqlite3.Database): string[] {
	const rows = db
		.prepare(
			`SELECT x.place_id, p.region, x.position_detail, x.position_precision FROM positions x JOIN places p USING (place_id)
				WHERE x.position_problem = 'elsewhere' ORDER BY x.place_id`
		)
		.all() as {
		place_id: string;
		region: string;
		position_detail: string;
		position_precision: string;
	}[];
	return rows.map(
		({ place_id, region, position_detail, position_precision: precision }) =>
			`place ${place_id}: the data puts it in ${region}, but the gazetteer has ${position_detail}; the map shows it ${precision === 'place' ? 'where its own row says' : 'at the center of its county'}`
	);
}
