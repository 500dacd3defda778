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
