/** What was on record of a county on a day: the strongest of what its sightings and actions say. */
export const ON_RECORD = ['pending', 'fight', 'adopted', 'nothing'] as const;
export type OnRecord = (typeof ON_RECORD)[number];

/** Forecasts that are compared, and the features each is made from. */
export const MODELS = {
	state: ['state'],
	size_state: ['size', 'state'],
	three: ['size', 'state', 'near']
} as const;
export type ModelName = keyof typeof MODELS;
export const MODEL_NAMES = ['state', 'size_state', 'three'] as const satisfies ModelName[];

/** Months a forecast reaches. */
export const HORIZON_MONTHS = 6;

/** Whether a forecast was made from what was known on its day, or from what was collected later. */
export const BASES = ['as_known', 'hindsight'] as const;
export type Basis = (typeof BASES)[number];

/** Of which actions an outcome is read: those of the first tests, or those of the release. */
export const ACTIONS_AS = ['first_test', 'now'] as const;
export type ActionsAs = (typeof ACTIONS_AS)[number];
