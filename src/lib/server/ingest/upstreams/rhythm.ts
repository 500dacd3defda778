import { daysBetween } from '#lib/domain/dates.ts';

/**
 * Says that the newest data of an upstream are older than its rhythm lets expect; null where they are not.
 * @param newest newest day in its data
 * @param today UTC day to tell the age on
 */
export function staleWords(newest: string, today: string, staleAfterDays: number): string | null {
	const days = daysBetween(newest, today);
	return days > staleAfterDays
		? `its newest data are of ${newest}, ${days} days ago, and it usually brings new ones within ${staleAfterDays}`
		: null;
}
