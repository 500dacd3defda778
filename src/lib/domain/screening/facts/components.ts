/** What a score can be made of. */
export const COMPONENTS = [
	'restriction',
	'votes',
	'nearby',
	'lawsuits',
	'opposition',
	'price',
	'demand'
] as const;
export type Component = (typeof COMPONENTS)[number];

export const WEIGHT_PREFIX = 'weight_';
export const MOST_WEIGHT = 100;

/** Columns that a score adds to a file. */
export const scoreColumns = (components: readonly Component[]): string[] =>
	components.length === 0
		? []
		: ['score', 'score_covered', ...components.map((one) => `score_${one}`)];
