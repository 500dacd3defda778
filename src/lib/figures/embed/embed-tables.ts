import { countWords, shareWords } from '#lib/domain/actions/words/action-words.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { computedCollections } from '#lib/domain/collections/computed.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { views } from '#lib/domain/collections/page-lists.ts';
import {
	DIRECTION_MARK,
	formatNumber,
	publishers,
	readable,
	TIER_WORDS,
	words,
	capital
} from '#lib/domain/text/format.ts';
import { exact, exactWithUnit } from '#lib/domain/indicators/indicators.ts';
import type { TableColumn } from '#lib/figures/columns/table-column.ts';
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
interface TableEntry {
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
				TIER_WORDS[text(row, 'tier') as keyof typeof TIER_WORDS] ?? '',
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
		`${text(row, 'qualifier')} ${formatNumber(Number(row['percent']), 1)}%${typeof row['margin'] === 'number' ? ` ±${formatNumber(row['margin'], 1)}` : ''}`.trim()
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
	return exactWithUnit(value, text(row, 'unit'));
}

/** The first columns of a collection that say something, as its schema describes them. */
function plainColumns(name: string): TableColumn<AnyRow>[] {
	const { row, sort, shown } = listNamed(name);
	const keys = shown ?? Object.keys(row.shape).filter((key) => !LEFT_OUT.test(key));
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
				...(kind !== 'text' && index > 0 ? { named: true as const } : {}),
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

const LISTS = { ...collections, ...computedCollections, ...views };
const listNamed = (name: string): Collection => LISTS[name as keyof typeof LISTS];

/** Every list of the API as a table, by its name. */
export const TABLES: Readonly<Record<string, TableEntry>> = Object.fromEntries(
	Object.keys(LISTS).map((name) => {
		const { title, page = '/data', example } = listNamed(name);
		return [
			name,
			{
				title,
				page,
				columns: OF_PAGES[name] ?? plainColumns(name),
				isWhole: Object.hasOwn(views, name),
				...(example ? { example } : {})
			}
		];
	})
);
