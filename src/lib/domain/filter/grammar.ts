/**
 * What an address needs of the grammar of filters to be written: pages send this alone, and not the words of every
 * filter (keys.ts).
 */
/** Joins the values of a list: chat applications rewrite spaces and commas, not this. */
export const LIST_SEPARATOR = '~';
/** The value of `region` that means every region anywhere. */
export const ALL_REGIONS = 'all';

/** What a release id looks like. */
export const RELEASE_ID = /^[0-9a-f]{12}$/;

/** What is wrong with a key that does not exist. */
export const UNKNOWN_KEY = 'is not a filter here';

/**
 * Filters whose values are joined: those of the shapes `list` and `dates` in keys.ts, as a test holds. They are
 * listed here too because a shape is best read beside its label and phrase, and pages that only write addresses should
 * not carry those of every filter.
 */
export const JOINED_KEYS: ReadonlySet<string> = new Set(
	(
		'action_type body_kind category change condition dataset days decision developer direction estimate factor ' +
		'frequency host house item kind mechanism method model model_class on_record option parent place poll pollster ' +
		'population project_status provider proximity publisher reach record_kind record_table region series source ' +
		'stance status subgroup subject tier topic tracker verdict wording_group'
	).split(' ')
);

/** Filters that are a date, likewise. */
export const DATE_KEYS: ReadonlySet<string> = new Set([
	'added_since',
	'changed_since',
	'from',
	'index_date',
	'to'
]);
