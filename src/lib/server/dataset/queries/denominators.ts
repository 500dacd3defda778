/**
 * Series that turn values into real terms or into values per customer, by what they make possible. A release holds
 * the first once the upstream of prices was refreshed; no upstream or table gives the number of customers yet.
 */
export const DENOMINATORS = {
	real: 'us-consumer-price-index-monthly',
	per_customer: 'us-electricity-customers-annual'
} as const;
