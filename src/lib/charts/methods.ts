/** The ways a trend chart can speak; `same` joins waves and estimates nothing. */
export const METHODS = [
	{
		method: 'same',
		title: 'Same question',
		asks: 'Joins the polls of one pollster that asked the same question.'
	},
	{
		method: 'simple',
		title: 'Average',
		asks: 'Simple average of the last 30 days, where three pollsters polled in them. It shifts when different pollsters enter.'
	},
	{
		method: 'weighted',
		title: 'Weighted average',
		asks: 'Average of the last 56 days, where three pollsters polled in them. Recent and large polls count more: a poll counts half after 14 days.'
	},
	{
		method: 'model',
		title: 'Estimate',
		asks: 'What the average pollster would find on a day, by a model that allows for pollster, people asked and wording. Bands show 80% and 95% intervals.'
	}
] as const;

export type Method = (typeof METHODS)[number]['method'];
