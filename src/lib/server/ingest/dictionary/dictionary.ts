import type { ColumnMeta } from '#lib/domain/schema/column.ts';
import { DATE_FORMS } from '#lib/domain/dates.ts';
import { SPAN_WORDS } from '#lib/domain/date-span.ts';
import { columnsOf, type Table } from '#lib/domain/schema/table.ts';
import type { CreditedSet, TableFiles } from './data-package.ts';

/** The dictionary of a data folder, as its README.md holds it. */
export function dictionary(tables: readonly TableFiles[], credits: readonly CreditedSet[]): string {
	return `${[INTRODUCTION, contents(tables), ...tables.map(section), creditsSection(credits)].join('\n\n')}\n`;
}

const INTRODUCTION = `# The data

Written by \`npm run describe\` from the schemas in \`src/lib/domain/tables/\`; change those, not this file. The same in
machine-readable form (Frictionless Data Package 2.0) is \`datapackage.json\`.

These CSV files are what people edit; \`npm run ingest\` checks them and builds a release. UTF-8, commas, LF, a header row,
dates as ${DATE_FORMS} (a delivery year, Jun 1 to May 31), dot decimals, percents on 0-100.
**Unknown is an empty cell, never 0.** A number is stored as given or refused: a float keeps about 15 digits.
Files as spreadsheets save them (semicolons, tabs, UTF-16, a line \`sep=\`, empty columns at the end) are read, with a
note. Rows are sorted by key, so that a change shows as the lines it changes.
A long table may be a folder of files: \`observations/capex.csv\`. A folder of your own with any of these tables is laid
over them with \`npm run ingest -- --data DIR\`; ids are then yours, and references are looked for in your folder first.
\`left_out.csv\` lists what was collected and not loaded, with the reason.

Counties and states of the US have names, codes, centers and boxes from us-atlas 3.0.1 (Census Bureau cartographic
boundaries, 2017 edition); older and newer county codes are in \`region_aliases.csv\`.`;

const contents = (tables: readonly TableFiles[]) =>
	[
		'| table | files | what it holds |',
		'| --- | --- | --- |',
		...tables.map(
			({ table, files }) =>
				`| [${table.name}](#${table.name}) | ${filesOf(table, files)} | ${cell(table.description)} |`
		)
	].join('\n');

function filesOf(table: Table, files: readonly string[]): string {
	if (files.length === 0) return `\`${table.file}\` (user folders only)`;
	return files.length === 1 ? `\`${files[0] ?? ''}\`` : `\`${table.file}/\``;
}

const section = ({ table }: TableFiles) =>
	[
		`## ${table.name}`,
		'',
		`${table.description} Key: ${table.key.map((name) => `\`${name}\``).join(', ')}.${
			table.ids === 'shared' ? ' The codes are shared by all datasets.' : ''
		}`,
		'',
		'| column | what it is | values | needed |',
		'| --- | --- | --- | --- |',
		...columnsOf(table.row).map(
			({ name, meta }) =>
				`| \`${name}\` | ${cell(meta.description)} | ${valuesOf(meta)} | ${meta.optional ? '' : 'yes'} |`
		)
	].join('\n');

function valuesOf(meta: ColumnMeta): string {
	if (meta.references)
		return `\`${meta.references.column}\` of [${meta.references.table}](#${meta.references.table})`;
	if (meta.vocabulary) return `\`${meta.vocabulary}\` of [vocabulary](#vocabulary)`;
	if (meta.values) return meta.values.map((value) => `\`${value}\``).join(', ');
	const range =
		meta.min !== undefined && meta.max !== undefined
			? `, ${meta.min} to ${meta.max}`
			: meta.min !== undefined
				? `, at least ${meta.min}`
				: '';
	const span = meta.span ? `, ${SPAN_WORDS[meta.span]}` : '';
	return `${WORDS[meta.kind]}${span}${meta.unit ? ` in ${meta.unit}` : ''}${range}`;
}

const WORDS: Record<ColumnMeta['kind'], string> = {
	text: 'text',
	code: 'id',
	enum: 'word',
	date: 'date',
	url: 'address',
	number: 'number',
	integer: 'whole number'
};

const creditsSection = (credits: readonly CreditedSet[]) =>
	[
		'## Terms and credits',
		'',
		'Terms are stated per source in the column `licence` of [sources](#sources); empty means terms not stated, facts',
		'exported. Whoever passes on rows that rest on one of these sets gives the credit:',
		'',
		'| set | terms | credit |',
		'| --- | --- | --- |',
		...credits.map(
			({ publisher, url, licence, attribution }) =>
				`| [${publisher}](${url}) | ${licence} | ${cell(attribution)} |`
		)
	].join('\n');

const cell = (text: string) => text.replaceAll('|', '\\|');
