import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { group } from 'd3-array';
import { bodyOf, type Api } from '../view-tools.ts';
import { isAmerican } from '#lib/domain/regions/region-codes.ts';
import type { Stated } from '../stated.ts';
import { ROWS, seriesOf, type Latest } from './series.ts';
import type { IndicatorPage } from './indicator-page.ts';

/** Series of wider areas for categories the region has none of: of the grid area and the nation, or of the world. */
export async function withAround(
	api: Api,
	available: readonly Latest[],
	region: string,
	{
		page,
		context,
		stated
	}: { page: IndicatorPage; context: Record<string, string>; stated: Stated }
): Promise<Latest[]> {
	const grid = stated.grid(region);
	const wider = isAmerican(region) ? [...(grid ? [grid] : []), 'US', 'WLD'] : ['WLD'];
	const known = new Set(available.map(({ category }) => category));
	const missing = page.categories.filter((category) => !known.has(category));
	if (missing.length === 0) return [...available];
	const { data } = await bodyOf(
		api.observations.latest.$get({
			query: {
				...context,
				region: wider.join(LIST_SEPARATOR),
				category: missing.join(LIST_SEPARATOR)
			}
		})
	);
	const nearest = (category: string) =>
		wider.find((one) => data.some((row) => row.region === one && row.category === category));
	return [...available, ...data.filter((row) => row.region === nearest(row.category))];
}

/** One series a category, with its values: what the region has of those preferred, else the one with most. */
export async function categoriesOf(
	api: Api,
	available: readonly Latest[],
	context: Record<string, string>,
	stated: Stated
) {
	const preferred = stated.series('small_chart');
	const chosenOnes = [...group(available, ({ category }) => category)].flatMap(([, rows]) => {
		const liked = preferred.flatMap((id) => rows.find(({ series_id }) => series_id === id) ?? []);
		const most = rows.reduce((best, row) => (row.observations > best.observations ? row : best));
		const count = new Set(rows.map(({ series_id }) => series_id)).size;
		return [{ latest: liked[0] ?? most, count }];
	});
	if (chosenOnes.length === 0) return [];
	const series = await seriesOf(
		api,
		chosenOnes.map(({ latest }) => latest.series_id),
		context
	);
	const { data } = await bodyOf(
		api.observations.$get({
			query: {
				...context,
				series: chosenOnes.map(({ latest }) => latest.series_id).join(LIST_SEPARATOR),
				region: [...new Set(chosenOnes.map(({ latest }) => latest.region))].join(LIST_SEPARATOR),
				limit: String(ROWS)
			}
		})
	);
	return chosenOnes.map(({ latest, count }) => ({
		latest,
		count,
		irregular: series.some(
			({ series_id, frequency }) => series_id === latest.series_id && frequency === 'irregular'
		),
		rows: data.filter(
			({ series_id, region }) => series_id === latest.series_id && region === latest.region
		)
	}));
}

/** What stands for a category in the small charts. */
export type CategoryView = Awaited<ReturnType<typeof categoriesOf>>[number];
