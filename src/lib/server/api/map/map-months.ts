import { addDays, addMonths } from '#lib/domain/dates.ts';
import type { SpanRow } from '../../dataset/queries/map/map-time.ts';

/** Places with a rule that covers a day. */
interface DayCount {
	date: string;
	value: number;
	/** Of these, how many are verified. */
	confirmed: number;
}

/**
 * Places with a rule that covers the last day of each month, from the month of the first rule to the day asked for,
 * which stands for its own month. A place with several rules counts once.
 * @param spans oldest first
 */
export function placesByMonth(spans: readonly SpanRow[], on: string): DayCount[] {
	const [first] = spans;
	if (!first) return [];
	return lastDays(first.from, on).map((date) => {
		const covering = spans.filter(({ from, to }) => from <= date && (to === null || to >= date));
		const places = new Set(covering.map(({ place_id }) => place_id));
		const confirmed = new Set(
			covering.flatMap(({ place_id, tier }) => (tier === 'aggregator' ? [] : [place_id]))
		);
		return { date, value: places.size, confirmed: confirmed.size };
	});
}

/** The last day of each month from that of one day to that of another, of the last month the other day itself. */
function lastDays(from: string, to: string): string[] {
	const days: string[] = [];
	for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) {
		const last = addDays(addMonths(first, 1), -1);
		days.push(last < to ? last : to);
	}
	return days;
}
