import { bisectRight, cumsum, group } from 'd3-array';
import { LRUCache } from 'lru-cache';
import type { Query } from '#lib/domain/filter/query.ts';
import {
	baseIn,
	compare,
	shownAs,
	withoutDust,
	type TransformOptions,
	type Transformed
} from '#lib/domain/indicators/transforms.ts';
import {
	idOf,
	slimObservations,
	sourcesOfObservations,
	wholeObservations,
	type Slim
} from '../../dataset/queries/indicators/slim.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import type { Ordered } from '../list/computed.ts';

/** Values of one series, region and dataset, in the order of time. */
export type SlimLine = readonly Slim[];

/** Rows a release may keep of what was read for transforms: they come again with another transform, or the next page. */
const KEPT_ROWS = 200_000;
const kept = new WeakMap<OpenRelease, LRUCache<string, SlimLine[]>>();

/** The lines a query asks for, read once a release. */
export function slimLines(release: OpenRelease, query: Query): SlimLine[] {
	const known = kept.get(release) ?? new LRUCache<string, SlimLine[]>({ maxSize: KEPT_ROWS });
	kept.set(release, known);
	const { filters, regions, scope } = query;
	const key = JSON.stringify({ filters, regions, scope });
	const before = known.get(key);
	if (before) return before;
	const rows = slimObservations(release, query);
	const lines = [...group(rows, (row) => `${row.series_id} ${row.region} ${row.dataset}`).values()];
	for (const line of lines) line.sort(inTime);
	lines.sort(([a], [b]) => (a && b ? asListed(a, b) : 0));
	known.set(key, lines, { size: rows.length + 1 });
	return lines;
}

const order = (a: string | null, b: string | null, nulls: -1 | 1): number => {
	if (a === b) return 0;
	if (a === null) return nulls;
	if (b === null) return -nulls;
	return a < b ? -1 : 1;
};

/** As a list of observations in the order of time has rows of one line. */
const inTime = (a: Slim, b: Slim): number =>
	order(a.date_start ?? '', b.date_start ?? '', -1) ||
	order(a.date_end, b.date_end, 1) ||
	order(a.date, b.date, -1) ||
	order(a.vintage, b.vintage, -1);

/** As such a list has the first rows of two lines. */
const asListed = (a: Slim, b: Slim): number =>
	order(a.date_start, b.date_start, 1) ||
	order(a.date_end, b.date_end, 1) ||
	order(a.series_id, b.series_id, -1) ||
	order(a.region, b.region, -1) ||
	order(a.date, b.date, -1) ||
	order(a.vintage, b.vintage, -1) ||
	order(a.dataset, b.dataset, -1);

/** A value that is shown, and the one it is compared with. */
interface Pair {
	row: Slim;
	base: Slim;
	value: number;
}

/** What a transform shows of lines, and how many values had nothing to compare with. */
export function pairsOf(
	lines: readonly SlimLine[],
	units: ReadonlyMap<string, string>,
	options: TransformOptions
): { pairs: Pair[]; left_out: number } {
	const pairs: Pair[] = [];
	let left_out = 0;
	for (const line of lines) {
		const unit = units.get(line[0]?.series_id ?? '') ?? '';
		const baseOf = baseIn(line, options);
		for (const [index, row] of line.entries()) {
			const base = baseOf(row, index);
			const value = base && compare(options.transform, { value: row.value, unit }, base);
			if (base === undefined || value === undefined) left_out++;
			else pairs.push({ row, base, value });
		}
	}
	return { pairs, left_out };
}

/** Columns that a list can be put in order by without reading its rows. */
const KEYS: Partial<Record<string, (pair: Pair) => string | number | null>> = {
	date: ({ row }) => row.date_start,
	value: ({ value }) => withoutDust(value),
	region: ({ row }) => row.region,
	series_id: ({ row }) => row.series_id,
	vintage: ({ row }) => row.vintage
};

/** Whether a list can be put in order without reading its rows. */
export const isPlainOrder = ({ column }: Query['sort']): boolean => KEYS[column] !== undefined;

/** Pairs in the order asked for, made into rows as far as they are wanted. */
export function orderedPairs(
	release: OpenRelease,
	pairs: readonly Pair[],
	{ column, descending }: Query['sort'],
	transform: TransformOptions['transform'],
	notes: string[]
): Ordered<Transformed> {
	const inOrder = lazilySorted(pairs, KEYS[column] ?? (() => null), descending);
	return {
		total: pairs.length,
		notes,
		slice: (from, to) => {
			const wanted = inOrder(from, to);
			const whole = wholeObservations(
				release,
				wanted.flatMap(({ row, base }) => [row, base])
			);
			return wanted.map(({ row, base, value }) =>
				shownAs(transform, whole(row), whole(base), value)
			);
		},
		sources: () =>
			sourcesOfObservations(
				release,
				pairs.map(({ row }) => row)
			)
	};
}

/**
 * Pairs in the order of a key, unknown last, ties by id; of pairs of one key only those are put in order that are
 * wanted: most lists have thousands of values a month.
 */
function lazilySorted(
	pairs: readonly Pair[],
	keyOf: (pair: Pair) => string | number | null,
	descending: boolean
): (from: number, to: number) => Pair[] {
	const buckets = group(pairs, keyOf);
	const sign = descending ? -1 : 1;
	const keys = [...buckets.keys()].sort((a, b) => {
		if (a === null || b === null) return Number(a === null) - Number(b === null);
		return sign * (a < b ? -1 : a > b ? 1 : 0);
	});
	const sorted = new Set<string | number | null>();
	const bucket = (key: string | number | null): Pair[] => {
		const found = buckets.get(key) ?? [];
		if (sorted.has(key)) return found;
		sorted.add(key);
		const named = found.map((pair) => ({ pair, id: idOf(pair.row) }));
		named.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
		const inOrder = named.map(({ pair }) => pair);
		buckets.set(key, inOrder);
		return inOrder;
	};
	const ends = cumsum(keys, (key) => buckets.get(key)?.length ?? 0);
	return (from, to) => {
		const wanted: Pair[] = [];
		for (let index = bisectRight(ends, from); index < keys.length; index++) {
			const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
			if (start >= to) break;
			const found = bucket(keys[index] ?? null);
			wanted.push(...found.slice(Math.max(0, from - start), to - start));
		}
		return wanted;
	};
}
