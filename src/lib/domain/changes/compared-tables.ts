import type { InputTableName } from '../tables/index.ts';

/**
 * Tables whose rows are compared between releases: what people keep, but for notes on how it is kept and on what
 * trackers listed.
 */
export const COMPARED = [
	'polls',
	'questions',
	'answers',
	'actions',
	'series',
	'observations',
	'model_prices',
	'claims',
	'claim_records',
	'sources',
	'citations',
	'places',
	'regions',
	'region_aliases',
	'populations',
	'vocabulary',
	'pools',
	'fresh_limits',
	'vote_rules',
	'grid_areas',
	'short_names',
	'series_roles'
] as const satisfies readonly InputTableName[];
export type ComparedTable = (typeof COMPARED)[number];

/** What can have become of a row. */
export const CHANGES = ['added', 'changed', 'removed'] as const;

/** A row of a release, column by column; a column that its release lacks is not there. */
export type Cells = Readonly<Record<string, unknown>>;

/** What became of one row between two releases. */
export type RowChange =
	| { table: ComparedTable; change: 'added'; before: null; after: Cells }
	| { table: ComparedTable; change: 'removed'; before: Cells; after: null }
	| { table: ComparedTable; change: 'changed'; before: Cells; after: Cells };
