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
import { CHANGES, COMPARED } from '../changes/tables.ts';
import { MECHANISMS } from '../actions/mechanism.ts';
import { PROJECT_STATUSES } from '../actions/projects.ts';
import {
	AGGREGATES,
	FREQUENCIES_TO,
	PRICE_MEASURES,
	TERMS,
	TRANSFORMS
} from '../indicators/measures.ts';
import { ACTIONS_AS, BASES, ON_RECORD } from '../forecast/words.ts';
import { REACHES, STATUSES } from '../status/words.ts';
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

/** Every filter of the grammar: one name, one meaning, on pages and in the API alike. */
export const FILTER_KEYS = {
	region: { shape: 'list', label: 'Region', phrase: 'in {}' },
	scope: { shape: 'one', label: 'Scope', values: ['within', 'exact'], phrase: '{}' },
	from: { shape: 'date', label: 'From', phrase: 'from {}', column: 'date_end' },
	to: { shape: 'date', label: 'To', phrase: 'to {}', column: 'date_start' },
	added_since: {
		shape: 'date',
		label: 'Came since',
		phrase: 'come into the data since {}',
		column: 'added'
	},
	changed_since: {
		shape: 'date',
		label: 'Came or changed since',
		phrase: 'come or changed since {}',
		column: 'changed'
	},
	q: { shape: 'words', label: 'Search', phrase: 'matching “{}”' },
	dataset: { shape: 'list', label: 'Dataset', phrase: 'dataset {}' },
	tier: { shape: 'list', label: 'Tier', values: TIERS, phrase: 'tier {}' },
	min_sources: {
		shape: 'count',
		label: 'Independent sources, at least',
		phrase: 'at least {} independent sources',
		column: 'independent_sources'
	},
	topic: { shape: 'list', label: 'Topic', phrase: 'topic {}' },
	proximity: { shape: 'list', label: 'Proximity', phrase: 'proximity {}' },
	wording_group: { shape: 'list', label: 'Wording group', phrase: 'wording {}' },
	pool: { shape: 'one', label: 'Pool', phrase: 'pool {}' },
	item: { shape: 'list', label: 'Item', phrase: 'item {}' },
	house: { shape: 'list', label: 'House', phrase: 'by {}' },
	pollster: { shape: 'list', label: 'Pollster', phrase: 'fieldwork by {}' },
	population: { shape: 'list', label: 'Population', phrase: 'of {}' },
	subgroup: { shape: 'list', label: 'Subgroup', phrase: 'subgroup {}' },
	option: { shape: 'list', label: 'Option', phrase: 'option {}' },
	followed: {
		shape: 'one',
		label: 'Options',
		values: ['yes', 'all'],
		phrase: 'options followed: {}'
	},
	stance: { shape: 'list', label: 'Stance', values: STANCES, phrase: 'stance {}' },
	poll: { shape: 'list', label: 'Poll', phrase: 'poll {}', column: 'poll_id' },
	action_type: { shape: 'list', label: 'Kind of action', phrase: 'kind {}' },
	decision: { shape: 'list', label: 'Decision', phrase: 'decision {}' },
	direction: { shape: 'list', label: 'Direction', values: DIRECTIONS, phrase: 'direction {}' },
	binding: { shape: 'one', label: 'Binding', values: ['yes', 'no'], phrase: 'binding: {}' },
	body_kind: { shape: 'list', label: 'Kind of body', phrase: 'by {}' },
	mechanism: { shape: 'list', label: 'Mechanism', values: MECHANISMS, phrase: 'mechanism {}' },
	repeated: {
		shape: 'one',
		label: 'Told again',
		values: ['yes', 'no'],
		phrase: 'told again: {}'
	},
	place: {
		shape: 'list',
		label: 'Place',
		phrase: 'place {}',
		column: 'place_id',
		named: ['places', 'name']
	},
	status: { shape: 'list', label: 'Status', values: STATUSES, phrase: 'status {}' },
	current: {
		shape: 'one',
		label: 'Covers the day',
		values: ['yes', 'no'],
		phrase: 'covering the day: {}'
	},
	reach: { shape: 'list', label: 'Reach', values: REACHES, phrase: 'reach {}' },
	project_status: {
		shape: 'list',
		label: 'Project status',
		values: PROJECT_STATUSES,
		phrase: 'project status {}'
	},
	blocked: { shape: 'one', label: 'Blocked', values: ['yes', 'no'], phrase: 'blocked: {}' },
	developer: { shape: 'list', label: 'Developer', phrase: 'by {}' },
	stale: { shape: 'one', label: 'Stale', values: ['yes', 'no'], phrase: 'stale: {}' },
	single_aggregator: {
		shape: 'one',
		label: 'Rests on one tracker',
		values: ['yes', 'no'],
		phrase: 'resting on one tracker: {}'
	},
	pending: {
		shape: 'one',
		label: 'Restriction pending on the day',
		values: ['yes', 'no'],
		phrase: 'restriction pending, as known on the day: {}'
	},
	actions_as: {
		shape: 'one',
		label: 'Actions',
		values: ACTIONS_AS,
		phrase: 'with actions as: {}'
	},
	on_record: {
		shape: 'list',
		label: 'On record',
		values: ON_RECORD,
		phrase: 'on record: {}',
		column: 'record'
	},
	basis: { shape: 'one', label: 'Made from', values: BASES, phrase: 'made {}' },
	tracker: { shape: 'list', label: 'Tracker', phrase: 'listed by {}' },
	series: {
		shape: 'list',
		label: 'Series',
		phrase: 'series {}',
		column: 'series_id',
		named: ['series', 'title']
	},
	subject: { shape: 'list', label: 'Subject', phrase: 'about {}' },
	category: { shape: 'list', label: 'Category', phrase: 'category {}' },
	frequency: { shape: 'list', label: 'Frequency', values: FREQUENCIES, phrase: 'frequency {}' },
	estimate: { shape: 'list', label: 'Estimate', values: ESTIMATES, phrase: 'estimate {}' },
	vintage: { shape: 'one', label: 'Vintage', phrase: 'vintage {}' },
	provider: { shape: 'list', label: 'Provider', phrase: 'by {}' },
	model: { shape: 'list', label: 'Model', phrase: 'model {}' },
	host: { shape: 'list', label: 'Host', phrase: 'sold by {}' },
	open_weights: {
		shape: 'one',
		label: 'Open weights',
		values: ['yes', 'no'],
		phrase: 'open weights: {}'
	},
	conditional: {
		shape: 'one',
		label: 'Conditional prices',
		values: ['yes', 'no'],
		phrase: 'conditional prices: {}'
	},
	condition: { shape: 'list', label: 'Condition', phrase: 'condition {}' },
	model_class: { shape: 'list', label: 'Class', phrase: 'class {}' },
	kind: { shape: 'list', label: 'Kind', values: REGION_KINDS, phrase: 'kind {}' },
	parent: {
		shape: 'list',
		label: 'Parent region',
		phrase: 'part of {}',
		named: ['regions', 'label']
	},
	publisher: { shape: 'list', label: 'Publisher', phrase: 'published by {}' },
	record_kind: {
		shape: 'list',
		label: 'Kind of record',
		values: [...RECORD_KINDS, 'claim', 'project'],
		phrase: 'kind of record {}'
	},
	since: { shape: 'one', label: 'Since release', phrase: 'since release {}' },
	record_table: { shape: 'list', label: 'Table', values: COMPARED, phrase: 'table {}' },
	change: { shape: 'list', label: 'Change', values: CHANGES, phrase: '{}' },
	record: { shape: 'one', label: 'Record', phrase: 'record {}', column: 'record_id' },
	source: {
		shape: 'list',
		label: 'Source',
		phrase: 'source {}',
		column: 'source_id',
		named: ['sources', 'title']
	},
	method: { shape: 'list', label: 'Method', values: TREND_METHODS, phrase: 'method {}' },
	known: {
		shape: 'one',
		label: 'From polls known',
		values: [...KNOWN, 'all'],
		phrase: 'from polls known: {}'
	},
	factor: { shape: 'list', label: 'Factor', values: EFFECT_FACTORS, phrase: 'effects of {}' },
	verdict: { shape: 'list', label: 'Verdict', values: VERDICTS, phrase: 'verdict {}' },
	transform: { shape: 'one', label: 'Show as', values: TRANSFORMS, phrase: 'as {}' },
	index_date: { shape: 'date', label: '100 at', phrase: '100 in {}' },
	frequency_to: { shape: 'one', label: 'Every', values: FREQUENCIES_TO, phrase: 'made {}' },
	aggregate: { shape: 'one', label: 'By', values: AGGREGATES, phrase: 'by the {}' },
	terms: { shape: 'one', label: 'Terms', values: TERMS, phrase: 'in {} terms' },
	measure: { shape: 'one', label: 'Price of', values: PRICE_MEASURES, phrase: 'price of {}' },
	tokens_in: { shape: 'amount', label: 'Tokens in, a month', phrase: '{} tokens in' },
	tokens_out: { shape: 'amount', label: 'Tokens out, a month', phrase: '{} tokens out' },
	days: { shape: 'dates', label: 'Days', phrase: 'on {}' }
} as const satisfies Record<string, FilterKey>;

export type FilterName = keyof typeof FILTER_KEYS;

/** Joins the values of a list: chat applications rewrite spaces and commas, not this. */
export const LIST_SEPARATOR = '~';
/** The value of `region` that means every region anywhere. */
export const ALL_REGIONS = 'all';
