import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { LRUCache } from 'lru-cache';
import type { ComputedRow } from '#lib/domain/collections/computed.ts';
import type { Cells, RowChange } from '#lib/domain/changes/compared-tables.ts';
import {
	aboutOf,
	cellChanges,
	changeInWords,
	type Names
} from '#lib/domain/changes/change-words.ts';
import { utcDay } from '#lib/domain/dates.ts';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import { inputTables } from '#lib/domain/tables/index.ts';
import {
	compareReleases,
	regionsWithin,
	type TableChanges
} from '../../dataset/queries/records/changes.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { BASE, type Address, type Redirect } from '../api-address.ts';
import { defineComputed } from '../list/computed.ts';
import { foundRelease, type Call, type Moment } from '../request/moment.ts';
import { ProblemError } from '../request/problem.ts';
import type { Asked } from '../request/request.ts';

type Row = ComputedRow<'changes'>;

const PATH = '/changes';

/** What became of each row between two releases. */
export const changes = defineComputed({
	name: 'changes',
	words: 'actions',
	rows: (asked, moment) => {
		const { release, query } = asked;
		const since = query.filters.since?.[0];
		if (since === undefined)
			return {
				rows: [],
				notes: [
					`release ${release.id} is the first of those here: there is none before it to compare it with`
				]
			};
		const before = releaseOf(since, moment);
		const { rows, notes } = differenceOf(before, release);
		const published = new Map(moment.store.list().map((entry) => [entry.id, entry.published_at]));
		const named = ({ id }: OpenRelease) => {
			const at = published.get(id);
			return at === undefined ? id : `${id} (${utcDay(new Date(at))})`;
		};
		return {
			rows: rows.filter(matching(asked)),
			notes: [`from release ${named(before)} to ${named(release)}`, ...notes]
		};
	}
});

/**
 * The same question with the release before said, so that the answer is good for as long as both are here; null
 * where it is said, or where there is none before.
 */
export function comparedWith({ path, format, params }: Address, call: Call): Redirect | null {
	if (path !== PATH || params.has('since')) return null;
	const before = call.moment.store.before(call.basis().release.id);
	if (before === null) return null;
	const explicit = new URLSearchParams(params);
	explicit.set('since', before);
	const extension =
		format === 'page' ? '' : format === 'metadata' ? '.metadata.json' : `.${format}`;
	return {
		kind: 'redirect',
		status: 303,
		location: `${BASE}${PATH}${extension}?${canonical(explicit)}`
	};
}

/** @throws ProblemError 404 for a release that never was here, 410 for one that was pruned */
function releaseOf(id: string, { store }: Moment): OpenRelease {
	const release = foundRelease(() => store.byId(id));
	if (release) return release;
	throw new ProblemError(
		404,
		`since "${id}": this release is not here; /api/v1/releases lists those that are`
	);
}

function matching({ release, query }: Asked): (row: Row) => boolean {
	const { filters, regions, scope } = query;
	const inside =
		regions === null
			? null
			: scope === 'exact'
				? new Set(regions)
				: regionsWithin(release, regions);
	const fits = (wanted: readonly string[] | undefined, value: string) =>
		wanted === undefined || wanted.includes(value);
	return (row) =>
		fits(filters.record_table, row.record_table) &&
		fits(filters.change, row.change) &&
		fits(filters.dataset, row.dataset) &&
		(inside === null || (row.region !== null && inside.has(row.region)));
}

interface Difference {
	rows: Row[];
	notes: string[];
}

/** Pairs of releases whose difference is kept: pages, counts and files of one ask for it again and again. */
const PAIRS = 3;
const differences = new LRUCache<string, Difference>({ max: PAIRS });

function differenceOf(before: OpenRelease, after: OpenRelease): Difference {
	const pair = `${before.path} ${after.path}`;
	const known = differences.get(pair);
	if (known) return known;
	const made = compareReleases(before.path, after.path, (tables, names) => ({
		rows: tables.flatMap(({ rows, columns }) => rows.map((row) => rowOf(row, columns, names))),
		notes: tables.flatMap(notesOf)
	}));
	differences.set(pair, made);
	return made;
}

function rowOf(changed: RowChange, columns: readonly string[], names: Names): Row {
	const { table, change, before, after } = changed;
	const cells = after ?? before;
	const { record, region, date } = aboutOf(table, cells, names);
	const id = inputTables[table].key.map((column) => textOf(cells, column)).join('|');
	return {
		region,
		region_name: region === null ? null : (names.region(region) ?? region),
		date,
		record_table: table,
		change,
		record,
		words: changeInWords(changed, columns),
		columns:
			change === 'changed'
				? cellChanges(before, after, columns)
						.map(({ column }) => column)
						.join(LIST_SEPARATOR)
				: null,
		dataset: textOf(cells, 'dataset'),
		record_id: id,
		change_id: `${table}|${textOf(cells, 'dataset')}|${id}`
	};
}

const textOf = (cells: Cells, column: string): string => {
	const value = cells[column];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

function notesOf({ table, apart }: TableChanges): string[] {
	if (apart === null) return [`${table} could not be compared: the releases know it by other keys`];
	return apart.length === 0
		? []
		: [`of ${table}, only one of the releases has ${apart.join(', ')}; not compared`];
}
