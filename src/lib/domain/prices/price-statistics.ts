import { group, median } from 'd3-array';
import { addMonths } from '../dates.ts';
import {
	heldOn,
	knownOn,
	priceOf,
	UNSEEN_END_MONTHS,
	type ModelPrice,
	type PriceMeasure
} from './prices.ts';

/** The cheapest of the offers that hold on a day. */
export interface Cheapest {
	day: string;
	offer: ModelPrice;
	price: number;
	/** Offers with a price on that day. */
	offers: number;
	/** The cheaper offer that began over a year before and whose end nobody saw, if there is one. */
	unsure: { offer: ModelPrice; price: number } | null;
}

/** The class of models whose vendor placed them nowhere. */
const UNPLACED = 'unplaced';

/**
 * Prices that may be compared with each other: anybody can have them, their model has a class, and it gives text back.
 * A conditional price is listed and takes part only where it is asked for.
 */
export const comparable = (offers: readonly ModelPrice[], conditional = false): ModelPrice[] =>
	offers.filter(
		({ condition, model_class, output_usd_per_mtok }) =>
			(conditional || condition === null) &&
			model_class !== UNPLACED &&
			output_usd_per_mtok !== null
	);

/** Something that holds from a day until before another; still where that is null. */
export type PriceStep<T> = T & { until: string | null };

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
	const days = offers.flatMap(({ date_start, valid_to, end_basis }) => [
		...(date_start === null ? [] : [date_start]),
		...(valid_to === null ? [] : [firstDay(valid_to)]),
		...(date_start !== null && end_basis === 'unknown'
			? [addMonths(date_start, UNSEEN_END_MONTHS)]
			: [])
	]);
	return [...new Set(days)].filter((day) => day <= on).sort();
}

/** The first day of a year, a month or a day. */
/** The first day of a date that may be a year or a month. */
export const firstDay = (date: string): string => `${date}-01-01`.slice(0, 10);

/** Offers with their price by a measure, the cheapest first; of equals the one that began first. */
const priced = (offers: readonly ModelPrice[], measure: PriceMeasure) =>
	offers
		.flatMap((offer) => {
			const price = priceOf(offer, measure);
			return price === null ? [] : [{ offer, price }];
		})
		.toSorted(
			(a, b) =>
				a.price - b.price ||
				(a.offer.date_start ?? '').localeCompare(b.offer.date_start ?? '') ||
				a.offer.model_price_id.localeCompare(b.offer.model_price_id)
		);

/** The cheapest offer known to hold on a day by a measure; null where none is. */
export function cheapestOn(
	offers: readonly ModelPrice[],
	measure: PriceMeasure,
	day: string
): Cheapest | null {
	const held = priced(
		offers.filter((offer) => heldOn(offer, day)),
		measure
	);
	const known = held.filter(({ offer }) => knownOn(offer, day));
	const [best] = known;
	const [least = null] = held;
	if (!best) return null;
	const isCheaper = least !== null && least.price < best.price;
	return { day, ...best, offers: known.length, unsure: isCheaper ? least : null };
}

/** The price in the middle of those known to hold on a day, and how many they are; null where none is. */
export function medianOn(
	offers: readonly ModelPrice[],
	measure: PriceMeasure,
	day: string
): { price: number; offers: ModelPrice[] } | null {
	const known = priced(
		offers.filter((offer) => knownOn(offer, day)),
		measure
	);
	const price = median(known, (one) => one.price);
	return price === undefined ? null : { price, offers: known.map(({ offer }) => offer) };
}

/** What holds from each of the days on, without days that changed nothing; a day with nothing ends what stood. */
function steps<T>(
	days: readonly string[],
	at: (day: string) => T | null,
	isSame: (a: T, b: T) => boolean
): PriceStep<T>[] {
	const found: PriceStep<T>[] = [];
	for (const day of days) {
		const now = at(day);
		const before = found.at(-1);
		if (before?.until === null) {
			if (now !== null && isSame(before, now)) continue;
			before.until = day;
		}
		if (now !== null) found.push({ ...now, until: null });
	}
	return found;
}

const isSameOffer = (a: Cheapest, b: Cheapest) =>
	a.price === b.price && a.offer.model === b.offer.model;

/** The cheapest offer on every day that changed it, and until when it was that. */
export const cheapestSteps = (
	offers: readonly ModelPrice[],
	measure: PriceMeasure,
	on: string
): PriceStep<Cheapest>[] =>
	steps(
		turningDays(offers, on),
		(day) => cheapestOn(offers, measure, day),
		(a, b) => isSameOffer(a, b) && a.unsure?.offer.model === b.unsure?.offer.model
	);

/** Offers by the class their vendor placed them in. */
export const byClass = (offers: readonly ModelPrice[]): Map<string, ModelPrice[]> =>
	group(offers, ({ model_class }) => model_class);

/** Classes of models from the most able to the least. */
export const MODEL_CLASSES = ['frontier', 'reasoning', 'mid', 'small'] as const;

/** The cheapest offers of either side on a day; null where one has none. */
export function openGapOn(
	offers: readonly ModelPrice[],
	measure: PriceMeasure,
	day: string
): Gap | null {
	const side = (weights: 'yes' | 'no') =>
		cheapestOn(
			offers.filter(({ open_weights }) => open_weights === weights),
			measure,
			day
		);
	const [open, closed] = [side('yes'), side('no')];
	if (!open || !closed) return null;
	return { day, open, closed, ratio: open.price > 0 ? closed.price / open.price : null };
}

/** How much more the cheapest closed model costs than the cheapest with open weights, on every day either changed. */
export const openGap = (
	offers: readonly ModelPrice[],
	measure: PriceMeasure,
	on: string
): PriceStep<Gap>[] =>
	steps(
		turningDays(offers, on),
		(day) => openGapOn(offers, measure, day),
		(a, b) => isSameOffer(a.open, b.open) && isSameOffer(a.closed, b.closed)
	);

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
