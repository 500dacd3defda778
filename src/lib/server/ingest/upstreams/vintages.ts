import { z } from 'zod';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Entry } from './ledger.ts';

/** A value of a series as an upstream states it. */
export const observed = z.object({
	series_id: z.string(),
	region: z.string(),
	period: z.string(),
	value: z.number(),
	note: z.string().nullable()
});
export type Observed = z.output<typeof observed>;

/** Under which id a history keeps a value of a series. */
export const observedId = ({ series_id, region, period }: Observed) =>
	`${series_id}|${region}|${period}`;

/**
 * The observations a history stands for: each value an edition of its own, dated by the day it was first seen.
 * A value that was replaced stays as the older vintage.
 */
export const editions = (
	entries: readonly Entry<Observed>[],
	source: string,
	estimate: InputRow<'observations'>['estimate']
): InputRow<'observations'>[] =>
	entries.map(({ from, data }) => ({
		...data,
		low: null,
		high: null,
		estimate,
		vintage: from,
		source_id: source
	}));
