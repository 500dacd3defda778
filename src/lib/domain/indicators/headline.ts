/**
 * Series behind the tiles of the overview, most preferred first: the first with a value for the region,
 * or for a region around it, is shown under its own name. They differ in scope and are never joined.
 */
export const DATA_CENTER_ELECTRICITY = [
	'us-data-center-electricity-lbnl',
	'ireland-data-center-electricity-annual',
	'great-britain-data-center-electricity',
	'germany-data-center-electricity',
	'netherlands-data-center-electricity',
	'data-center-electricity-iea'
] as const;

/** Average revenue per kWh sold to households: the agency's yearly figure, final where the monthly one is preliminary. */
export const RESIDENTIAL_PRICE = ['us-electricity-price-residential-annual'] as const;

/** Demand of data centers where a finding looks for it: electricity first, then the share of all electricity. */
export const DATA_CENTER_DEMAND = [
	...DATA_CENTER_ELECTRICITY,
	'data-center-share-epri',
	'europe-data-center-electricity-icis'
] as const;

/** Data centers as a share of all electricity, where a finding tells it beside what they use. */
export const DATA_CENTER_SHARE = [
	'ireland-data-center-share',
	'netherlands-data-center-share',
	'us-data-center-share-lbnl',
	'data-center-share-iea'
] as const;

/** Load that utilities have contracted or that asks to be connected, most preferred first. */
export const LOAD_PIPELINE = [
	'dominion-data-center-contracted',
	'ercot-large-load-queue',
	'georgia-power-large-load-pipeline',
	'aep-ohio-data-center-requests',
	'aep-contracted-load'
] as const;

/** States that a grid operator serves in whole or in part: pjm.com and ercot.com, "who we are". */
const GRID_STATES = {
	PJM: 'DC DE IL IN KY MD MI NC NJ OH PA TN VA WV'.split(' '),
	ERCOT: ['TX']
} as const;

/** The grid area a state, or a county of it, lies in; null where none is on record here. */
export function gridOf(region: string): keyof typeof GRID_STATES | null {
	const [country, state = ''] = region.split('-');
	const grids = Object.keys(GRID_STATES) as (keyof typeof GRID_STATES)[];
	return country === 'US'
		? (grids.find((grid) => (GRID_STATES[grid] as readonly string[]).includes(state)) ?? null)
		: null;
}

/** Forecasts of the same thing in the same unit: the electricity data centers use, in TWh a year. */
export const DATA_CENTER_FORECASTS = [
	'us-data-center-electricity-lbnl',
	'us-data-center-electricity-451-research',
	'us-data-center-electricity-borderstep',
	'data-center-electricity-iea',
	'great-britain-data-center-electricity',
	'europe-data-center-electricity-icis'
] as const;

/** Prices of utilities with 10 or more mapped data centers and of those without any, inside and outside PJM. */
export const PRICE_GROUPS = (['inside', 'outside'] as const).map((side) => ({
	where: `${side} PJM`,
	many: `utilities-${side}-pjm-electricity-price-residential-many-data-centers`,
	without: `utilities-${side}-pjm-electricity-price-residential-no-data-centers`
}));

/** The capacity auction of the largest grid area, without its zones. */
export const CAPACITY_PRICE = ['pjm-capacity-price-rto'] as const;

/** Capital spending of the four largest builders, all counted alike: cash paid in the quarter. */
export const CAPEX_CASH = [
	'alphabet-capex-cash',
	'amazon-capex-cash',
	'meta-capex-cash',
	'microsoft-capex-cash'
] as const;

/** Classes of models from the most able to the least. */
export const TIER_ORDER = ['frontier', 'reasoning', 'mid', 'small'] as const;

/** What stands for each category in the small charts, as far as a region has it; else the series with most values. */
export const CATEGORY_CHARTS: Partial<Record<string, readonly string[]>> = {
	electricity_price: RESIDENTIAL_PRICE,
	electricity_demand: DATA_CENTER_DEMAND,
	capacity_market: CAPACITY_PRICE,
	capacity_pipeline: [
		'dominion-data-center-contracted',
		'ercot-large-load-queue',
		'aep-contracted-load'
	],
	efficiency: ['power-usage-effectiveness-uptime'],
	capex: ['alphabet-capex-cash'],
	hardware_price: ['h100-rental-market'],
	demand: ['google-tokens-monthly'],
	training_cost: ['model-training-cost-epoch-2023-dollars']
};
