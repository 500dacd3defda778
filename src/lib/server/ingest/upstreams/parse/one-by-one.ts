import type { z } from 'zod';
import { parseDate } from '#lib/domain/dates.ts';
import { OddRow, shapeFailure } from '../fetch/failure.ts';
import type { LedgerListed } from '../actions/listings.ts';

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

/** Odd things that are named; of the others the number is told. */
const NAMED = 3;

const someOf = (ids: readonly string[]) =>
	`${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''}`;

/** What a copy lists, each thing once: of two that differ the later counts, and that is told. */
export function toldOnce<T>(parsed: Parsed<T>): Parsed<T> {
	const found = new Map<string, LedgerListed<T>>();
	const otherwise = new Set<string>();
	for (const one of parsed.listed) {
		const before = found.get(one.id);
		if (before && JSON.stringify(before.data) !== JSON.stringify(one.data)) otherwise.add(one.id);
		found.set(one.id, one);
	}
	if (found.size === parsed.listed.length) return parsed;
	const told = [...otherwise];
	return {
		...parsed,
		listed: [...found.values()],
		odd:
			told.length === 0
				? parsed.odd
				: [...parsed.odd, `listed twice and differently, the later counts: ${someOf(told)}`]
	};
}

/**
 * What a copy lists without things dated after the day it came on, which cannot have been yet.
 * @throws UpstreamFailure where more than a tenth is dated so
 */
export function withoutAhead<T>(
	where: string,
	parsed: Parsed<T>,
	dated: (data: T) => string | null,
	day: string
): Parsed<T> {
	const isAhead = ({ data }: LedgerListed<T>) => (parseDate(dated(data) ?? '')?.start ?? '') > day;
	const ahead = parsed.listed.filter(isAhead);
	if (ahead.length === 0) return parsed;
	const what = `dated after ${day}, the day of the copy: ${someOf(ahead.map(({ id }) => id))}`;
	if (ahead.length > parsed.listed.length * MOST_ODD)
		throw shapeFailure(where, `${ahead.length} of ${parsed.listed.length} values are ${what}`);
	return {
		...parsed,
		listed: parsed.listed.filter((one) => !isAhead(one)),
		odd: [...parsed.odd, what]
	};
}
