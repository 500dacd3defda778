/** The price index that turns money into real terms; a release holds it once the upstream fred was refreshed. */
export const PRICE_INDEX = 'us-consumer-price-index-monthly';

const SALES = /^us-electricity-sales-([a-z-]+)-(monthly|annual)$/;

/**
 * The series of customers that a series of electricity sold is divided by; null where it is none. A release holds
 * it once the upstream eia was refreshed.
 */
export function customersOf(series: string): string | null {
	const [, sector, frequency] = SALES.exec(series) ?? [];
	return sector === undefined || frequency === undefined
		? null
		: `us-electricity-customers-${sector}-${frequency}`;
}

/** Every series of customers, as ids start. */
export const CUSTOMERS = 'us-electricity-customers-';
