import { group } from 'd3-array';
import { heldOn, priceOf, type ModelPrice, type PriceMeasure } from './prices.ts';

/** The cheapest of the offers that hold on a day. */
export interface Cheapest {
	day: string;
	offer: ModelPrice;
	price: number;
	/** Offers with a price on that day. */
	offers: number;
}

/** A day on which the cheapest offers of two sides stand. */
export interface Gap {
	day: string;
	open: Cheapest;
	closed: Cheapest;
	/** Closed price divided by open price; null where the open one is free. */
	ratio: number | null;
}

/** Days on which something begins or ends, up to `on`, oldest first. */
function turningDays(offers: readonly ModelPrice[], on: string): string[] {
	const days = offers.flatMap(({ date_start, valid_to }) => [
		...(date_start === null ? [] : [date_start]),
		...(valid_to === null ? [] : [firstDay(valid_to)])
	]);
	return [...new Set(days)].filter((day) => day <= on).sort();
}

/** The first day of a year, a month or a day. */
const firstDay = (date: string) => `${date}-01-01`.slice(0, 10);

/** The cheapest offer on a day by a measure; null where none holds. Of equals the one that began first. */
export function cheapestOn(
	offers: readonly ModelPrice[],
	measure: PriceMeasure,
	day: string
): Cheapest | null {
	const held = offers.filter((offer) => heldOn(offer, day) && priceOf(offer, measure) !== null);
	const sorted = held.toSorted(
		(a, b) =>
			(priceOf(a, measure) ?? 0) - (priceOf(b, measure) ?? 0) ||
			(a.date_start ?? '').localeCompare(b.date_start ?? '') ||
			a.model_price_id.localeCompare(b.model_price_id)
	);
	const [offer] = sorted;
	const price = offer ? priceOf(offer, measure) : null;
	return offer && price !== null ? { day, offer, price, offers: held.length } : null;
}

/** The cheapest offer on every day that changed it; a day from which none holds ends the steps. */
export function cheapestSteps(
	offers: readonly ModelPrice[],
	measure: PriceMeasure,
	on: string
): Cheapest[] {
	const steps: Cheapest[] = [];
	for (const day of turningDays(offers, on)) {
		const now = cheapestOn(offers, measure, day);
		const before = steps.at(-1);
		const isSame = before?.price === now?.price && before?.offer.model === now?.offer.model;
		if (now !== null && !isSame) steps.push(now);
	}
	return steps;
}

/** Offers by the class their vendor placed them in. */
export const byClass = (offers: readonly ModelPrice[]): Map<string, ModelPrice[]> =>
	group(offers, ({ model_class }) => model_class);

/** How much more the cheapest closed model costs than the cheapest with open weights, on every day either changed. */
export function openGap(offers: readonly ModelPrice[], measure: PriceMeasure, on: string): Gap[] {
	const open = offers.filter(({ open_weights }) => open_weights === 'yes');
	const closed = offers.filter(({ open_weights }) => open_weights === 'no');
	const gaps: Gap[] = [];
	for (const day of turningDays([...open, ...closed], on)) {
		const [cheapOpen, cheapClosed] = [open, closed].map((side) => cheapestOn(side, measure, day));
		if (!cheapOpen || !cheapClosed) continue;
		const before = gaps.at(-1);
		const isSame =
			before?.open.price === cheapOpen.price &&
			before.closed.price === cheapClosed.price &&
			before.open.offer.model === cheapOpen.offer.model &&
			before.closed.offer.model === cheapClosed.offer.model;
		if (isSame) continue;
		gaps.push({
			day,
			open: cheapOpen,
			closed: cheapClosed,
			ratio: cheapOpen.price > 0 ? cheapClosed.price / cheapOpen.price : null
		});
	}
	return gaps;
}

const MILLION = 1e6;
/** Costs are kept to a millionth of a dollar, which drops the dust of floating point and nothing else. */
const DUST = 1e6;

/**
 * What tokens cost at a price in US dollars per million: in · input + out · output.
 * Null where tokens come out and the output price was not seen.
 */
export function costOf(
	price: Pick<ModelPrice, 'input_usd_per_mtok' | 'output_usd_per_mtok'>,
	tokensIn: number,
	tokensOut: number
): number | null {
	if (tokensOut > 0 && price.output_usd_per_mtok === null) return null;
	const cost =
		(tokensIn * price.input_usd_per_mtok + tokensOut * (price.output_usd_per_mtok ?? 0)) / MILLION;
	return Math.round(cost * DUST) / DUST;
}
