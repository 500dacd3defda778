import { words } from '#lib/domain/collections/collection.ts';
import { z } from 'zod';
import { STANCES } from '#lib/domain/closed.ts';
import { listAnswer, SOURCE } from '../lists.ts';
import { defineTool, limit, moment, region, span, text } from '../tool.ts';

/** Readings of polls, newest first. */
export const pollsTool = defineTool({
	name: 'polls',
	title: 'Poll results',
	description:
		'What polls found about data centers and AI, newest first: one share for each question, with who asked whom, when, in which words, and the margin of error. Use estimate for all polls together.',
	input: z.object({
		region: region.optional().describe('Region the sample stands for; US by default'),
		...span,
		topic: text('Topic, for example data_center').optional(),
		wording_group: text('Group of questions that can be compared with each other').optional(),
		house: text('Name under which a series of polls is published').optional(),
		stance: z.enum(STANCES).optional().describe('Position an answer means'),
		q: text('Words of the question or the pollster').optional(),
		limit,
		...moment
	}),
	answer: (query, ask) =>
		listAnswer(ask, {
			list: 'readings',
			query,
			columns: [
				...words('date region_name house pollster population_label wording_group'),
				...words('wording_group_label summary question_text option_label stance'),
				...words('percent sample_size margin margin_basis poll_id question_id'),
				...words('dataset'),
				...SOURCE
			],
			page: '/polls',
			caveat:
				'Compare results of one question group only: other words give other shares. A margin of error covers chance only, not who was asked or how.'
		})
});
