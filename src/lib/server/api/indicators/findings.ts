import { createRoute, z } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { observationsCollection } from '#lib/domain/collections/lists/indicators.ts';
import { modelPricesCollection } from '#lib/domain/collections/lists/prices.ts';
import { TIERS } from '#lib/domain/closed.ts';
import { isAmerican } from '#lib/domain/regions/region-codes.ts';
import type { SeriesRole } from '#lib/domain/indicators/series-roles.ts';
import { capexFinding, cheapestFinding, gapFinding } from '#lib/domain/indicators/cost-findings.ts';
import {
	capacityFinding,
	demandFinding,
	forecastFinding,
	groupsFinding,
	pipelineFinding,
	priceFinding
} from '#lib/domain/indicators/energy-findings.ts';
import type { IndicatorFinding } from '#lib/domain/text/evidence.ts';
import {
	byClass,
	comparable,
	cheapestOn,
	MODEL_CLASSES,
	openGapOn
} from '#lib/domain/prices/price-statistics.ts';
import { MEASURE_WORDS } from '#lib/domain/prices/prices.ts';
import { CUSTOMERS, PRICE_INDEX } from '#lib/domain/indicators/denominators.ts';
import { labelledSeries, seriesOfRole } from '../../dataset/queries/indicators/series-roles.ts';
import { gridOf, isGrid } from '../../dataset/queries/regions/grids.ts';
import { outdatedFigures } from '../../dataset/queries/regions/overview.ts';
import { hasSeries } from '../../dataset/queries/records/records.ts';
import { answers, dataControls } from '../list/collection.ts';
import { metaOfAnswer, metaSchema } from '../request/envelope.ts';
import { pricesOf } from '../prices/model-price-stats.ts';
import { ask, type Asked, type Call } from '../request/request.ts';
import { around, nearestWith, observations } from './series-values.ts';
import { labelsOf } from '../request/vocabulary.ts';

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
const COLLECTION: Collection = {
	...observationsCollection,
	filters: ['region', 'dataset']
};

export const findingsRoute = createRoute({
	method: 'get',
	path: '/findings' as const,
	summary: 'Findings',
	description:
		'What the data says about energy in a region and about the cost of AI, in sentences generated automatically from the figures listed with each.',
	request: {
		query: z.object({
			region: z.string().optional().openapi({ description: 'A region; US by default' }),
			dataset: z
				.string()
				.optional()
				.openapi({ description: 'Datasets to look at, joined with ~; all by default' }),
			...dataControls
		})
	},
	responses: answers(
		'Findings by subject; a finding the data does not support is not there',
		z.object({
			data: z.object({
				energy: z.array(findingSchema),
				costs: z.array(findingSchema),
				terms: z.object({ real: termSchema, per_customer: termSchema })
			}),
			meta: metaSchema
		})
	)
});

/** A page opens with so many findings at most: those of the region first, then those of wider areas. */
const FINDINGS = 4;

const isFinding = (finding: IndicatorFinding | null): finding is IndicatorFinding =>
	finding !== null;

function energyFindings(asked: Asked, region: string): IndicatorFinding[] {
	const { on } = asked;
	const outdated = outdatedFigures(asked.release, on);
	const regions = around(asked, region);
	const seriesOf = (role: SeriesRole) => seriesOfRole(asked.release, role);
	const prices = observations(asked, seriesOf('residential_price'), null);
	const priced = regions.find((one) => prices.some((row) => row.region === one));
	const demand = nearestWith(asked, seriesOf('data_center_demand'), regions, outdated);
	const forecasts = observations(asked, seriesOf('data_center_forecast'), [...regions]);
	const forecast = regions.find((one) =>
		forecasts.some((row) => row.region === one && row.estimate === 'projection')
	);
	const withoutAny = labelledSeries(asked.release, 'price_no_data_centers');
	const groups = labelledSeries(asked.release, 'price_many_data_centers').map((many) => ({
		where: many.label ?? '',
		many: observations(asked, [many.series_id], null),
		without: observations(
			asked,
			withoutAny.filter(({ label }) => label === many.label).map(({ series_id }) => series_id),
			null
		)
	}));
	// An auction sets what is paid in its grid area, or in part of a region that the area serves.
	const auctions = observations(asked, seriesOf('capacity_price'), null);
	const own = [region, gridOf(asked.release, region)];
	const used = demandFinding(demand, on, outdated);
	const share = demandFinding(
		nearestWith(asked, seriesOf('data_center_share'), regions, outdated),
		on,
		outdated
	);
	const told = [
		priced === undefined ? null : priceFinding(prices, priced, on, outdated),
		isAmerican(region) || isGrid(asked.release, region)
			? groupsFinding(groups, on, outdated)
			: null,
		used,
		forecast === undefined
			? null
			: forecastFinding(forecasts.filter((row) => row.region === forecast)),
		pipelineFinding(nearestWith(asked, seriesOf('load_pipeline'), regions, outdated), on, outdated),
		// A share is told beside an amount of the same area, not beside another share.
		share && share.region === used?.region && used.evidence[0]?.unit !== 'percent'
			? { ...share, id: 'share' }
			: null,
		auctions.some((row) => own.includes(row.region)) ? capacityFinding(auctions, outdated) : null
	].filter(isFinding);
	// Utilities are compared inside a grid area and outside of it: across the nation.
	const distance = ({ id, region: of }: IndicatorFinding) =>
		Math.min(
			...(id === 'utilities' ? [of, 'US'] : [of]).map((one) => {
				const at = regions.indexOf(one);
				return at === -1 ? regions.length : at;
			})
		);
	return told.toSorted((a, b) => distance(a) - distance(b)).slice(0, FINDINGS);
}

function costFindings(asked: Asked): (IndicatorFinding | null)[] {
	const { on } = asked;
	const outdated = outdatedFigures(asked.release, on);
	const classes = byClass(comparable(pricesOf(asked)));
	const labelOf = labelsOf(asked.release, modelPricesCollection);
	const label = (one: string) => labelOf('model_class', one);
	const cheapest = MODEL_CLASSES.flatMap((one) => {
		const found = cheapestOn(classes.get(one) ?? [], 'blended', on);
		return found ? [{ label: label(one), cheapest: found }] : [];
	});
	const [top] = MODEL_CLASSES;
	return [
		capexFinding(
			observations(asked, seriesOfRole(asked.release, 'capital_spending'), null),
			on,
			outdated
		),
		cheapestFinding(cheapest, MEASURE_WORDS.blended, on, outdated),
		gapFinding(openGapOn(classes.get(top) ?? [], 'blended', on), label(top), outdated)
	];
}

/** Whether the release holds what real terms and values per customer need. */
function termsOf(asked: Asked) {
	const has = (series: string) => observations(asked, [series], null).length > 0;
	const real = has(PRICE_INDEX);
	const customers = hasSeries(asked.release, CUSTOMERS);
	return {
		real: {
			available: real,
			because: real
				? 'In prices of the newest month of the US consumer price index.'
				: 'No real terms: this release holds no consumer price index. Refreshing the upstream fred brings one.'
		},
		per_customer: {
			available: customers,
			because: customers
				? 'Electricity sold by the number of customers of the same region and period.'
				: 'No values per customer: this release holds no number of customers to divide by. Refreshing the upstream eia brings one.'
		}
	};
}

/**
 * What the data says, for a region.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function findings(call: Call) {
	const asked = ask(COLLECTION, call, 'record');
	const region = asked.query.regions?.[0] ?? 'US';
	return {
		data: {
			energy: energyFindings(asked, region),
			costs: costFindings(asked).filter(isFinding),
			terms: termsOf(asked)
		},
		meta: metaOfAnswer(asked)
	};
}
