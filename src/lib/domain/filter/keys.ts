import {
	DIRECTIONS,
	EFFECT_FACTORS,
	ESTIMATES,
	FREQUENCIES,
	KNOWN,
	RECORD_KINDS,
	REGION_KINDS,
	STANCES,
	TIERS,
	TREND_METHODS,
	VERDICTS
} from '../closed.ts';
import { CHANGES, COMPARED } from '../changes/compared-tables.ts';
import { MECHANISMS } from '../actions/mechanism.ts';
import { PROJECT_STATUSES } from '../actions/projects.ts';
import {
	AGGREGATES,
	FREQUENCIES_TO,
	PRICE_MEASURES,
	TERMS,
	TRANSFORMS
} from '../indicators/measures.ts';
import { ACTIONS_AS, BASES, ON_RECORD } from '../forecast/forecast-words.ts';
import { REACHES, STATUSES } from '../status/status-words.ts';
import type { TableName } from '../tables/index.ts';

/**
 * How the value of a filter is written.
 * `list`: values joined with `~`; `one`: a single value; `date`: a date in any form of dates.ts;
 * `count`: a whole number from 1; `words`: free text; `amount`: a whole number from 0, of any size;
 * `dates`: days joined with `~`.
 */
export type FilterShape = 'list' | 'one' | 'date' | 'count' | 'words' | 'amount' | 'dates';

export interface FilterKey {
	shape: FilterShape;
	/** What the key narrows by, as a form's label. */
	label: string;
	/** Closed list of values; without it, a list's values are those the release holds. */
	values?: readonly string[];
	/** How the filter reads in a sentence; `{}` stands for the values in words. */
	phrase: string;
	/** The column of a list it compares with, where that is named otherwise. */
	column?: string;
	/** Table and column that name its values in words, where they are ids and no words of the vocabulary. */
	named?: readonly [table: TableName, column: string];
}

/** One filter. @param more what is said of some only: its closed list of values, the column it compares with */
const filter = <const Shape extends FilterShape, const More extends Partial<FilterKey> = object>(
	shape: Shape,
	label: string,
	phrase: string,
	more?: More
) => ({ shape, label, phrase, ...more }) as { shape: Shape; label: string; phrase: string } & More;
const yesNo = (label: string, phrase: string) =>
	filter('one', label, phrase, { values: ['yes', 'no'] });

/** Every filter of the grammar: one name, one meaning, on pages and in the API alike. */
export const FILTER_KEYS = {
	region: filter('list', 'Place', 'in {}'),
	scope: filter('one', 'Places inside', '{}', { values: ['within', 'exact'] }),
	from: filter('date', 'From', 'from {}', { column: 'date_end' }),
	to: filter('date', 'To', 'to {}', { column: 'date_start' }),
	added_since: filter('date', 'Added since', 'added since {}', { column: 'added' }),
	changed_since: filter('date', 'New or changed since', 'new or changed since {}', {
		column: 'changed'
	}),
	q: filter('words', 'Search', 'matching “{}”'),
	dataset: filter('list', 'Dataset', 'dataset: {}'),
	tier: filter('list', 'Kind of source', 'source: {}', { values: TIERS }),
	min_sources: filter('count', 'Minimum number of sources', 'at least {} independent sources', {
		column: 'independent_sources'
	}),
	topic: filter('list', 'Topic', 'topic: {}'),
	proximity: filter('list', 'How near', 'how near: {}'),
	wording_group: filter('list', 'Question', '{}'),
	pool: filter('one', 'Similar questions', '{}'),
	item: filter('list', 'Question series', 'question series: {}'),
	house: filter('list', 'Pollster', 'by {}'),
	pollster: filter('list', 'Fieldwork by', 'fieldwork by {}'),
	population: filter('list', 'People asked', 'people asked: {}'),
	subgroup: filter('list', 'Group', '{}'),
	option: filter('list', 'Answer', 'answer: {}'),
	followed: filter('one', 'Answers shown', 'answers shown: {}', { values: ['yes', 'all'] }),
	stance: filter('list', 'Position', 'position: {}', { values: STANCES }),
	poll: filter('list', 'Poll', 'poll: {}', { column: 'poll_id' }),
	action_type: filter('list', 'Kind of action', 'kind: {}'),
	decision: filter('list', 'Decision', 'decision: {}'),
	direction: filter('list', 'Direction', 'direction: {}', { values: DIRECTIONS }),
	binding: yesNo('Binding', 'binding: {}'),
	body_kind: filter('list', 'Kind of body', 'by {}'),
	mechanism: filter('list', 'How it works', 'how it works: {}', { values: MECHANISMS }),
	repeated: yesNo('Repeated records', 'repeated records: {}'),
	place: filter('list', 'Town or city', 'in {}', {
		column: 'place_id',
		named: ['places', 'name']
	}),
	status: filter('list', 'Status', 'status: {}', { values: STATUSES }),
	current: yesNo('In effect on the day', 'in effect on the day: {}'),
	reach: filter('list', 'Applies to', 'applies to: {}', { values: REACHES }),
	project_status: filter('list', 'Project status', 'project status: {}', {
		values: PROJECT_STATUSES
	}),
	blocked: yesNo('Blocked', 'blocked: {}'),
	developer: filter('list', 'Developer', 'by {}'),
	stale: yesNo('Outdated', 'outdated: {}'),
	single_aggregator: yesNo('Known from one tracker only', 'known from one tracker only: {}'),
	pending: yesNo('Restriction pending', 'restriction pending, as known on the day: {}'),
	actions_as: filter('one', 'Actions', 'with actions as: {}', { values: ACTIONS_AS }),
	on_record: filter('list', 'On record', 'on record: {}', { values: ON_RECORD, column: 'record' }),
	basis: filter('one', 'Made from', 'made from {}', { values: BASES }),
	tracker: filter('list', 'Tracker', 'listed by {}'),
	series: filter('list', 'Series', 'series: {}', {
		column: 'series_id',
		named: ['series', 'title']
	}),
	subject: filter('list', 'Subject', 'about {}'),
	category: filter('list', 'Category', 'category: {}'),
	frequency: filter('list', 'Frequency', 'frequency: {}', { values: FREQUENCIES }),
	estimate: filter('list', 'Kind of value', 'kind of value: {}', { values: ESTIMATES }),
	vintage: filter('one', 'Edition', 'edition: {}'),
	provider: filter('list', 'Provider', 'by {}'),
	model: filter('list', 'Model', 'model: {}'),
	host: filter('list', 'Host', 'sold by {}'),
	open_weights: yesNo('Open weights', 'open weights: {}'),
	conditional: yesNo('Conditional prices', 'conditional prices: {}'),
	condition: filter('list', 'Condition', 'condition: {}'),
	model_class: filter('list', 'Class', 'class: {}'),
	kind: filter('list', 'Kind', 'kind: {}', { values: REGION_KINDS }),
	parent: filter('list', 'Part of', 'part of {}', { named: ['regions', 'label'] }),
	publisher: filter('list', 'Publisher', 'published by {}'),
	record_kind: filter('list', 'Kind of record', 'kind of record: {}', {
		values: [...RECORD_KINDS, 'claim', 'project']
	}),
	since: filter('one', 'Since version', 'since version {}'),
	record_table: filter('list', 'Table', 'table: {}', { values: COMPARED }),
	change: filter('list', 'Change', '{}', { values: CHANGES }),
	record: filter('one', 'Record', 'record: {}', { column: 'record_id' }),
	source: filter('list', 'Source', 'source: {}', {
		column: 'source_id',
		named: ['sources', 'title']
	}),
	method: filter('list', 'Method', 'method: {}', { values: TREND_METHODS }),
	known: filter('one', 'Polls used', 'polls used: {}', { values: [...KNOWN, 'all'] }),
	factor: filter('list', 'Differences by', 'differences by {}', { values: EFFECT_FACTORS }),
	verdict: filter('list', 'Verdict', 'verdict: {}', { values: VERDICTS }),
	transform: filter('one', 'Show as', 'as {}', { values: TRANSFORMS }),
	index_date: filter('date', '100 at', '100 in {}'),
	frequency_to: filter('one', 'Every', 'made {}', { values: FREQUENCIES_TO }),
	aggregate: filter('one', 'By', 'by the {}', { values: AGGREGATES }),
	terms: filter('one', 'Terms', '{}', { values: TERMS }),
	measure: filter('one', 'Price of', 'for {}', { values: PRICE_MEASURES }),
	tokens_in: filter('amount', 'Tokens in per month', '{} tokens in'),
	tokens_out: filter('amount', 'Tokens out per month', '{} tokens out'),
	days: filter('dates', 'Days', 'on {}')
} satisfies Record<string, FilterKey>;

export type FilterName = keyof typeof FILTER_KEYS;

/** Whether a key of an address is a filter. */
export const isFilter = (key: string): key is FilterName => Object.hasOwn(FILTER_KEYS, key);
