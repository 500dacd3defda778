/** What can be shown of a series instead of its values. */
export const TRANSFORMS = ['level', 'change', 'percent_change', 'year_on_year', 'index'] as const;
export type Transform = (typeof TRANSFORMS)[number];

/** Frequencies that finer values can be put together into. */
export const FREQUENCIES_TO = ['quarterly', 'annual'] as const;
export type FrequencyTo = (typeof FREQUENCIES_TO)[number];

/** How finer values are put together: their mean, their sum, or the last of them. */
export const AGGREGATES = ['average', 'sum', 'last'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** Values as stated; money in the prices of one month by a price index; or electricity sold divided by customers. */
export const TERMS = ['nominal', 'real', 'per_customer'] as const;
export type Terms = (typeof TERMS)[number];
export const TERM_WORDS: Record<Terms, string> = {
	nominal: 'as stated',
	real: 'adjusted for inflation',
	per_customer: 'per customer'
};

/** What values are beside their unit, in words; empty as stated. */
export const termsWords = (terms: string | undefined): string =>
	terms === 'real' || terms === 'per_customer' ? TERM_WORDS[terms] : '';

/** Years back over which a price of electricity is compared. */
export const PRICE_SPANS = [1, 5, 10] as const;

/** Which price of a model: three parts input with one part output, or one of the two. */
export const PRICE_MEASURES = ['blended', 'input', 'output'] as const;
