import { z } from 'zod';
import { date, integer, oneOf } from '../../schema/column.ts';
import { actionsCollection } from './actions.ts';
import { defineCollection } from '../collection.ts';

const count = (direction: string) =>
	integer(`Actions of the month with a ${direction} outcome`, { unit: 'actions', min: 0 });

/** One month of actions, as it is drawn. */
export const byMonthCollection = defineCollection({
	name: 'actions-by-month',
	title: 'Votes and actions by month',
	description:
		'How many actions each month has, by direction of the outcome, with every month between the first and the last. Actions without a known month are left out.',
	row: z.object({
		date: date('Month, YYYY-MM'),
		restrictive: count('restrictive'),
		permissive: count('permissive'),
		neutral: count('neutral'),
		covered: oneOf(
			['yes', 'partly', 'no'],
			'Whether trackers are known to have collected in the month: no change between months of which this differs is one'
		)
	}),
	id: 'date',
	filters: actionsCollection.filters,
	region: actionsCollection.region,
	sort: ['date', 'restrictive', 'permissive', 'neutral'],
	searched: null
});
