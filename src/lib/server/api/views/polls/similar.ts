import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { wavesOf } from '#lib/charts/kinds/reading-points.ts';
import type { Method } from '#lib/charts/methods.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { LEAST_POLLSTERS, type Average } from '#lib/domain/polls/estimate.ts';
import type { Stated } from '../stated.ts';
import { bodyOf, type Api } from '../view-tools.ts';
import { poolOf, type Summary } from './estimate-days.ts';

/** Whether an address gives one value for a key. */
export const isOne = (url: URL, key: string) => {
	const value = url.searchParams.get(key);
	return value !== null && value !== '' && !value.includes(LIST_SEPARATOR);
};

/** Keys beside several questions that leave their estimate as it is. */
const BESIDE_SEVERAL = ['topic', 'proximity'];
/** Keys of an estimate that make it one of a part. */
const OF_PART = ['option', 'stance', 'population', 'followed', 'from', 'to', 'pool'];

/** Whether an address asks for all polls of several questions. */
export const areSeveral = (url: URL, extra: readonly string[]) =>
	!isOne(url, 'wording_group') &&
	extra.every((key) => BESIDE_SEVERAL.includes(key)) &&
	OF_PART.every((key) => !url.searchParams.has(key));

/** The pool of the question that polls ask most often, and whether all they ask is part of it; null without an estimate. */
export async function similarTo(
	api: Api,
	stated: Stated,
	frame: Record<string, string>,
	rows: readonly CollectionRow<'readings'>[]
): Promise<{ pool: string; summary: Summary; areAll: boolean } | null> {
	const main = wavesOf(rows)[0]?.[0] ?? rows.at(-1);
	if (!main || rows.some(({ subgroup }) => subgroup !== 'all')) return null;
	const found = await poolOf(api, stated, { ...frame, region: main.region }, main.wording_group);
	if (found === null) return null;
	const members = await bodyOf(
		api.readings.groups.$get({ query: { ...frame, pool: found.pool, subgroup: 'all' } })
	);
	const groups = new Set(members.data.map(({ wording_group }) => wording_group));
	return { ...found, areAll: rows.every(({ wording_group }) => groups.has(wording_group)) };
}

/** The newest day on which an average has pollsters enough. @param days oldest first */
export function averageOf(
	method: Method,
	days: readonly CollectionRow<'trends'>[]
): Average | null {
	if (method !== 'simple' && method !== 'weighted') return null;
	const last = days.findLast(({ houses }) => houses >= LEAST_POLLSTERS);
	if (!last) return null;
	const { region, region_name, wording_label: label, date: day, estimate, polls, houses } = last;
	return { method, region, region_name, label, day, estimate, polls, pollsters: houses };
}
