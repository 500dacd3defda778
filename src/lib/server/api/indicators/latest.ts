import { createRoute, z } from '@hono/zod-openapi';
import { observationsCollection } from '#lib/domain/collections/lists/indicators.ts';
import { latestValues } from '../../dataset/queries/indicators/latest.ts';
import { lineKey } from '#lib/domain/history/outdated.ts';
import { outdatedFigures } from '../../dataset/queries/regions/overview.ts';
import { answers, querySchema } from '../list/collection.ts';
import { metaOfAnswer, metaSchema } from '../request/envelope.ts';
import { ask, type Call } from '../request/request.ts';
import { labelsOf } from '../request/vocabulary.ts';

const row = observationsCollection.row.shape;
const latestSchema = z
	.object({
		region: row.region,
		region_name: row.region_name,
		series_id: row.series_id,
		series_title: row.series_title,
		category: row.category,
		category_label: z.string(),
		subject: row.subject,
		date: row.date,
		value: row.value,
		unit: row.unit,
		estimate: row.estimate,
		vintage: row.vintage,
		dataset: row.dataset,
		publisher: row.publisher,
		tier: row.tier,
		independent_sources: row.independent_sources,
		observations: z.int(),
		outdated: z.boolean().openapi({
			description: 'Whether nobody confirmed the value for longer than the limit of its kind'
		})
	})
	.openapi('Latest');

const COLLECTION = observationsCollection;
const BY_NAME = new Intl.Collator('en');

export const latestRoute = createRoute({
	method: 'get',
	path: '/observations/latest' as const,
	summary: 'Newest value of each series and region',
	description:
		'For each indicator and region, the latest actual value and the number of values; the newest projection where there is nothing else. Sorted by category, title and region.',
	request: { query: querySchema(COLLECTION, 'summary') },
	responses: answers(
		'One row per series and region',
		z.object({ data: z.array(latestSchema), meta: metaSchema })
	)
});

/**
 * The newest value of each series and region among the filtered observations.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function latest(call: Call) {
	const asked = ask(COLLECTION, call, 'summary');
	const labelOf = labelsOf(asked.release, COLLECTION);
	const outdated = outdatedFigures(asked.release, asked.on);
	const data = latestValues(asked.release, asked.query, asked.on).map((one) => ({
		...one,
		outdated: outdated.has(lineKey(one)),
		category_label: labelOf('category', one.category)
	}));
	const named = data.map((one) => ({
		one,
		name: `${one.category_label}\n${one.series_title}\n${one.region_name}`
	}));
	return {
		data: named.sort((a, b) => BY_NAME.compare(a.name, b.name)).map(({ one }) => one),
		meta: metaOfAnswer(asked)
	};
}
