import { ascending, bisectRight, cumsum } from 'd3-array';

/** How rows are put in order of which only a few are wanted. */
interface Ranking {
	/** By row, what it is put in order by; Infinity for unknown, which is last. */
	keys: Float64Array;
	/** The place of a row where keys are equal. */
	rankOf: (row: number) => number;
	/** What a key is once it is told; the same by default. It must grow with the key. */
	told?: ((key: number) => number) | undefined;
	/** Ids of rows, which decide where all else is equal. */
	ids: (rows: readonly number[]) => readonly string[];
}

/** How far apart keys may lie that are told alike, as a part of them. */
const DUST = 1e-11;
/** Rows put in order at once after the first: whoever wants more of them wants all. */
const WINDOW = 50_000;

/**
 * Rows in order as far as they are wanted: of a million the keys are sorted as numbers, and nothing but those around
 * the wanted is looked at.
 * @returns a function that gives the rows from a place in the order up to another
 */
export function inOrder(ranking: Ranking): (from: number, to: number) => number[] {
	let keyAt: ((place: number) => number) | undefined;
	let known = { from: 0, to: 0, rows: [] as number[] };
	return (from, wantedTo) => {
		const to = Math.min(wantedTo, ranking.keys.length);
		if (from >= to) return [];
		if (from < known.from || to > known.to) {
			const isFirst = keyAt === undefined;
			if (isFirst && isFirstPage(from, to))
				return between(ranking, firstKeys(ranking.keys, to), from, to);
			keyAt ??= sortedKeys(ranking.keys);
			const end = isFirst ? to : Math.min(ranking.keys.length, Math.max(to, from + WINDOW));
			known = { from, to: end, rows: between(ranking, keyAt, from, end) };
		}
		return known.rows.slice(from - known.from, to - known.from);
	};
}

/** Rows of a first page: the smallest keys are found without putting all in order. */
const FEW = 1000;

const isFirstPage = (from: number, to: number) => from === 0 && to <= FEW;

/** The key at each place of the order, up to one. */
function firstKeys(keys: Float64Array, to: number): (place: number) => number {
	const least = smallest(keys, to);
	return (place) => least[place] ?? Infinity;
}

/** The smallest keys in order, so many of them. */
function smallest(keys: Float64Array, count: number): Float64Array {
	const found = new Float64Array(2 * count);
	let held = 0;
	let most = Infinity;
	// By place: an iterator makes two objects for each of a million keys.
	for (let row = 0; row < keys.length;) {
		const key = keys[row++] ?? 0;
		if (held >= count && !(key < most)) continue;
		found[held++] = key;
		if (held < found.length && held !== count) continue;
		most = found.subarray(0, held).sort()[count - 1] ?? Infinity;
		held = count;
	}
	return found.subarray(0, held).sort().subarray(0, count);
}

/** Different keys that are counted before all are sorted. */
const DIFFERENT = 5000;

/** The key at each place of their order. Dates are a million values and a few hundred different ones: those are counted. */
function sortedKeys(keys: Float64Array): (place: number) => number {
	const counts = new Map<number, number>();
	for (let row = 0; row < keys.length;) {
		const key = keys[row++] ?? 0;
		counts.set(key, (counts.get(key) ?? 0) + 1);
		if (counts.size <= DIFFERENT) continue;
		const sorted = Float64Array.from(keys).sort();
		return (place) => sorted[place] ?? Infinity;
	}
	const different = [...counts.keys()].sort((a, b) => (a < b ? -1 : 1));
	const ends = cumsum(different, (key) => counts.get(key) ?? 0);
	return (place) => different[bisectRight(ends, place)] ?? Infinity;
}

/** Rows whose keys lie where a part of the order does, and how many lie below. @param to beyond from */
function around(
	keys: Float64Array,
	keyAt: (place: number) => number,
	from: number,
	to: number
): { rows: Int32Array; below: number } {
	const [low, high] = [widened(keyAt(from), -1), widened(keyAt(to - 1), 1)];
	const rows = new Int32Array(keys.length);
	let [found, below] = [0, 0];
	for (let row = 0; row < keys.length; row++) {
		const key = keys[row] ?? 0;
		if (key < low) below++;
		else if (key <= high) rows[found++] = row;
	}
	return { rows: rows.subarray(0, found), below };
}

/** Rows of a part of the order. @param to beyond from */
function between(
	ranking: Ranking,
	keyAt: (place: number) => number,
	from: number,
	to: number
): number[] {
	const near = around(ranking.keys, keyAt, from, to);
	const first = placed(ranking, near.rows);
	const [start, end] = [from - near.below, to - near.below];
	// Half a million rows may have the key at an end of the part: their ranks tell which of them are wanted.
	const placeAt = isFirstPage(start, end) ? firstKeys(first, end) : sortedKeys(first);
	const some = around(first, placeAt, start, end);
	const found = Array.from(some.rows, (at) => ({ row: near.rows[at] ?? 0, place: first[at] ?? 0 }));
	found.sort((a, b) => a.place - b.place);
	return byIds(found, ranking.ids).slice(start - some.below, end - some.below);
}

/** Where rows stand by their keys as told and then their ranks: whole numbers, equal where only ids tell them apart. */
function placed({ keys, rankOf, told = (key) => key }: Ranking, rows: Int32Array): Float64Array {
	const places = new Float64Array(rows.length);
	let most = 0;
	for (let at = 0; at < rows.length; at++)
		most = Math.max(most, (places[at] = rankOf(rows[at] ?? 0)));
	const known = new Map<number, number>();
	for (let at = 0, before = NaN; at < rows.length; at++) {
		const key = keys[rows[at] ?? 0] ?? 0;
		if (key !== before && !known.has(key)) known.set(key, told(key));
		before = key;
	}
	const different = [...new Set(known.values())].sort((a, b) => (a < b ? -1 : 1));
	if (different.length === 1) return places;
	const placeOf = new Map(different.map((key, place) => [key, place * (most + 1)]));
	const firstOf = new Map(Array.from(known, ([key, as]) => [key, placeOf.get(as) ?? 0]));
	for (let at = 0; at < rows.length; at++)
		places[at] = (places[at] ?? 0) + (firstOf.get(keys[rows[at] ?? 0] ?? 0) ?? 0);
	return places;
}

/** Rows in the order of their places; those of one place in the order of their ids. */
function byIds(found: readonly { row: number; place: number }[], ids: Ranking['ids']): number[] {
	const isAlike = (a: number, b: number) => found[a]?.place === found[b]?.place;
	const rows = found.map(({ row }) => row);
	if (!found.some((_, index) => index > 0 && isAlike(index - 1, index))) return rows;
	const names = ids(rows);
	return rows
		.map((row, index) => ({ row, index, name: names[index] ?? '' }))
		.sort((a, b) => (isAlike(a.index, b.index) ? ascending(a.name, b.name) : a.index - b.index))
		.map(({ row }) => row);
}

/** A key with room for what is told like it. */
const widened = (key: number, sign: 1 | -1) =>
	Number.isFinite(key) ? key + sign * Math.abs(key) * DUST : key;
