import type { StoredRow, TableName } from '#lib/domain/tables/index.ts';

/** Every table of a release, for Kysely: declared tables from their schemas, computed ones beside them. */
export type Release = { [T in TableName]: StoredRow<T> } & {
	region_closure: { region: string; ancestor: string };
	source_regions: { source_id: string; region: string };
	series_regions: {
		series_id: string;
		region: string;
		observations: number;
		first_date: string | null;
		last_date: string | null;
	};
	lines: {
		series_id: string;
		region: string;
		dataset: string;
		observations: number;
		/** Where its points lie: in which block, and from which of its points on. */
		block: number;
		first: number;
	};
	/** Points of some lines, as line-points.ts writes them. */
	line_blocks: { block: number; points: Uint8Array };
	/** The different values of a fact of observations, a list in JSON by their code. */
	fact_cells: { fact: string; cells: string };
	/** Codes of a block of observations by rowid, as fact-codes.ts writes them. */
	fact_blocks: { fact: string; block: number; codes: Uint8Array };
	filter_values: { collection: string; key: string; value: string; label: string; count: number };
	release_info: {
		id: string;
		schema_version: string;
		builder_version: string;
		lenient: string;
		data_through: string | null;
		counts: string;
	};
	search: { kind: string; id: string; words: string };
	finder: {
		finder_id: number;
		kind: string;
		id: string;
		name: string;
		detail: string;
		path: string;
		state: string | null;
		area: string;
		weight: number;
		bare: string;
		folded: string;
	};
};
