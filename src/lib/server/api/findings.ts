import { createRoute, z } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { observationsCollection } from '#lib/domain/collections/indicators.ts';
import { modelPricesCollection } from '#lib/domain/collections/prices.ts';
import { TIERS } from '#lib/domain/closed.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import {
	CAPACITY_PRICE,
	CAPEX_CASH,
	DATA_CENTER_DEMAND,
	DATA_CENTER_FORECASTS,
	PRICE_GROUPS,
	RESIDENTIAL_PRICE,
	TIER_ORDER
} from '#lib/domain/headline.ts';
import { capexFinding, cheapestFinding, gapFinding } from '#lib/domain/cost-findings.ts';
import {
	capacityFinding,
	demandFinding,
	forecastFinding,
	groupsFinding,
	priceFinding
} from '#lib/domain/energy-findings.ts';
import { PRICE_SPANS, rankOf, yearsBefore, type IndicatorFinding } from '#lib/domain/evidence.ts';
import { linesOf, newestOf, type Observation } from '#lib/domain/indicators.ts';
import { byClass, cheapestOn, openGapOn } from '#lib/domain/price-statistics.ts';
import { MEASURE_WORDS } from '#lib/domain/prices.ts';
import { CUSTOMERS, PRICE_INDEX } from '../dataset/queries/denominators.ts';
import { queries } from '../dataset/queries/index.ts';
import { all, dataControls, PROBLEMS } from './collection.ts';
import { defineComputed } from './computed.ts';
import { metaOfAnswer, metaSchema } from './envelope.ts';
import { pricesOf } from './model-price-stats.ts';
import { ask, type Asked, type Moment } from './request.ts';
import { labelsOf } from './vocabulary.ts';

const evidenceSchema = z
	.object({
		label: z.string(),
		value: z.number(),
		unit: z.string(),
		date: z.string(),
		kind: z.string(),
		record: z.string().openapi({ description: 'Id of the observation or model price' }),
		publisher: z.string(),
		source_url: z.string().nullable(),
		tier: z.enum(TIERS),
		independent_sources: z.int()
	})
	.openapi('Evidence');

const findingSchema = z
	.object({
		id: z.string(),
		headline: z.string(),
		sentence: z.string(),
		evidence: z.array(evidenceSchema),
		series: z.array(z.string()),
		region: z.string()
	})
	.openapi('Finding');

const termSchema = z.object({
	available: z.boolean(),
	because: z.string().openapi({ description: 'What is missing, or what makes it possible' })
});

/** An answer takes a region and the choice of data, no other filter. */
const COLLECTION = {
	...observationsCollection,
	filters: ['region', 'dataset']
} as unknown as Collection;

export const findingsRoute = createRoute({
	method: 'get',
	path: '/findings' as const,
	summary: 'Findings',
	description:
		'What the data says about energy in a region and about the cost of AI, in sentences computed from the figures listed with each; none is written by hand.',
	request: {
		query: z.object({
			region: z.string().optional().openapi({ description: 'A region; US unless told' }),
			dataset: z
				.string()
				.optional()
				.openapi({ description: 'Datasets to look at, joined with ~; all unless told' }),
			...dataControls
		})
	},
	responses: {
		200: {
			description: 'Findings by subject; a finding the data does not support is not there',
			content: {
				'application/json': {
					schema: z.object({
						data: z.object({
							energy: z.array(findingSchema),
							costs: z.array(findingSchema),
							terms: z.object({ real: termSchema, per_customer: termSchema })
						}),
						meta: metaSchema
					})
				}
			}
		},
		...PROBLEMS
	}
});

/** Observations of series, in any region unless told; no row where a series is not in the release. */
function observations(asked: Asked, series: readonly string[], regions: string[] | null) {
	const query: Query = {
		...ANY_QUERY,
		filters: {
			series: [...series],
			...(asked.query.filters.dataset ? { dataset: asked.query.filters.dataset } : {})
		},
		regions,
		scope: 'exact',
		sort: { column: 'date', descending: false }
	};
	return all<Observation>(asked, queries.observations.rows(asked.release.kysely, query));
}

/** The region and those around it, nearest first, the world last. */
function around({ release }: Asked, region: string): string[] {
	const up = release
		.prepare(
			`WITH RECURSIVE up(region, step) AS (
				SELECT ?, 0 UNION ALL
				SELECT r.parent, step + 1 FROM up JOIN regions r ON r.region = up.region WHERE r.parent IS NOT NULL
			) SELECT region FROM up ORDER BY step`
		)
		.pluck()
		.all(region) as string[];
	return [...new Set([...up, 'WLD'])];
}

/** The first of several series, and of the regions around, that has a value. */
function nearest(asked: Asked, series: readonly string[], regions: readonly string[]) {
	const rows = observations(asked, series, [...regions]);
	for (const region of regions)
		for (const id of series) {
			const own = rows.filter((row) => row.region === region && row.series_id === id);
			if (own.some(({ estimate }) => estimate !== 'projection')) return own;
		}
	return [];
}

const isAmerican = (region: string) =>
	region === 'US' || region.startsWith('US-') || region === 'PJM';

function energyFindings(asked: Asked, region: string): (IndicatorFinding | null)[] {
	const { on } = asked;
	const regions = around(asked, region);
	const prices = observations(asked, RESIDENTIAL_PRICE, null);
	const priced = regions.find((one) => prices.some((row) => row.region === one));
	const demand = nearest(asked, DATA_CENTER_DEMAND, regions);
	const forecasts = observations(asked, DATA_CENTER_FORECASTS, [...regions]);
	const forecast = regions.find((one) =>
		forecasts.some((row) => row.region === one && row.estimate === 'projection')
	);
	const groups = PRICE_GROUPS.map(({ where, many, without }) => ({
		where,
		many: observations(asked, [many], null),
		without: observations(asked, [without], null)
	}));
	return [
		priced === undefined ? null : priceFinding(prices, priced, on),
		isAmerican(region) ? groupsFinding(groups, on) : null,
		demandFinding(demand, on),
		forecast === undefined
			? null
			: forecastFinding(forecasts.filter((row) => row.region === forecast)),
		isAmerican(region) ? capacityFinding(observations(asked, CAPACITY_PRICE, null)) : null
	];
}

function costFindings(asked: Asked): (IndicatorFinding | null)[] {
	const { on } = asked;
	const prices = pricesOf(asked);
	const classes = byClass(prices);
	const labelOf = labelsOf(asked.release, modelPricesCollection as unknown as Collection);
	const label = (one: string) => labelOf('model_class', one);
	const cheapest = TIER_ORDER.flatMap((one) => {
		const found = cheapestOn(classes.get(one) ?? [], 'blended', on);
		return found ? [{ label: label(one), cheapest: found }] : [];
	});
	const [top] = TIER_ORDER;
	return [
		capexFinding(observations(asked, CAPEX_CASH, null), on),
		cheapestFinding(cheapest, MEASURE_WORDS.blended, on),
		gapFinding(openGapOn(classes.get(top) ?? [], 'blended', on), label(top))
	];
}

const isFinding = (finding: IndicatorFinding | null): finding is IndicatorFinding =>
	finding !== null;

/** Whether the release holds what real terms and values per customer need. */
function termsOf(asked: Asked) {
	const has = (series: string) => observations(asked, [series], null).length > 0;
	const real = has(PRICE_INDEX);
	const customers = asked.release
		.prepare('SELECT 1 FROM observations WHERE series_id >= ? AND series_id < ? LIMIT 1')
		.get(CUSTOMERS, `${CUSTOMERS}~`);
	return {
		real: {
			available: real,
			because: real
				? 'In prices of the newest month of the US consumer price index.'
				: 'No real terms: this release holds no consumer price index. Refreshing the upstream fred brings one.'
		},
		per_customer: {
			available: customers !== undefined,
			because: customers
				? 'Electricity sold by the number of customers of the same region and period.'
				: 'No values per customer: this release holds no number of customers to divide by. Refreshing the upstream eia brings one.'
		}
	};
}

/** What the data says, for a region. */
export function findings(url: URL, moment: Moment) {
	const asked = ask(COLLECTION, url.searchParams, moment, 'record');
	const region = asked.query.regions?.[0] ?? 'US';
	return {
		data: {
			energy: energyFindings(asked, region).filter(isFinding),
			costs: costFindings(asked).filter(isFinding),
			terms: termsOf(asked)
		},
		meta: metaOfAnswer(asked)
	};
}

export const statePrices = defineComputed({
	name: 'state-prices',
	words: 'observations',
	rows: (asked) => {
		const lines = linesOf(
			observations(asked, RESIDENTIAL_PRICE, null).filter(({ region }) =>
				/^US-[A-Z]{2}$/.test(region)
			)
		);
		const newest = lines.flatMap((line) => {
			const now = newestOf(line, asked.on);
			return now ? [{ line, now }] : [];
		});
		const percent = (line: (typeof lines)[number], now: Observation, years: number) => {
			const before = yearsBefore(line, now, years);
			return before && before.value > 0 ? (now.value / before.value - 1) * 100 : null;
		};
		const [one, five, ten] = PRICE_SPANS;
		const rows = newest.flatMap(({ line, now }) => {
			const alike = newest.map((other) => other.now).filter(({ date }) => date === now.date);
			const place = rankOf(now.region, alike);
			if (place === null) return [];
			return [
				{
					region: now.region,
					region_name: now.region_name,
					date: now.date,
					value: now.value,
					unit: now.unit,
					change_1_year: percent(line, now, one),
					change_5_years: percent(line, now, five),
					change_10_years: percent(line, now, ten),
					rank: place.rank,
					ranked: place.of,
					observation_id: now.observation_id,
					source_id: now.source_id,
					source_title: now.source_title,
					source_url: now.source_url,
					publisher: now.publisher,
					tier: now.tier,
					independent_sources: now.independent_sources
				}
			];
		});
		return { rows, notes: [] };
	}
});
