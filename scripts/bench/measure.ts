/** One measured figure against its limit; a bench is a module that exports `run(): AsyncIterable<Measure>`. */
export interface Measure {
	/** What was measured, in a few words. */
	name: string;
	measured: number;
	/** What the same work takes done plainly, run beside it; null where the limit is absolute. */
	reference: number | null;
	unit: string;
	/** Compared with measured / reference, or with measured alone where there is no reference. */
	limit: number;
	holds: 'at least' | 'at most';
}

/** The middle value; of an even number of values the mean of the middle two. @throws Error without any */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle];
	const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
	if (upper === undefined || lower === undefined) throw new Error('median of no values');
	return (lower + upper) / 2;
}

/** The share of values at or below which a part of them lies, by the nearest-rank method. @throws Error without any */
export function quantile(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
	if (value === undefined) throw new Error('quantile of no values');
	return value;
}

/** Runs both in turn, `runs` times, so that whatever else the machine does falls on both; gives the medians. */
export async function alternating(
	measured: () => number | Promise<number>,
	reference: () => number | Promise<number>,
	runs = 5
): Promise<{ measured: number; reference: number }> {
	const ours: number[] = [];
	const theirs: number[] = [];
	for (let run = 0; run < runs; run++) {
		theirs.push(await reference());
		ours.push(await measured());
	}
	return { measured: median(ours), reference: median(theirs) };
}

/** What is compared with the limit. */
export const ratioOf = ({ measured, reference }: Measure): number =>
	reference === null ? measured : measured / reference;

/** Whether a measure keeps to its target. */
export const isHeld = (measure: Measure): boolean =>
	measure.holds === 'at least'
		? ratioOf(measure) >= measure.limit
		: ratioOf(measure) <= measure.limit;
