import { fieldOf, DATA_PACKAGE_PROFILE } from '#lib/domain/schema/table-schema.ts';
import { columnsOf, type Table } from '#lib/domain/schema/table.ts';

/** A set of facts that asks for credit. */
export interface CreditedSet {
	publisher: string;
	/** Where the set is found. */
	url: string;
	licence: string;
	attribution: string;
}

/** A table with the files, relative to the data folder, that hold it. */
export interface TableFiles {
	table: Table;
	files: string[];
}

/** The descriptor of a data folder, as datapackage.json holds it. */
export function dataPackage(tables: readonly TableFiles[], credits: readonly CreditedSet[]) {
	return {
		$schema: `${DATA_PACKAGE_PROFILE}datapackage.json`,
		name: 'groundswell-data',
		title: 'Groundswell: polls, votes and indicators on data centers and AI',
		description:
			'Facts and figures, each row with the source in which it was seen. Terms are stated per source in the column licence of sources; an empty cell means that no terms were stated. The sets under sources ask for the credit given with them.',
		keywords: [
			'data centers',
			'artificial intelligence',
			'polls',
			'electricity',
			'local government'
		],
		contributors: credits.map(({ publisher, url }) => ({
			title: publisher,
			path: url,
			roles: ['dataSupplier']
		})),
		sources: credits.map(({ publisher, url, licence, attribution }) => ({
			title: publisher,
			path: url,
			licence,
			attribution
		})),
		resources: tables.filter(({ files }) => files.length > 0).map(resource)
	};
}

function resource({ table, files }: TableFiles) {
	const [only = ''] = files;
	return {
		$schema: `${DATA_PACKAGE_PROFILE}dataresource.json`,
		name: table.name,
		title: table.title,
		description: table.description,
		type: 'table',
		path: files.length === 1 ? only : files,
		format: 'csv',
		mediatype: 'text/csv',
		encoding: 'utf-8',
		schema: tableSchema(table)
	};
}

function tableSchema(table: Table) {
	const columns = columnsOf(table.row);
	const foreignKeys = columns.flatMap(({ name, meta }) =>
		meta.references ? [foreignKey(table, name, meta.references)] : []
	);
	return {
		$schema: `${DATA_PACKAGE_PROFILE}tableschema.json`,
		fields: columns.map(({ name, meta }) =>
			fieldOf(name, meta, table.key.length === 1 && table.key[0] === name)
		),
		missingValues: [''],
		...keyOf(table),
		...(foreignKeys.length > 0 ? { foreignKeys } : {})
	};
}

/** A primary key may hold no unknown part; where one may be unknown, the key is only unique. */
function keyOf(table: Table) {
	const optional = columnsOf(table.row).filter(({ meta }) => meta.optional);
	return table.key.some((name) => optional.some((column) => column.name === name))
		? { uniqueKeys: [[...table.key]] }
		: { primaryKey: [...table.key] };
}

/** A key of its own table names no resource. */
const foreignKey = (table: Table, name: string, target: { table: string; column: string }) => ({
	fields: [name],
	reference: {
		...(target.table === table.name ? {} : { resource: target.table }),
		fields: [target.column]
	}
});
