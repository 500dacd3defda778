import { cheapestChart, gapChart, pricesChart } from '#lib/charts/kinds/prices.ts';
import { dollars, formatNumber, words } from '#lib/domain/text/format.ts';
import { isOld, oldOf } from '#lib/domain/history/outdated.ts';
import { heldOn, MEASURE_WORDS, pricesHeadline } from '#lib/domain/prices/prices.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { figureBase, type ChartFigure } from '../figure.ts';
import { valueSource } from '../indicators/indicators.ts';
import type { CostsData } from '#lib/server/api/views/prices/costs.ts';
import type { TiersData } from '#lib/server/api/views/prices/tiers.ts';

const FACTORS = 'log scale';
const withoutPage = ({ cursor: _cursor, limit: _limit, ...query }: Record<string, string>) => query;
const sourced = <Row extends { date: string | null }>(rows: readonly Row[]) =>
	rows.map((row) => ({ ...row, vintage: null, date_start: row.date }));

/** Prices of models as steps, with what could not be drawn. */
export function pricesOf(data: CostsData) {
	const { on } = data.table.meta;
	return pricesChart(data.drawn, data.measure, {
		title: pricesHeadline(data.drawn, data.measure, on),
		on
	});
}

/** Prices of models as steps. */
export function pricesFigure(data: CostsData, url: URL): ChartFigure | null {
	if (data.drawn.length === 0) return null;
	const { spec } = pricesOf(data);
	const { on } = data.table.meta;
	// A price that has ended is history: it cannot be outdated.
	const standing = data.drawn.filter((row) => heldOn(row, on));
	return {
		...figureBase(data.table.meta, url),
		id: 'model-prices',
		title: spec.title,
		measure: `US dollars per million tokens, ${MEASURE_WORDS[data.measure]}`,
		marks: `each step lasts until the price changed or ended · hollow: from a tracker only${spec.logarithmic ? ` · ${FACTORS}` : ''}`,
		source: valueSource(sourced(data.drawn), on, oldOf(standing, on, 'current prices')),
		csv: apiAddress('/api/v1/model-prices.csv', withoutPage(data.query)),
		drawing: { kind: 'chart', size: 'large', spec }
	};
}

/** The price of each class that stands today, dearest first, as a headline. */
export function cheapestTitle({ drawn, meta }: TiersData): string {
	const newest = drawn
		.filter(({ until }) => until === null)
		.toSorted((a, b) => (b.price ?? 0) - (a.price ?? 0));
	if (newest.length === 0) return 'No current price matches these filters';
	const prices = newest.map(
		(row) =>
			`${words(row.model_class)} ${row.price === null ? 'not seen' : dollars(row.price)}${isOld(row, meta.on) ? ' (outdated)' : ''}`
	);
	return `Cheapest known today: ${prices.join(', ')} per million tokens`;
}

/** Steps that hold today. */
const standingIn = <Row extends { until: string | null }>(rows: readonly Row[]) =>
	rows.filter(({ until }) => until === null);

/** The cheapest price of each class as steps. */
export function cheapestFigure(data: TiersData, url: URL): ChartFigure | null {
	if (data.drawn.length === 0) return null;
	const title = cheapestTitle(data);
	const spec = cheapestChart(data.drawn, { title, on: data.meta.on });
	return {
		...figureBase(data.meta, url),
		id: 'cheapest-prices',
		title,
		measure: `US dollars per million tokens, ${MEASURE_WORDS[data.measure]}`,
		marks: `each step lasts until a cheaper model came or this one ended or may have ended · hollow: from a tracker only${spec.logarithmic ? ` · ${FACTORS}` : ''}`,
		source: valueSource(
			sourced(data.drawn),
			data.meta.on,
			oldOf(standingIn(data.drawn), data.meta.on, 'current prices')
		),
		csv: apiAddress('/api/v1/cheapest-prices.csv', withoutPage(data.query)),
		drawing: { kind: 'chart', size: 'large', spec }
	};
}

/** What closed models cost against open ones, as steps. */
export function gapFigure(data: TiersData, url: URL): ChartFigure | null {
	if (data.gap.data.length === 0) return null;
	const latest = data.gap.data.find(
		({ model_class, until }) => model_class === 'frontier' && until === null
	);
	const title = latest?.ratio
		? `The cheapest closed frontier model lists at ${formatNumber(latest.ratio, 2)} times the price of the cheapest with open weights${isOld(latest, data.meta.on) ? ' (outdated)' : ''}`
		: 'Open and closed weights compared';
	const spec = gapChart(data.gap.data, { title, on: data.meta.on });
	return {
		...figureBase(data.meta, url),
		id: 'open-gap',
		title,
		measure: `Ratio of list prices, ${MEASURE_WORDS[data.measure]}`,
		marks: `above 1: the closed model costs more; below 1: the open one does${spec.logarithmic ? ` · ${FACTORS}` : ''}`,
		source: `Derived from the cheapest list prices of each class: ${valueSource(sourced(data.drawn), data.meta.on, oldOf(standingIn(data.gap.data), data.meta.on, 'current ratios'))}`,
		csv: apiAddress('/api/v1/open-gap.csv', withoutPage(data.gapQuery)),
		drawing: { kind: 'chart', size: 'large', spec }
	};
}
