/** Closed lists: words with a fixed meaning that no dataset can extend. */
export const TIERS = ['primary', 'reported', 'aggregator', 'own'] as const;
/** Which source of a record to link first: the original, a user's own, news, then a tracker. */
export const BEST_FIRST = [
	'primary',
	'own',
	'reported',
	'aggregator'
] as const satisfies readonly (typeof TIERS)[number][];
export const STANCES = ['oppose', 'support', 'neutral', 'unsure', 'other'] as const;
export const DIRECTIONS = ['restrictive', 'permissive', 'neutral'] as const;
export const ESTIMATES = ['actual', 'estimate', 'projection', 'reported_claim'] as const;
export const POLARITIES = ['up_is_worse', 'up_is_better', 'neutral'] as const;
export const POLL_DATE_BASES = ['field', 'published'] as const;
/** What a record says is to follow on a day it names. */
export const AWAITED = ['vote', 'hearing', 'report'] as const;
export type Awaited = (typeof AWAITED)[number];

export const ACTION_DATE_BASES = ['event', 'report', 'effective'] as const;
export const FREQUENCIES = [
	'monthly',
	'quarterly',
	'annual',
	'delivery_year',
	'irregular'
] as const;
export const DATE_PRECISIONS = ['day', 'month', 'quarter', 'year', 'delivery_year'] as const;
export const STRENGTHS = ['net', 'strong', 'somewhat', 'none'] as const;
export const QUALIFIERS = ['about', 'nearly', 'over', 'under'] as const;
export const VERDICTS = [
	'confirmed',
	'corrected',
	'single_source',
	'contested',
	'unverified'
] as const;
/** What a record is to a claim, and who gave the verdict. */
export const RELATIONS = ['figure', 'likely', 'repeats'] as const;
/** Which way a value moved. */
export const MOVEMENTS = ['up', 'down', 'same'] as const;
export const WEIGHED_BY = ['records', 'editor', 'sources'] as const;
export const REGION_KINDS = [
	'world',
	'grouping',
	'country',
	'state',
	'county',
	'grid_operator',
	'survey_area'
] as const;
/** Kinds of region that match only themselves: they contain no other region, and nobody decides for them. */
export const SELF_ONLY_KINDS: readonly string[] = ['grouping', 'grid_operator', 'survey_area'];
export const MARGIN_BASES = ['stated', 'computed', 'not_reported'] as const;
export const PRICE_BASES = ['announced', 'tracker'] as const;
/** How the end of a price is known: stated; not yet ended, as its list still shows it; or not at all. */
export const PRICE_END_BASES = ['stated', 'listed', 'unknown'] as const;
/** How a trend is estimated: trailing mean; √n with exponential decay; state-space model. */
export const TREND_METHODS = ['simple', 'weighted', 'model'] as const;
/** By which polls an estimate is made: all that the release has, or those published by its day. */
export const KNOWN = ['now', 'then'] as const;
/** What an effect of a trend model belongs to. */
export const EFFECT_FACTORS = ['house', 'population', 'wording'] as const;
/** Whether people keep a row in data/, or a refresh of an upstream made it. */
export const ORIGINS = ['curated', 'upstream'] as const;
export const RECORD_KINDS = [
	'poll',
	'question',
	'action',
	'series',
	'observation',
	'model_price',
	'source'
] as const;
/** What can stand behind a claim: a record, or a figure computed from records. */
export const CLAIM_RECORD_KINDS = [...RECORD_KINDS, 'statistic'] as const;

export type Tier = (typeof TIERS)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type Origin = (typeof ORIGINS)[number];
export type DatePrecision = (typeof DATE_PRECISIONS)[number];
export type RecordKind = (typeof RECORD_KINDS)[number];
export type ClaimRecordKind = (typeof CLAIM_RECORD_KINDS)[number];
