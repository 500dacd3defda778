import { collections } from '#lib/domain/collections/index.ts';
import { placeOf, typesOf, type Stored } from '#lib/domain/collections/stored.ts';
import { FILTER_KEYS, type FilterKey, type FilterName } from '#lib/domain/filter/keys.ts';
import { metaOf } from '#lib/domain/schema/column.ts';
import { tables } from '#lib/domain/tables/index.ts';

/** Where the values of an open filter come from: one row a collection and key. */
interface FilterSource {
	collection: string;
	key: string;
	from: string;
	column: string;
	/** SQL for the value in words; null where it has none. */
	label: string;
}

type At = Pick<FilterSource, 'from' | 'column'> & { label?: string };

const ASKED = 'questions q JOIN polls p USING (poll_id)';
const OF_TREND = {
	...Object.fromEntries(
		['wording_group', 'pool', 'option', 'subgroup', 'population'].map((key) => [
			key,
			{ from: 'trends t', column: `t.${key}` }
		])
	),
	dataset: { from: 'trends t', column: 't.from_dataset' }
};
const PROJECTS = '(SELECT DISTINCT project_id, developer, dataset FROM projects) j';

/** Filters whose values are counted elsewhere than in the list's own rows. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, At>>>> = {
	polls: Object.fromEntries(
		['topic', 'proximity', 'wording_group', 'item'].map((key) => [
			key,
			{ from: ASKED, column: `q.${key}` }
		])
	),
	readings: {
		pool: { from: 'readings r JOIN pools o USING (wording_group)', column: 'o.pool' }
	},
	trends: OF_TREND,
	'trend-polls': OF_TREND,
	houses: {
		...OF_TREND,
		house: { from: "(SELECT name FROM trend_effects WHERE factor = 'house') e", column: 'e.name' }
	},
	projects: {
		developer: { from: PROJECTS, column: 'j.developer' },
		dataset: { from: PROJECTS, column: 'j.dataset' }
	},
	'model-prices': {
		model: { from: 'model_prices m', column: 'm.model', label: 'm.model_name' }
	}
};

/** Filters that take any value of a form. */
const FREE: ReadonlySet<FilterName> = new Set(['region', 'since', 'record', 'vintage']);

const isOpen = (key: FilterName): boolean => {
	const { shape, values }: FilterKey = FILTER_KEYS[key];
	return (shape === 'list' || shape === 'one') && values === undefined && !FREE.has(key);
};

/** A table with those that lead to it from the first of a list. */
function tablesTo(list: Stored, alias: string): string {
	const one = list.from[alias];
	if (one === undefined || typeof one === 'string') return `${one ?? ''} ${alias}`;
	const [key = ''] = tables[one.table].key;
	const before = tablesTo(list, one.on.slice(0, one.on.indexOf('.')));
	return `${before} JOIN ${one.table} ${alias} ON ${alias}.${key} = ${one.on}`;
}

/** The column of a list's own rows that a filter compares with; null where they have none. */
function inRows(list: Stored, compared: string): At | null {
	const column = placeOf(list, compared);
	return column === null
		? null
		: { from: tablesTo(list, column.slice(0, column.indexOf('.'))), column };
}

function sourceOf(list: Stored, key: FilterName): FilterSource[] {
	const { column: compared = key, named }: FilterKey = FILTER_KEYS[key];
	const at = ELSEWHERE[list.name]?.[key] ?? inRows(list, compared);
	if (at === null) return [];
	const { from, column } = at;
	const type = typesOf(list)[compared];
	const kind = (type === undefined ? undefined : metaOf(type).vocabulary) ?? key;
	const label = named
		? `(SELECT x.${named[1]} FROM ${named[0]} x WHERE x.${tables[named[0]].key[0]} = ${column})`
		: `(SELECT v.label FROM vocabulary v WHERE v.kind = '${kind}' AND v.value = ${column})`;
	return [{ label, ...at, collection: list.name, key, from, column }];
}

/** Every open filter of every collection. */
export const FILTER_SOURCES: readonly FilterSource[] = Object.values<Stored>(collections).flatMap(
	(list) => list.filters.filter(isOpen).flatMap((key) => sourceOf(list, key))
);
