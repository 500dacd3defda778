import { words } from '#lib/domain/collections/collection.ts';
import { z } from 'zod';
import { DIRECTIONS } from '#lib/domain/closed.ts';
import { listAnswer, SOURCE } from '../lists.ts';
import { defineTool, limit, moment, region, span, text } from '../tool.ts';

/** Dated steps, newest first. */
export const actionsTool = defineTool({
	name: 'actions',
	title: 'Votes and actions',
	description:
		'Votes and other dated actions by public bodies, courts, voters and developers about data centers (moratoriums, bans, zoning, project votes, laws, lawsuits, withdrawals), newest first, with the direction of the outcome and how often each is stated.',
	input: z.object({
		region: region.optional(),
		...span,
		action_type: text(
			'Kind of action: moratorium, ban, zoning_rule, project_vote, ballot_measure, law, lawsuit, ...'
		).optional(),
		direction: z.enum(DIRECTIONS).optional().describe('Direction of the outcome'),
		q: text('Words of the record').optional(),
		limit,
		...moment
	}),
	answer: (query, ask) =>
		listAnswer(ask, {
			list: 'actions',
			query,
			columns: [
				...words('date region region_name place_name place_id action_type_label body'),
				...words('decision direction votes_for votes_against starts_on ends_on'),
				...words('project_name summary same_as action_id dataset'),
				...SOURCE
			],
			page: '/actions',
			caveat:
				'Counts rise where somebody watches: a place without a record is not a place without opposition. Rows of tier aggregator rest on a tracker alone; same_as names the record that tells the same event.'
		})
});
