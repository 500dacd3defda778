import { DATE_PRECISIONS, TIERS } from '../closed.ts';
import { date, integer, oneOf, optional, text } from '../schema/column.ts';

/** The dataset a row came from; every table has it. */
export const dataset = {
	dataset: text('Dataset the row comes from: groundswell, or the name of a user folder', {
		indexed: true
	})
};

/** The days a record's date stands for; unknown where it has no date. */
export const interval = {
	date_start: optional(text('First day the date stands for, YYYY-MM-DD', { indexed: true })),
	date_end: optional(text('Last day the date stands for, YYYY-MM-DD', { indexed: true })),
	date_precision: optional(oneOf(DATE_PRECISIONS, 'How exactly the date is known'))
};

/** When a row came into its dataset and when it last changed: by history, or as a user's file states it. */
export const stamps = {
	added: optional(
		date('Day on which the row came into the data, YYYY-MM-DD; empty if not known', 'published')
	),
	changed: optional(
		date(
			'Day on which the row last changed, YYYY-MM-DD; empty if it never did, or not known',
			'published'
		)
	)
};

/** The names of these columns. */
export const STAMPS = ['added', 'changed'] as const;

/** How well a record is supported, over its source and its citations. */
export const support = {
	tier: oneOf(TIERS, 'How well it is supported, by the best of its sources', {
		indexed: true
	}),
	independent_sources: integer('Number of different publishers that state the figure', { min: 0 })
};

/** The source to link first, of tables whose records citations can name. */
export const bestSource = {
	best_source: text('The best source that states it: original before news before tracker')
};
