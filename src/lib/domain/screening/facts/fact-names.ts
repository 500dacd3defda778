/** What a fact of a site rests on, in the order in which it is told. */
export const FACTS = [
	'restriction',
	'ahead',
	'decision',
	'lawsuit',
	'state_law',
	'opposition',
	'price',
	'demand',
	'project',
	'record'
] as const;
