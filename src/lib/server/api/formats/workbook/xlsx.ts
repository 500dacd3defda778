import { isNumeric, type Chunks, type Result, type Row } from '../result.ts';
import { workbook, type Sheet } from './spreadsheet.ts';

/** A result as an Excel workbook: the rows, and beside them dictionary, citation and sources. */
export function writeXlsx({ collection, columns, batches, description }: Result): Chunks {
	const data: Sheet = {
		name: collection.title,
		columns: columns.map((column) => ({
			name: column.name,
			width: isNumeric(column) ? 14 : 24
		})),
		batches
	};
	return workbook(
		[data, dictionary(description), citation(description), sources(description)],
		new Date(description.retrieved_at)
	);
}

type Description = Result['description'];

const sheet = (name: string, columns: [string, number][], rows: Row[]): Sheet => ({
	name,
	columns: columns.map(([name, width]) => ({ name, width })),
	batches: () => [rows]
});

const dictionary = ({ columns }: Description) =>
	sheet(
		'Dictionary',
		[
			['column', 28],
			['type', 10],
			['unit', 16],
			['definition', 90],
			['values', 60]
		],
		columns.map(({ name, type, unit, definition, values }) => [
			name,
			type,
			unit,
			definition,
			values?.join(', ') ?? null
		])
	);

const citation = ({
	title,
	sentence,
	parameters,
	release,
	on,
	retrieved_at,
	rows,
	address,
	citation: { text, bibtex },
	terms,
	notes
}: Description) =>
	sheet(
		'Citation',
		[
			['what', 24],
			['value', 120]
		],
		[
			['Title', title],
			['Filters in words', sentence],
			...Object.entries(parameters).map(([key, value]): Row => [`Filter ${key}`, value]),
			['Rows', rows],
			['Release', release.id],
			['Release published', release.published_at],
			['Data through', release.data_through],
			['Built from commit', release.commit],
			['Computed for the day', on],
			['Retrieved', retrieved_at],
			['Address', address],
			['Citation', text],
			['BibTeX', bibtex],
			['Terms', terms],
			...notes.map((note): Row => ['Note', note])
		]
	);

const sources = ({ sources }: Description) =>
	sheet(
		'Sources of the rows',
		[
			['source_id', 28],
			['title', 60],
			['publisher', 28],
			['url', 60],
			['tier', 12],
			['licence', 32],
			['attribution', 60],
			['rows', 10]
		],
		sources.map(({ source_id, title, publisher, url, tier, licence, attribution, rows }) => [
			source_id,
			title,
			publisher,
			url,
			tier,
			licence,
			attribution,
			rows
		])
	);
