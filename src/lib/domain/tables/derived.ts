import { DATE_PRECISIONS, TIERS } from '../closed.ts';
import { integer, oneOf, optional, text } from '../column.ts';

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

/** How well a record is supported, over its source and its citations. */
export const support = {
	tier: oneOf(TIERS, 'Best tier among the sources that state the figure', { indexed: true }),
	independent_sources: integer('Number of different publishers that state the figure', { min: 0 })
};
