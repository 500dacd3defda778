/** Files that hold every table, by their path below the API's base. */
export const EVERYTHING = {
	'/everything-csv.zip': {
		title: 'Every table as CSV',
		description:
			'One zip: a CSV of each table, its data package (columns, units, how the tables join, a hash of each file), a read-me, a citation and the terms of every source.',
		mediaType: 'application/zip'
	},
	'/everything-parquet.zip': {
		title: 'Every table as Parquet',
		description: 'One zip: a Parquet file of each table, with the same data package.',
		mediaType: 'application/zip'
	},
	'/everything.sqlite': {
		title: 'The release as SQLite',
		description:
			'The file that this server answers from; where the terms of a source forbid passing its figures on, a database of the tables of the CSV files instead, those cells emptied. X-Groundswell-Sha256 is the hash that the log of releases holds.',
		mediaType: 'application/vnd.sqlite3'
	}
} as const;
export type EverythingPath = keyof typeof EVERYTHING;

/** Whether a path asks for all tables in one file. */
export const isEverything = (path: string): path is EverythingPath =>
	Object.hasOwn(EVERYTHING, path);
