import type { ColumnMeta } from '#lib/domain/schema/column.ts';
import { columnsOf, type Table } from '#lib/domain/schema/table.ts';
import { tables, type TableName } from '#lib/domain/tables/index.ts';

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** Columns of a table as a release stores them, row columns first. */
export const storedColumns = (table: Table) => [
	...columnsOf(table.row),
	...columnsOf(table.derived)
];

function sqlType({ kind }: ColumnMeta): string {
	if (kind === 'integer') return 'INTEGER';
	return kind === 'number' ? 'REAL' : 'TEXT';
}

function columnSql(table: Table, name: string, meta: ColumnMeta): string {
	const checks: string[] = [];
	if (meta.values) checks.push(`"${name}" IN (${meta.values.map(quoted).join(', ')})`);
	if (meta.min !== undefined) checks.push(`"${name}" >= ${meta.min}`);
	if (meta.max !== undefined) checks.push(`"${name}" <= ${meta.max}`);
	const parts = [`"${name}"`, sqlType(meta)];
	if (!meta.optional) parts.push('NOT NULL');
	if (checks.length > 0) parts.push(`CHECK (${checks.join(' AND ')})`);
	if (meta.references && table.name !== 'readings')
		parts.push(`REFERENCES "${meta.references.table}" ("${meta.references.column}")`);
	return parts.join(' ');
}

/** The STRICT table that stores a declared table. */
export function createTableSql(table: Table): string {
	const columns = storedColumns(table).map(({ name, meta }) => columnSql(table, name, meta));
	return `CREATE TABLE "${table.name}" (\n\t${columns.join(',\n\t')}\n) STRICT`;
}

/** The expression of a key column in an index: unknown counts as one value, so that keys stay unique. */
const keyExpression = (table: Table) => {
	const optional = new Map(columnsOf(table.row).map(({ name, meta }) => [name, meta.optional]));
	return table.key.map((name) => (optional.get(name) ? `coalesce("${name}", '')` : `"${name}"`));
};

/** Key columns as SQL, for finding rows of equal key. Ids of a dataset are qualified, so they are unique over all. */
export function keyColumns(table: Table): string[] {
	const shared = table.ids === 'shared' || table.key.length === 1;
	return shared ? keyExpression(table) : [...keyExpression(table), '"dataset"'];
}

/** A unique index on the key and one index for each column that filters search by. */
export function createIndexesSql(table: Table): string[] {
	const indexed = storedColumns(table).filter(
		({ name, meta }) =>
			meta.indexed && !(table.key.length === 1 && table.key[0] === name) && table.key[0] !== name
	);
	return [
		`CREATE UNIQUE INDEX "${table.name}_key" ON "${table.name}" (${keyColumns(table).join(', ')})`,
		...indexed.map(
			({ name }) =>
				`CREATE INDEX "${table.name}_${name}" ON "${table.name}" (${indexedColumns(table, name)})`
		)
	];
}

/**
 * A region's rows are asked for by date, so the index on regions holds them in that order; rows of a source are counted
 * as far as they are the latest, so that index says which are.
 */
function indexedColumns(table: Table, name: string): string {
	const has = (wanted: string) => storedColumns(table).some((column) => column.name === wanted);
	if (name === 'region' && has('date_start')) return '"region", "date_start", "date_end"';
	return name === 'source_id' && has('latest') ? '"source_id", "latest"' : `"${name}"`;
}

/** Tables ingestion computes that no CSV and no collection holds. */
const MODEL_TABLES_SQL = [
	`CREATE TABLE region_closure (region TEXT NOT NULL, ancestor TEXT NOT NULL, PRIMARY KEY (ancestor, region)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE source_regions (source_id TEXT NOT NULL, region TEXT NOT NULL, PRIMARY KEY (region, source_id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE series_regions (series_id TEXT NOT NULL, region TEXT NOT NULL, observations INTEGER NOT NULL, first_date TEXT, last_date TEXT, PRIMARY KEY (series_id, region)) STRICT, WITHOUT ROWID`,
	`CREATE INDEX series_regions_region ON series_regions (region, observations)`,
	`CREATE TABLE lines (series_id TEXT NOT NULL, region TEXT NOT NULL, dataset TEXT NOT NULL, observations INTEGER NOT NULL, block INTEGER NOT NULL, first INTEGER NOT NULL, PRIMARY KEY (series_id, region, dataset)) STRICT`,
	`CREATE TABLE line_blocks (block INTEGER PRIMARY KEY, points BLOB NOT NULL) STRICT`,
	`CREATE TABLE fact_cells (fact TEXT PRIMARY KEY, cells TEXT NOT NULL) STRICT`,
	`CREATE TABLE fact_blocks (fact TEXT NOT NULL, block INTEGER NOT NULL, codes BLOB NOT NULL, PRIMARY KEY (fact, block)) STRICT`,
	`CREATE INDEX lines_region ON lines (region)`,
	`CREATE INDEX lines_dataset ON lines (dataset)`,
	`CREATE TABLE filter_values (collection TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (collection, key, value)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE release_info (id TEXT NOT NULL, schema_version TEXT NOT NULL, builder_version TEXT NOT NULL, lenient TEXT NOT NULL, data_through TEXT, counts TEXT NOT NULL) STRICT`,
	`CREATE VIRTUAL TABLE search USING fts5 (kind UNINDEXED, id UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')`,
	`CREATE TABLE finder (finder_id INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL, path TEXT NOT NULL, state TEXT, area TEXT NOT NULL, weight REAL NOT NULL, bare TEXT NOT NULL, folded TEXT NOT NULL) STRICT`,
	`CREATE VIRTUAL TABLE finder_letters USING fts5 (folded, content = 'finder', content_rowid = 'finder_id', tokenize = 'trigram')`
];

/** Every statement that makes an empty release, without its indexes. */
export const createReleaseSql = (): string[] => [
	...Object.values(tables).map(createTableSql),
	...MODEL_TABLES_SQL
];

/** A table by its name, whichever it is. */
export const tableOf = (name: TableName): Table => tables[name];
