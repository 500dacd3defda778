import type { z } from 'zod';
import { OddRow, shapeFailure } from '../fetch/failure.ts';
import type { LedgerListed } from '../actions/ledger.ts';

/** What a copy lists: what was taken of its rows, and those that were not, by name and reason. */
export interface Parsed<T> {
	listed: LedgerListed<T>[];
	/** Rows there were. */
	rows: number;
	odd: string[];
}

/** A copy of which more than this share of rows is odd is of another shape. */
const MOST_ODD = 0.1;

/**
 * Takes rows one by one; those that are not as known are left out and named.
 * @param where the upstream and its part, for messages
 * @param take what a row lists, nothing where it is none of ours
 * @param odd rows that could not even be read
 * @throws UpstreamFailure where more than a tenth of the rows is odd
 */
export function oneByOne<R, T>(
	where: string,
	rows: readonly R[],
	take: (row: R, index: number) => LedgerListed<T>[],
	odd: readonly string[] = []
): Parsed<T> {
	const left = [...odd];
	const listed = rows.flatMap((row, index) => {
		try {
			return take(row, index);
		} catch (error) {
			if (!(error instanceof OddRow)) throw error;
			left.push(error.message);
			return [];
		}
	});
	const all = rows.length + odd.length;
	if (left.length > all * MOST_ODD)
		throw shapeFailure(where, `${left.length} of ${all} rows are odd, first ${left[0] ?? ''}`);
	return { listed, rows: all, odd: left };
}

/**
 * A row as a schema reads it.
 * @throws OddRow naming the row and the first place that differs
 */
export function rowAs<T>(name: string, row: unknown, schema: z.ZodType<T>): T {
	const parsed = schema.safeParse(row);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new OddRow(`${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'not as known'}`);
}
