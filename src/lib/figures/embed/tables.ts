import { countWords, shareWords } from '#lib/domain/actions/action-words.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { computedCollections } from '#lib/domain/collections/computed.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { views } from '#lib/domain/collections/views.ts';
import {
	DIRECTION_MARK,
	figure,
	publishers,
	readable,
	TIER_SHORT,
	unitForm,
	words,
	capital
} from '#lib/domain/text/format.ts';
import { exact } from '#lib/domain/indicators/indicators.ts';
import type { TableColumn } from '#lib/figures/columns/column.ts';
import { ACTION_COLUMNS } from '../columns/actions.ts';
import { ESTIMATE_COLUMNS } from '../columns/estimates.ts';
import { EFFECT_COLUMNS, TREND_POLL_COLUMNS } from '../columns/houses.ts';
import { PRICE_COLUMNS } from '../columns/prices.ts';
import { READING_COLUMNS } from '../columns/readings.ts';
import { STATE_PRICE_COLUMNS } from '../columns/states.ts';
import { CHEAPEST_COLUMNS, GAP_COLUMNS } from '../columns/tiers.ts';

/** A row of any list: what is known of it is which keys its collection declares. */
export type AnyRow = Readonly<Record<string, string | number | null>>;

/** A list of the API as a table. */
export interface TableEntry {
	/** What it lists. */
	title: string;
	/** Path of the page with the same table. */
	page: string;
	columns: readonly TableColumn<AnyRow>[];
	/** Answered as a whole, not page by page. */
	isWhole: boolean;
	/** A query that shows something, where the usual one does not. */
	example?: Record<string, string>;
}

const text = (row: AnyRow, key: string): string => String(row[key] ?? '');

/** Who published a row, how it was seen, and how many publishers say so. */
export const sourceOf = (row: AnyRow): string =>
	row['publisher'] === null || row['publisher'] === undefined
		? ''
		: [
				text(row, 'publisher'),
				TIER_SHORT[text(row, 'tier') as keyof typeof TIER_SHORT] ?? '',
				typeof row['independent_sources'] === 'number' ? publishers(row['independent_sources']) : ''
			]
				.filter((part) => part !== '')
				.join(', ');

/** A number of a row; null where the row has none. */
const count = (row: AnyRow, key: string): number | null => {
	const value = row[key];
	return typeof value === 'number' ? value : null;
};

/** Cells that pages build from parts, as text. */
const CELLS: Record<string, (row: AnyRow) => string> = {
	tier: sourceOf,
	source: sourceOf,
	direction: (row) =>
		`${DIRECTION_MARK[text(row, 'direction') as keyof typeof DIRECTION_MARK] ?? ''} ${text(row, 'direction')}`.trim(),
	votes_for: (row) => {
		const votes = {
			votes_for: count(row, 'votes_for'),
			votes_against: count(row, 'votes_against'),
			percent_for: count(row, 'percent_for'),
			percent_restrictive: count(row, 'percent_restrictive')
		};
		return [countWords(votes), shareWords(votes)].filter((part) => part !== null).join(', ');
	},
	percent: (row) =>
		`${text(row, 'qualifier')} ${figure(Number(row['percent']), 1)}%${typeof row['margin'] === 'number' ? ` ±${figure(row['margin'], 1)}` : ''}`.trim()
};

/** A column of a page in text alone. */
const inText = <Row>(columns: readonly TableColumn<Row>[]): TableColumn<AnyRow>[] =>
	(columns as unknown as TableColumn<AnyRow>[]).map((column) => ({
		...column,
		text: column.text ?? CELLS[column.key] ?? ((row) => text(row, column.key))
	}));

/** Columns nobody reads in a table: they identify, or stand in the source. */
const LEFT_OUT =
	/^(dataset|source_\w+|publisher|tier|independent_sources|region|lon|lat|position_\w+|note|excerpt|\w+_id|\w+_hash)$/;
/** A plain table has so many columns at most. */
const COLUMNS = 8;

/** Value and unit of an observation as people write it. */
function amount(row: AnyRow): string {
	const value = row['value'];
	if (typeof value !== 'number') return '';
	const { before, after } = unitForm(text(row, 'unit'));
	return `${value < 0 ? '−' : ''}${before}${exact(Math.abs(value))}${after}`;
}

/** What plain tables show of their lists, the column that names a row first. */
const SHOWN: Partial<Record<string, readonly string[]>> = {
	regions: ['region_name', 'region', 'kind', 'polls', 'actions', 'observations'],
	sources: ['title', 'publisher', 'date', 'licence', 'records'],
	citations: ['source_title', 'record_kind', 'record_id', 'date', 'publisher'],
	polls: ['house', 'date', 'region_name', 'population_label', 'sample_size', 'questions'],
	questions: ['summary', 'house', 'date', 'region_name', 'topic_label'],
	answers: ['option_label', 'percent', 'summary', 'house', 'date', 'region_name', 'subgroup_label'],
	statuses: ['place_name', 'region_name', 'action_type', 'status', 'from', 'to', 'because'],
	projects: ['project_name', 'place_name', 'region_name', 'project_status', 'project_mw', 'date'],
	'fresh-limits': ['of_label', 'record_kind', 'fresh_days', 'reason'],
	sightings: [
		'place_name',
		'region_name',
		'tracker',
		'tracker_types',
		'status',
		'first_seen',
		'last_seen'
	],
	coverage: ['name', 'watches', 'began', 'swept_from', 'swept_to', 'read_to', 'own_words'],
	populations: [
		'region_name',
		'population_newest',
		'population_2020',
		'land_sq_mi',
		'municipalities_placed'
	],
	'what-followed': [
		'record',
		'actions_as',
		'window_days',
		'vintage',
		'county_vintages',
		'followed',
		'percent',
		'percent_by_size'
	],
	forecasts: ['region_name', 'origin_day', 'basis', 'three', 'size_state', 'state', 'frozen_on'],
	'forecast-scores': [
		'origin_day',
		'basis',
		'actions_as',
		'model',
		'auc',
		'skill_state',
		'slope',
		'observed_expected'
	],
	'forecast-trials': [
		'model',
		'origin_day',
		'basis',
		'horizon_months',
		'auc',
		'skill_state',
		'slope',
		'observed_expected'
	],
	'first-test-actions': ['region_name', 'date', 'action_type'],
	stale: ['summary', 'region_name', 'date', 'last_confirmed', 'stale', 'single_aggregator'],
	series: ['title', 'unit_label', 'frequency', 'category_label', 'first_date', 'last_date'],
	observations: ['date', 'series_title', 'region_name', 'value', 'estimate', 'vintage'],
	transformed: ['date', 'series_title', 'region_name', 'value', 'transform', 'level'],
	claims: ['claim', 'date', 'verdict', 'weighed_by', 'evidence'],
	'claim-evidence': ['title', 'claim_id', 'relation', 'claimed_value', 'record_value', 'unit'],
	'model-costs': [
		'model_name',
		'date',
		'cost_usd',
		'input_usd_per_mtok',
		'output_usd_per_mtok',
		'model_class',
		'valid_from'
	],
	map: ['region_name', 'value', 'confirmed', 'date', 'note'],
	'map-time': ['date', 'region_name', 'kind', 'value', 'confirmed', 'note'],
	profile: ['name', 'section', 'date', 'text', 'value', 'status'],
	verification: [
		'region_name',
		'record_kind',
		'verified',
		'records',
		'percent_verified',
		'newest_check'
	],
	changes: ['record', 'record_table', 'change', 'words', 'region_name']
};

/** The first columns of a collection that say something, as its schema describes them. */
function plainColumns(name: string): TableColumn<AnyRow>[] {
	const { row, sort } = listNamed(name);
	const keys = SHOWN[name] ?? Object.keys(row.shape).filter((key) => !LEFT_OUT.test(key));
	const kinds = new Map(columnsOf(row).map(({ name: column, meta }) => [column, meta.kind]));
	const hasSource = 'publisher' in row.shape;
	const sortable = new Set(sort.map((key) => key.replace(/^-/, '')));
	const columns = keys
		.filter((key) => !(key === 'unit' && keys.includes('value')) && !keys.includes(`${key}_label`))
		.slice(0, COLUMNS)
		.map((key, index): TableColumn<AnyRow> => {
			const kind = kinds.get(key) ?? 'text';
			const isNumber = kind === 'number' || kind === 'integer';
			return {
				key,
				title: titleOf(key),
				...(key === 'publisher' ? { href: ({ source_url }) => linkIn(source_url) } : {}),
				text: (one) => cellText(one, key, kind),
				...(isNumber ? { numeric: true as const } : {}),
				...(sortable.has(key) ? { sortable: true as const } : {}),
				...(index === 0 ? { lead: true as const } : {})
			};
		});
	return hasSource && !keys.includes('publisher')
		? [...columns, { key: 'tier', title: 'Source', text: sourceOf }]
		: columns;
}

function cellText(row: AnyRow, key: string, kind: string): string {
	const value = row[key];
	if (value === null || value === undefined) return '';
	if (key === 'value') return amount(row);
	if (key === 'percent') return CELLS['percent']?.(row) ?? '';
	if (typeof value === 'number') return exact(value);
	if (kind === 'date') return readable(value);
	return kind === 'code' || kind === 'enum' ? words(value) : value;
}

const linkIn = (value: AnyRow[string] | undefined): string | null =>
	typeof value === 'string' ? value : null;

/** A key as the head of a column: `input_usd_per_mtok` is money per million tokens. */
const titleOf = (key: string): string =>
	capital(
		words(key.replace(/_(label|name|title)$/, ''))
			.replace(' usd per mtok', ', $ per million tokens')
			.replace(' usd', ', $')
			.replace(' mw', ', MW')
	);

/** Pages that have the table of a list; lists without one of their own are on the page of data. */
const PAGES: Partial<Record<string, string>> = {
	readings: '/polls',
	trends: '/polls/estimates',
	houses: '/polls/houses',
	'trend-polls': '/polls/houses',
	actions: '/actions',
	stale: '/stale',
	'fresh-limits': '/stale',
	claims: '/claims',
	observations: '/energy',
	transformed: '/energy',
	'state-prices': '/energy/states',
	'model-prices': '/costs',
	'cheapest-prices': '/costs/tiers',
	'open-gap': '/costs/tiers',
	'model-costs': '/costs/calculator',
	verification: '/data/verification',
	'what-followed': '/methods/what-followed',
	forecasts: '/methods/forecast',
	'forecast-scores': '/methods/forecast',
	'forecast-trials': '/methods/forecast',
	changes: '/changes',
	map: '/map',
	'map-time': '/map',
	profile: '/regions'
};

/** Columns as pages have them. */
const OF_PAGES: Partial<Record<string, TableColumn<AnyRow>[]>> = {
	readings: inText(READING_COLUMNS),
	trends: inText(ESTIMATE_COLUMNS),
	houses: inText(EFFECT_COLUMNS),
	'trend-polls': inText(TREND_POLL_COLUMNS),
	actions: inText(ACTION_COLUMNS),
	'state-prices': inText(STATE_PRICE_COLUMNS),
	'model-prices': inText(PRICE_COLUMNS),
	'cheapest-prices': inText(CHEAPEST_COLUMNS),
	'open-gap': inText(GAP_COLUMNS)
};

const EXAMPLES: Partial<Record<string, Record<string, string>>> = {
	transformed: {
		series: 'us-electricity-price-residential-annual',
		region: 'US',
		transform: 'year_on_year'
	},
	'model-costs': { tokens_in: '1000000', tokens_out: '1000000' },
	profile: { region: 'US-VA' },
	houses: { pool: 'nearby' },
	'trend-polls': { pool: 'nearby' }
};

const LISTS = { ...collections, ...computedCollections, ...views };
const listNamed = (name: string): Collection => LISTS[name as keyof typeof LISTS];

/** Every list of the API as a table, by its name. */
export const TABLES: Readonly<Record<string, TableEntry>> = Object.fromEntries(
	Object.keys(LISTS).map((name) => {
		const example = EXAMPLES[name];
		return [
			name,
			{
				title: listNamed(name).title,
				page: PAGES[name] ?? '/data',
				columns: OF_PAGES[name] ?? plainColumns(name),
				isWhole: Object.hasOwn(views, name),
				...(example ? { example } : {})
			}
		];
	})
);
