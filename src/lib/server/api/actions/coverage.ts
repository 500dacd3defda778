import { z } from '@hono/zod-openapi';

/** The days that the trackers cover together, as answers that count over time carry them. */
export const coverageSchema = z
	.object({
		from: z.string().nullable().openapi({ description: 'First day that is known to be covered' }),
		to: z.string().nullable().openapi({ description: 'Newest day up to which trackers were read' })
	})
	.openapi('CoverageSpan', {
		description:
			'The days that the trackers cover together. Counts outside them are of what was found otherwise, and no change against them is one.'
	});
