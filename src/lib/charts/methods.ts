/** The ways a trend chart can speak; `same` joins waves and estimates nothing. */
export const METHODS = [
	{
		method: 'same',
		title: 'Same question',
		asks: 'Joins the waves of one house’s question: what did the same question say over time?'
	},
	{
		method: 'simple',
		title: 'Average',
		asks: 'The mean of the polls of the last 30 days, each counting the same: it moves when the mix of houses and wordings moves.'
	},
	{
		method: 'weighted',
		title: 'Weighted',
		asks: 'The mean of the polls so far, weighted by the root of the sample and halved every 14 days: recent and large polls count more, whoever asked.'
	},
	{
		method: 'model',
		title: 'Model',
		asks: 'A smooth level with an effect for each house, population and wording: what would the average house find on this day? Bands hold 80% and 95%.'
	}
] as const;

export type Method = (typeof METHODS)[number]['method'];
