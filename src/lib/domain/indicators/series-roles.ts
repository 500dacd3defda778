/**
 * What a series is shown as where a page, a finding or a map needs one figure: data/series_roles.csv says which series
 * take each part, most preferred first. Series of one part may differ in scope; they are never joined.
 */
export const SERIES_ROLES = [
	'data_center_electricity',
	'data_center_demand',
	'data_center_share',
	'state_data_center_share',
	'data_center_forecast',
	'load_pipeline',
	'residential_price',
	'industrial_price',
	'residential_price_monthly',
	'price_many_data_centers',
	'price_no_data_centers',
	'capacity_price',
	'capital_spending',
	'small_chart'
] as const;
export type SeriesRole = (typeof SERIES_ROLES)[number];
