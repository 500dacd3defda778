import { mean } from 'd3-array';
import { addMonths } from '../dates.ts';
import type { Observation } from './indicators.ts';
import { withoutDust, type Outcome } from './transforms.ts';

/** Units that a price index turns into money of one month. */
export const isMoney = (unit: string): boolean => /^(USD|cents)\b/.test(unit);

/**
 * Values of one line in the prices of one month: value · index(base) / index(period), the index of a longer period
 * being the mean of all its months. Values of periods whose months the index does not all have are left out.
 * @param index a consumer price index by month, `YYYY-MM`
 */
export function inPricesOf(
	line: readonly Observation[],
	index: ReadonlyMap<string, number>,
	base: string
): Outcome<Observation> {
	const reference = index.get(base);
	const rows = line.flatMap((row): Observation[] => {
		const level = mean(
			monthsOf(row)
				.map((month) => index.get(month) ?? NaN)
				.filter(isFinite)
		);
		const isWhole = monthsOf(row).every((month) => index.has(month));
		if (!isWhole || level === undefined || reference === undefined) return [];
		const real = (value: number) => (value * reference) / level;
		return [
			{
				...row,
				value: withoutDust(real(row.value)),
				low: row.low === null ? null : real(row.low),
				high: row.high === null ? null : real(row.high)
			}
		];
	});
	return { rows, left_out: line.length - rows.length };
}

/** The unit of electricity sold divided by customers. */
export const PER_CUSTOMER_UNIT = 'kWh/customer';
const KWH_PER_TWH = 1e9;

/** Under which key the customers of a period are looked up. */
export const customersKey = ({ region, date }: Pick<Observation, 'region' | 'date'>): string =>
	`${region} ${date}`;

/**
 * Electricity sold, in TWh, divided by the customers of the same region and period, in kWh a customer. Values of
 * periods without a number of customers are left out.
 * @param customers by `customersKey`
 */
export function perCustomer(
	line: readonly Observation[],
	customers: ReadonlyMap<string, number>
): Outcome<Observation> {
	const rows = line.flatMap((row): Observation[] => {
		const count = customers.get(customersKey(row)) ?? 0;
		if (count <= 0) return [];
		const per = (value: number) => withoutDust((value * KWH_PER_TWH) / count);
		return [
			{
				...row,
				value: per(row.value),
				low: row.low === null ? null : per(row.low),
				high: row.high === null ? null : per(row.high),
				unit: PER_CUSTOMER_UNIT
			}
		];
	});
	return { rows, left_out: line.length - rows.length };
}

/** The months a value's period covers, `YYYY-MM`. */
function monthsOf({ date_start, date_end }: Observation): string[] {
	const months: string[] = [];
	for (let day = date_start ?? ''; day !== '' && day <= (date_end ?? ''); day = addMonths(day, 1))
		months.push(day.slice(0, 7));
	return months;
}
