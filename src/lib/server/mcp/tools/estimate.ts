import { words } from '#lib/domain/collections/collection.ts';
import { z } from 'zod';
import type { TrendSummary } from '../../api/polls/trend-summary.ts';
import { KNOWN } from '#lib/domain/closed.ts';
import { listAnswer, SOURCE, type ListAnswer } from '../lists.ts';
import { picked } from '../bounded.ts';
import { defineTool, limit, moment, region, span, text } from '../tool.ts';

interface Summaries {
	data: TrendSummary[];
}

const SUMMARY = [
	...words('wording_group pool option stance subgroup population readings'),
	...words('polls houses first last model sentence change non_sampling_sd'),
	...words('band_n band_low95 band_high95 known_sentence')
];
/** Newest readings named as sources of an estimate, and trends named where several fit. */
const READINGS = 5;
const TRENDS = 20;

/** The estimate from all polls together. */
export const estimateTool = defineTool({
	name: 'estimate',
	title: 'Estimate from all polls together',
	description:
		'The share of people with a position on data centers by day, from all polls of one question group together, with 80% and 95% intervals, newest day first; and the change over the period. Without wording_group: what can be estimated.',
	input: z.object({
		region: region.optional().describe('Region the samples stand for; US by default'),
		wording_group: text(
			'Group of questions that can be compared; without it the estimates are listed'
		).optional(),
		pool: text('Several question groups estimated together, by its name').optional(),
		known: z
			.enum(KNOWN)
			.optional()
			.describe(
				'then: what the model would have said on each day, from polls published by it; now by default'
			),
		option: text('Option whose share is estimated; the followed one by default').optional(),
		...span,
		limit,
		...moment
	}),
	answer: async ({ limit: most, from, to, known, ...subject }, ask) => {
		const summaries = (await ask('/trends/summary', { ...subject, from, to })) as Summaries;
		const answer = await listAnswer(ask, {
			list: 'trends',
			query: { ...subject, from, to, known, method: 'model', limit: most },
			columns: [
				...words('date region_name wording_label stance known estimate low80 high80'),
				...words('low95 high95 polls houses trend_id')
			],
			page: '/polls/estimates',
			caveat:
				'An estimate by a model, not a poll: it smooths over pollsters and days, and later polls move earlier days. Its interval covers chance and differences between pollsters, not what all polls get wrong together.'
		});
		const readings = (await ask('/readings', {
			...subject,
			from,
			to,
			limit: READINGS
		})) as ListAnswer;
		return {
			...answer,
			about: {
				trends: summaries.data.slice(0, TRENDS).map((one) => picked(one, SUMMARY)),
				newest_readings: readings.data.map((row) =>
					picked(row, ['date', 'house', 'percent', 'margin', 'poll_id', ...SOURCE])
				)
			}
		};
	}
});
