import { counted, inPlace } from '#lib/domain/text/format.ts';
import { monthsChart, monthsShadeWords } from '#lib/charts/kinds/months.ts';
import { seriesChart } from '#lib/charts/kinds/series.ts';
import type { ChartSpec } from '#lib/charts/spec.ts';
import { trendChart } from '#lib/charts/kinds/trend.ts';
import { sourceLine, tierCounts } from '#lib/domain/text/source-line.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { countSource } from '../actions/actions.ts';
import { figureBase, type ChartFigure } from '../figure.ts';
import { outdatedOf, outdatedWords, valueSource } from '../indicators/indicators.ts';
import { oppositionQuery } from './overview.ts';
import type { StoryData } from '#lib/server/api/views/regions/story.ts';
import { dayMs } from '#lib/domain/dates.ts';

const STARTS = '2023-01-01';
const SMALL = 'small' as const;
const PLAIN = new Set<string>();

/** A chart over the days that all charts of the story share. */
function shared(spec: ChartSpec, on: string) {
	const x = { min: dayMs(STARTS), max: dayMs(on) };
	return { kind: 'chart' as const, size: SMALL, spec: { ...spec, x, aligned: true as const } };
}

/** Opposition as polled. */
export function storyOpposition(data: StoryData, url: URL): ChartFigure | null {
	const { headline, readings, region, region_name } = data.overview;
	if (!headline) return null;
	const title = headline.wording_group_label;
	return {
		...figureBase(data.meta, url),
		id: 'story-opposition',
		title,
		measure: `Percent of each poll’s sample, ${headline.region_name}${headline.region === region ? '' : ` (no ${region_name} poll yet)`}; a line joins polls that asked the same question`,
		source: sourceLine(readings, counted(readings.length, 'poll result'), tierCounts(readings)),
		csv: apiAddress('/api/v1/readings.csv', oppositionQuery(data.overview)),
		drawing: shared(trendChart(readings, { title, item: headline.item }), data.meta.on)
	};
}

/** Restrictive and permissive actions by month. */
export function storyActions(data: StoryData, url: URL): ChartFigure | null {
	if (data.months.length === 0) return null;
	const title = 'Restrictive actions per month';
	const watched = { coverage: data.coverage, on: data.meta.on };
	return {
		...figureBase(data.meta, url),
		id: 'story-actions',
		title,
		measure: `Actions per month${inPlace(data.overview.region_name)}: restrictive above the line, permissive below; filled: verified`,
		marks: monthsShadeWords(data.months, watched),
		source: countSource(data.months, data.confirmed, data.overview.latest, data.coverage),
		csv: apiAddress('/api/v1/actions-by-month.csv', data.queries.actions),
		drawing: shared(monthsChart(data.months, title, data.confirmed, watched), data.meta.on)
	};
}

/** The residential price of electricity. */
export function storyPrice(data: StoryData, url: URL): ChartFigure | null {
	if (data.price.length === 0) return null;
	const name = data.price[0]?.region_name ?? '';
	const own = data.overview.region_name;
	const title = 'Residential electricity price';
	return {
		...figureBase(data.meta, url),
		id: 'story-price',
		title,
		measure: `Cents per kWh, monthly, ${name}${name === own ? '' : ` (no monthly price of ${own} found)`}`,
		source: valueSource(
			data.price,
			data.meta.on,
			outdatedWords(data.price, outdatedOf(data.latest))
		),
		csv: apiAddress('/api/v1/observations.csv', data.queries.price),
		drawing: shared(
			seriesChart(data.price, title, { on: data.meta.on, irregular: PLAIN }),
			data.meta.on
		)
	};
}

/** Capital spending of four companies. */
export function storySpending(data: StoryData, url: URL): ChartFigure | null {
	if (data.capex.length === 0) return null;
	const title = 'Capital spending by quarter';
	return {
		...figureBase(data.meta, url),
		id: 'story-spending',
		title,
		measure: 'US dollars by quarter, cash basis, without finance leases; worldwide',
		source: valueSource(
			data.capex,
			data.meta.on,
			outdatedWords(data.capex, outdatedOf(data.latest))
		),
		csv: apiAddress('/api/v1/observations.csv', data.queries.capex),
		drawing: shared(
			seriesChart(data.capex, title, { on: data.meta.on, irregular: PLAIN }),
			data.meta.on
		)
	};
}
