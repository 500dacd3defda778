import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addressKey } from '#lib/domain/text/address-key.ts';
import type { Tier } from '#lib/domain/closed.ts';
import { writeHistory } from './history/history.ts';
import { EMBEDDED } from './read/inputs.ts';
import { listFolder } from './read/list-folder.ts';
import { UsageError } from './usage-error.ts';

/** A document that somebody opened and that states what a record says. */
export interface Check {
	record_id: string;
	url: string;
	tier: Exclude<Tier, 'aggregator' | 'own'>;
	publisher?: string;
	title?: string;
	/** Date of the document, YYYY, YYYY-MM or YYYY-MM-DD. */
	published?: string;
}

type Row = Record<string, string>;

const SOURCES = 'sources/verified.csv';
const CITATIONS = 'citations/verified.csv';
const HEADS = {
	[SOURCES]: [
		'source_id',
		'title',
		'publisher',
		'url',
		'published',
		'tier',
		'licence',
		'attribution',
		'seen_url',
		'redistribute'
	],
	[CITATIONS]: ['record_kind', 'record_id', 'source_id']
};

const rowsOf = (path: string): Row[] =>
	existsSync(path) ? parse<Row>(readFileSync(path, 'utf8'), { columns: true, bom: true }) : [];

/** Rows of a table of a folder, from all of its files. */
const rowsIn = (folder: string, table: string): Row[] =>
	listFolder({ dataset: EMBEDDED, path: folder })
		.tables.filter((file) => file.table === table)
		.flatMap(({ relative }) => rowsOf(join(folder, relative)));

/**
 * Writes down a check: the document as a source, unless it is one already, a citation of it, and the history of both.
 * @param today YYYY-MM-DD, in UTC
 * @returns the source, and whether it was known
 * @throws UsageError where the record, the address or its publisher is not known, or where it is cited already
 */
export function writeCheck(
	folder: string,
	check: Check,
	today: string
): { source_id: string; isNew: boolean } {
	const { record_id, url, tier } = check;
	const found = (['action', 'poll'] as const)
		.map((kind) => ({
			kind,
			record: rowsIn(folder, `${kind}s`).find((row) => row[`${kind}_id`] === record_id)
		}))
		.find(({ record }) => record !== undefined);
	if (!found?.record) throw new UsageError(`${record_id}: no such action or poll in ${folder}`);
	const { kind: record_kind, record } = found;
	const key = addressKey(url);
	if (key === null) throw new UsageError(`--url ${url}: expected the address of a document`);
	const known = rowsIn(folder, 'sources').find((row) => addressKey(row['url'] ?? '') === key);
	const source_id = known?.['source_id'] ?? idOf(url);
	const isCited = rowsIn(folder, 'citations').some(
		(row) => row['record_id'] === record_id && row['source_id'] === source_id
	);
	if (isCited || record['source_id'] === source_id)
		throw new UsageError(`${record_id}: ${source_id} (${url}) is a source of it already`);
	if (known && known['tier'] !== tier)
		throw new UsageError(
			`--tier ${tier}: ${source_id} is on record with this address as ${known['tier'] ?? ''}; correct its row first if that is wrong`
		);
	if (!known)
		add(folder, SOURCES, {
			source_id,
			title: check.title ?? record['summary'] ?? record['house'] ?? record_id,
			publisher: check.publisher ?? new URL(url).hostname.replace(/^www\./, ''),
			url,
			published: check.published ?? '',
			tier
		});
	add(folder, CITATIONS, { record_kind, record_id, source_id });
	writeHistory(folder, today);
	return { source_id, isNew: !known };
}

/** An id that the same address always has. */
function idOf(url: string): string {
	const host = new URL(url).hostname.replace(/^www\./, '').replace(/[^a-z0-9]+/g, '-');
	return `vf-${host}-${createHash('sha256').update(url).digest('hex').slice(0, 8)}`;
}

/** Adds a row to a file, which keeps the order of its ids. */
function add(folder: string, file: keyof typeof HEADS, row: Row): void {
	const path = join(folder, file);
	const columns = HEADS[file];
	const keyOf = (one: Row) =>
		columns
			.slice(0, file === SOURCES ? 1 : 3)
			.map((name) => one[name] ?? '')
			.join('|');
	const rows = [...rowsOf(path), row].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, stringify(rows, { header: true, columns }));
}
