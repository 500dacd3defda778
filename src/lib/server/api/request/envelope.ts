import { z } from '@hono/zod-openapi';
import type { Asked } from './request.ts';

export const metaSchema = z
	.object({
		release: z.string().openapi({ description: 'Release that answered', example: 'ce429b8a7abb' }),
		on: z.string().openapi({ description: 'Day for which statuses and ages are computed' }),
		filters: z.record(z.string(), z.array(z.string())),
		scope: z.string(),
		sentence: z.string().openapi({ description: 'The filters in words' }),
		notes: z.array(z.string())
	})
	.openapi('Meta');

export const pageSchema = z
	.object({
		next: z.string().nullable().openapi({ description: 'Address of the next page' }),
		first: z.int().openapi({ description: 'Position of the first row of this page, from 1' }),
		total: z.int().openapi({ description: 'Rows over all pages' })
	})
	.openapi('Page');

export type Meta = z.output<typeof metaSchema>;

/** What an answer says of itself: release, day, filters as parsed and in words. */
export function metaOfAnswer({ release, query, on, sentence }: Asked): Meta {
	return {
		release: release.id,
		on,
		filters: query.filters,
		scope: query.scope,
		sentence,
		notes: query.notes
	};
}
