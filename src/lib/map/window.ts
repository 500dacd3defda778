import { addDays, addMonths } from '#lib/domain/dates.ts';

/** Windows of months offered beside everything. */
export const WINDOWS = [12, 24] as const;

/** The days of a window that ends on a day, both inclusive. */
export const windowOf = (months: number, on: string): { from: string; to: string } => ({
	from: addDays(addMonths(on, -months), 1),
	to: on
});

/** Which window an address has, by its days: its months, or null where it is none of them. */
export const monthsOf = (from: string | null, to: string | null, on: string): number | null =>
	WINDOWS.find((months) => {
		const window = windowOf(months, on);
		return window.from === from && window.to === to;
	}) ?? null;
