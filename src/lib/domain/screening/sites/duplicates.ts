import { group } from 'd3-array';
import { counted } from '../../text/format.ts';
import type { Site } from './site.ts';

/** Groups of rows that are named; of more, their number is told. */
const MOST = 4;
/** Rows of a group that are named. */
const MOST_ROWS = 6;

/**
 * What to know about rows that say the same: their numbers, in the order of the list.
 * Letters in upper or lower case are the same; rows with the same coordinates under two names are told apart from
 * rows that are the same in every column.
 * @example duplicateNotes(sites) // ['Identical rows: 2 and 5 (Ashburn). Each row is screened and counted.']
 */
export function duplicateNotes(sites: readonly Site[]): string[] {
	const same = groupsOf(sites, ({ row, name, where, carried }) =>
		JSON.stringify([name === `Row ${row}` ? '' : name, where, carried]).toLowerCase()
	);
	const told = new Set(same.map((rows) => rows.map(({ row }) => row).join()));
	const together = groupsOf(sites, ({ where }) =>
		where.kind === 'point' ? `${where.point.lat},${where.point.lon}` : null
	).filter((rows) => !told.has(rows.map(({ row }) => row).join()));
	return [
		...(same.length > 0
			? [
					`Identical rows: ${listed(same, (rows) => ` (${rows[0]?.name ?? ''})`)}. Each row is screened and counted.`
				]
			: []),
		...(together.length > 0
			? [`Rows with the same coordinates: ${listed(together, () => '')}.`]
			: [])
	];
}

/** Sites of one key, where there are two or more. @param keyOf null for a site that is like no other */
function groupsOf(sites: readonly Site[], keyOf: (site: Site) => string | null): Site[][] {
	const groups = group(sites, keyOf);
	groups.delete(null);
	return [...groups.values()].filter(({ length }) => length > 1);
}

function listed(groups: readonly Site[][], after: (rows: readonly Site[]) => string): string {
	const named = groups.slice(0, MOST).map((rows) => `${rowsOf(rows)}${after(rows)}`);
	const left = groups.length - named.length;
	return [...named, ...(left > 0 ? [`and ${counted(left, 'more group')}`] : [])].join('; ');
}

/** Numbers of rows: `2, 5 and 9`. */
function rowsOf(rows: readonly Site[]): string {
	const numbers = rows.slice(0, MOST_ROWS).map(({ row }) => String(row));
	const left = rows.length - numbers.length;
	const last = left > 0 ? `${left} more` : (numbers.pop() ?? '');
	return `${numbers.join(', ')} and ${last}`;
}
