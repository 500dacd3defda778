import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { bodyOf, type Answer, type Api } from '../view-tools.ts';
import type { ComputedRow } from '#lib/domain/collections/computed.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';

export type Series = CollectionRow<'series'>;

/** The newest value of a series in a region. */
export type Latest = Answer<Api['observations']['latest']['$get']>['data'][number];

/** A value as a page shows it: an observation, or what a transform made of one. */
export type Shown = Observation &
	Partial<Pick<ComputedRow<'transformed'>, 'transform' | 'level' | 'level_unit' | 'base_date'>>;

/** A region around the one asked for. */
export interface Around {
	region: string;
	region_name: string;
}

/** Most rows of one answer. */
export const ROWS = 1000;

/** Choices of data without the reach of a region, which not every answer takes. */
export const withoutScope = ({ scope: _, ...rest }: Record<string, string>) => rest;

/** The definitions of series; asking for one that is unknown is the API's error to tell. */
export async function seriesOf(
	api: Api,
	ids: readonly string[],
	{ scope: _, ...context }: Record<string, string>
): Promise<Series[]> {
	if (ids.length === 0) return [];
	const { data } = await bodyOf(
		api.series.$get({
			query: { ...context, series: ids.join(LIST_SEPARATOR), limit: String(ROWS) }
		})
	);
	return data.toSorted((a, b) => ids.indexOf(a.series_id) - ids.indexOf(b.series_id));
}

/** The regions around a region, nearest first. */
export async function regionsAround(
	api: Api,
	code: string,
	{ scope: _, dataset: __, ...context }: Record<string, string>
): Promise<Around[]> {
	const around: Around[] = [];
	let next: string | null = code.split(LIST_SEPARATOR)[0] ?? null;
	while (next !== null && next !== 'all') {
		const { data }: { data: CollectionRow<'regions'>[] } = await bodyOf(
			api.regions.$get({ query: { ...context, region: next, scope: 'exact' } })
		);
		const [found] = data;
		if (found && found.region !== code) around.push(found);
		next = found?.parent ?? null;
	}
	return around.map(({ region, region_name }) => ({ region, region_name }));
}
