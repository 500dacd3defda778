import { bisectRight, cumsum } from 'd3-array';

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
			if (isFirst && from === 0 && to <= FEW) {
				const least = smallest(ranking.keys, to);
				return between(ranking, (place) => least[place] ?? Infinity, from, to);
			}
			keyAt ??= sortedKeys(ranking.keys);
			const end = isFirst ? to : Math.min(ranking.keys.length, Math.max(to, from + WINDOW));
			known = { from, to: end, rows: between(ranking, keyAt, from, end) };
		}
		return known.rows.slice(from - known.from, to - known.from);
	};
}

/** Rows of a first page: the smallest keys are found without putting all in order. */
const FEW = 1000;

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

/** @param to beyond from */
function between(
	ranking: Ranking,
	keyAt: (place: number) => number,
	from: number,
	to: number
): number[] {
	const { keys, rankOf, told = (key) => key, ids } = ranking;
	const [low, high] = [widened(keyAt(from), -1), widened(keyAt(to - 1), 1)];
	const found: { row: number; key: number; rank: number }[] = [];
	let below = 0;
	for (let row = 0; row < keys.length; row++) {
		const key = keys[row] ?? 0;
		if (key < low) below++;
		else if (key <= high) found.push({ row, key: told(key), rank: rankOf(row) });
	}
	found.sort((a, b) => (a.key === b.key ? a.rank - b.rank : a.key - b.key));
	const isAlike = (a: number, b: number) =>
		found[a] !== undefined && found[a].key === found[b]?.key && found[a].rank === found[b].rank;
	// Rows that only their ids put in order are taken whole, for one of them may be wanted.
	let [start, end] = [from - below, to - below];
	while (isAlike(start - 1, start)) start--;
	while (isAlike(end - 1, end)) end++;
	const some = found.slice(start, end);
	if (some.some((_, index) => index > 0 && isAlike(start + index - 1, start + index))) {
		const names = new Map<number, string>();
		for (const [index, id] of ids(some.map(({ row }) => row)).entries())
			names.set(some[index]?.row ?? 0, id);
		const name = ({ row }: { row: number }) => names.get(row) ?? '';
		some.sort((a, b) => {
			if (a.key !== b.key || a.rank !== b.rank)
				return a.key === b.key ? a.rank - b.rank : a.key - b.key;
			return name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0;
		});
	}
	return some.slice(from - below - start, to - below - start).map(({ row }) => row);
}

/** A key with room for what is told like it. */
const widened = (key: number, sign: 1 | -1) =>
	Number.isFinite(key) ? key + sign * Math.abs(key) * DUST : key;
