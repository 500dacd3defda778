import { keepMoment, momentIn } from '#lib/domain/filter/link/moment.ts';
import { error, type RequestEvent } from '@sveltejs/kit';
import { counted, formatNumber } from '#lib/domain/text/format.ts';
import { newestDate, publisherNames } from '#lib/domain/text/source-line.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import type { TableColumn } from '#lib/figures/columns/table-column.ts';
import { LOOK_KEYS, refuseScheme } from './resolve.ts';
import { TABLES, type AnyRow } from './embed-tables.ts';

/** A list as the API answers it, whichever it is. */
interface List {
	data: AnyRow[];
	page: { next: string | null; first: number; total: number };
	meta: { release: string; on: string; sentence: string };
}

/** Rows of an embed by default; a page of a list takes more. */
const ROWS = '25';

/** Most redirects to an explicit address. */
const STEPS = 2;

/** One cell in words, and where it leads. */
interface Cell {
	text: string;
	href: string | null;
}

/**
 * A table for pages of other sites: the rows of a list of the API for the query of the address.
 * @throws the page's errors: 404 for an unknown list, and what the API refuses
 */
export async function embeddedTable(
	{ fetch, url }: Pick<RequestEvent, 'fetch' | 'url'>,
	id: string
) {
	const entry = Object.hasOwn(TABLES, id) ? TABLES[id] : undefined;
	if (!entry)
		error(
			404,
			`There is no table "${id.slice(0, 60)}". There are: ${Object.keys(TABLES).join(', ')}`
		);
	refuseScheme(url.searchParams);
	const look: readonly string[] = LOOK_KEYS;
	const query = Object.fromEntries([...url.searchParams].filter(([key]) => !look.includes(key)));
	const { cursor: _cursor, limit, ...filters } = query;
	const { data, page, meta } = entry.isWhole
		? first(await listOf(fetch, apiAddress(`/api/v1/${id}.json`, filters)), limitOf(limit))
		: await listOf(fetch, apiAddress(`/api/v1/${id}`, { limit: ROWS, ...query }));
	const link = (address: string) =>
		address.startsWith('/') ? keepMoment(address, url.searchParams) : address;
	return {
		id,
		title: entry.title,
		measure: `${meta.sentence.replace(/\.$/, '')}: ${counted(page.total, 'row')}`,
		source: sourceIn(data, page.total),
		release: meta.release,
		on: meta.on,
		view: apiAddress(
			entry.page,
			entry.page === '/data' ? momentIn(new URLSearchParams(filters)) : filters
		),
		csv: apiAddress(`/api/v1/${id}.csv`, filters),
		query: filters,
		columns: entry.columns.map(({ key, title, numeric, named, lead }) => ({
			key,
			title,
			numeric: numeric === true,
			named: named === true,
			lead: lead === true
		})),
		rows: data.map((row) => entry.columns.map((column): Cell => cellOf(row, column, link))),
		page: {
			first: page.first,
			total: page.total,
			next: page.next === null ? null : nextPage(url, page.next)
		}
	};
}

export type EmbeddedTable = Awaited<ReturnType<typeof embeddedTable>>;

async function listOf(
	fetch: typeof globalThis.fetch,
	address: string,
	steps = STEPS
): Promise<List> {
	const answer = await fetch(address);
	const location = answer.headers.get('location');
	// Inside the server nobody follows a redirect to an explicit address but us.
	if (location !== null && steps > 0) return listOf(fetch, location, steps - 1);
	if (answer.ok) return (await answer.json()) as List;
	const problem = (await answer.json()) as { detail?: string };
	error(answer.status, problem.detail ?? `the API answered ${answer.status}`);
}

function cellOf(
	row: AnyRow,
	{ key, text, href }: TableColumn<AnyRow>,
	link: (address: string) => string
): Cell {
	const own = href?.(row) ?? (isSource(key) ? row['source_url'] : null);
	return {
		text: text?.(row) ?? '',
		href: typeof own === 'string' ? link(own) : null
	};
}

const isSource = (key: string) => key === 'tier' || key === 'source';

/** The first rows of a list that is answered whole. */
const first = (list: List, count: number): List => ({ ...list, data: list.data.slice(0, count) });

/** Most rows of an embed, as of a page of a list. */
const MOST = 1000;

function limitOf(limit: string | undefined): number {
	if (limit === undefined) return Number(ROWS);
	const count = Number(limit);
	if (/^\d{1,4}$/.test(limit) && count >= 1 && count <= MOST) return count;
	error(400, `limit "${limit.slice(0, 60)}": expected a whole number from 1 to ${MOST}`);
}

/** Publishers of the rows shown, of how many, and the newest date among them. */
function sourceIn(rows: readonly AnyRow[], total: number): string {
	const published = rows.flatMap(({ publisher }) =>
		typeof publisher === 'string' ? [{ publisher }] : []
	);
	if (published.length === 0) return '';
	const dates = rows.map(({ date }) => ({ date: typeof date === 'string' ? date : null }));
	const of = rows.length < total ? ` (the ${formatNumber(rows.length)} rows shown)` : '';
	return [`${publisherNames(published)}${of}`, newestDate(dates)]
		.filter((part) => part !== '')
		.join('; ');
}

function nextPage(url: URL, next: string): string {
	const params = new URLSearchParams(url.searchParams);
	params.set('cursor', new URL(next, url).searchParams.get('cursor') ?? '');
	return apiAddress(url.pathname, Object.fromEntries(params));
}
