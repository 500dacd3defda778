import { mean } from 'd3-array';
import { addMonths } from '../../dates.ts';
import type { Observation } from '../indicators.ts';
import { withoutDust } from './transforms.ts';

/** Units that a price index turns into money of one month. */
export const isMoney = (unit: string): boolean => /^(USD|cents)\b/.test(unit);

/**
 * By what values of a period are multiplied to be in the prices of one month: index(base) / index(period), the index of
 * a longer period being the mean of all its months; undefined where the index does not have them all.
 * @param index a consumer price index by month, `YYYY-MM`
 */
export function pricesOf(
	index: ReadonlyMap<string, number>,
	base: string
): (period: Pick<Observation, 'date_start' | 'date_end'>) => PriceLevel | undefined {
	const reference = index.get(base);
	return (period) => {
		const months = monthsOf(period);
		const level = mean(months, (month) => index.get(month));
		const isWhole = months.every((month) => index.has(month));
		return isWhole && level !== undefined && reference !== undefined
			? { reference, level }
			: undefined;
	};
}

/** The price index in the month whose prices are meant, and in the period of a value. */
export interface PriceLevel {
	reference: number;
	level: number;
}

/** A value in the prices of another month. */
export const atPrices = (value: number, { reference, level }: PriceLevel): number =>
	(value * reference) / level;

/** An observation in the prices of one month. */
export function inPricesOf(row: Observation, prices: PriceLevel): Observation {
	const real = (value: number | null) => (value === null ? null : atPrices(value, prices));
	return {
		...row,
		value: withoutDust(atPrices(row.value, prices)),
		low: real(row.low),
		high: real(row.high)
	};
}

/** The unit of electricity sold divided by customers. */
export const PER_CUSTOMER_UNIT = 'kWh/customer';
const KWH_PER_TWH = 1e9;

/** Electricity sold in TWh as kWh of each of so many customers. */
export const perCustomer = (value: number, customers: number): number =>
	(value * KWH_PER_TWH) / customers;

/** Electricity sold, in TWh, divided by the customers of the same region and period, in kWh a customer. */
export function dividedByCustomers(row: Observation, customers: number): Observation {
	const per = (value: number) => withoutDust(perCustomer(value, customers));
	return {
		...row,
		value: per(row.value),
		low: row.low === null ? null : per(row.low),
		high: row.high === null ? null : per(row.high),
		unit: PER_CUSTOMER_UNIT
	};
}

/** The months a value's period covers, `YYYY-MM`. */
function monthsOf({
	date_start,
	date_end
}: Pick<Observation, 'date_start' | 'date_end'>): string[] {
	const months: string[] = [];
	for (let day = date_start ?? ''; day !== '' && day <= (date_end ?? ''); day = addMonths(day, 1))
		months.push(day.slice(0, 7));
	return months;
}
