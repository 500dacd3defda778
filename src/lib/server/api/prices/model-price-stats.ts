import { TIERS } from '#lib/domain/closed.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import { formatNumber } from '#lib/domain/text/format.ts';
import {
	byClass,
	comparable,
	cheapestSteps,
	costOf,
	openGap,
	type Cheapest
} from '#lib/domain/prices/price-statistics.ts';
import {
	heldOn,
	mayHaveEnded,
	measureOf,
	UNSEEN_END_WORDS,
	type ModelPrice,
	type PriceMeasure
} from '#lib/domain/prices/prices.ts';
import { parseDate } from '#lib/domain/dates.ts';
import { queries } from '../../dataset/queries/index.ts';
import { all } from '../list/collection.ts';
import { defineComputed } from '../list/computed.ts';
import { badQuery } from '../request/problem.ts';
import type { Asked } from '../request/request.ts';

/** Filters that choose prices; others say what is made of them. */
const CHOOSE = [
	'provider',
	'model',
	'host',
	'model_class',
	'open_weights',
	'dataset',
	'tier',
	'min_sources'
] as const;

/** Every price a query is about, in the order of time. */
export function pricesOf(asked: Pick<Asked, 'release' | 'query'>): ModelPrice[] {
	const filters: Query['filters'] = {};
	for (const key of CHOOSE) {
		const values = asked.query.filters[key];
		if (values) filters[key] = values;
	}
	const query: Query = { ...ANY_QUERY, filters, sort: { column: 'date', descending: false } };
	return all<ModelPrice>(asked, queries['model-prices'].rows(asked.release.kysely, query));
}

/** The prices of a query that are compared with each other, and what is said of those that are not. */
function compared(asked: Asked): { prices: ModelPrice[]; notes: string[] } {
	const all = pricesOf(asked);
	const conditional = asked.query.filters.conditional?.[0] === 'yes';
	const prices = comparable(all, conditional);
	const bound = conditional ? 0 : all.filter(({ condition }) => condition !== null).length;
	return {
		prices,
		notes: [
			...undated(prices),
			...unseenEnds(prices, asked.on),
			...(bound === 0
				? []
				: [
						`${formatNumber(bound)} conditional ${bound === 1 ? 'price is' : 'prices are'} left out: off-peak, promotional, at a third-party host or with another condition. conditional=yes includes them.`
					])
		]
	};
}

const measureIn = ({ filters }: Query): PriceMeasure =>
	measureOf(filters.measure?.[0] ?? null) ?? 'blended';

/** Whether a step holds on any of the chosen days. */
function within({ filters }: Query) {
	const from = parseDate(filters.from?.[0] ?? '')?.start ?? '';
	const to = parseDate(filters.to?.[0] ?? '')?.end ?? '9999';
	return ({ day, until }: { day: string; until: string | null }) =>
		day <= to && (until === null || until > from);
}

/** Prices that take no part because their first day was not seen. */
function undated(prices: readonly ModelPrice[]): string[] {
	const count = prices.filter(({ date_start }) => date_start === null).length;
	if (count === 0) return [];
	return [
		`${formatNumber(count)} ${count === 1 ? 'price without a start date is' : 'prices without a start date are'} left out.`
	];
}

/** By which rule prices end, and how many of them may have ended unseen. */
function unseenEnds(prices: readonly ModelPrice[], on: string): string[] {
	const count = prices.filter((price) => heldOn(price, on) && mayHaveEnded(price, on)).length;
	return count === 0
		? []
		: [
				`${UNSEEN_END_WORDS} ${formatNumber(count)} of ${formatNumber(prices.length)} prices are left out today for that reason.`
			];
}

export const cheapestPrices = defineComputed({
	name: 'cheapest-prices',
	words: 'model-prices',
	rows: (asked) => {
		const { prices, notes } = compared(asked);
		const measure = measureIn(asked.query);
		const rows = [...byClass(prices).values()].flatMap((offers) =>
			cheapestSteps(offers, measure, asked.on)
				.filter(within(asked.query))
				.map(({ day, until, offer, price, offers: count, unsure }) => ({
					region: offer.region,
					region_name: offer.region_name,
					date: day,
					model_class: offer.model_class,
					measure,
					model: offer.model,
					model_name: offer.model_name,
					price,
					provider: offer.provider,
					open_weights: offer.open_weights,
					until,
					offers: count,
					unsure_price: unsure?.price ?? null,
					unsure_model_name: unsure?.offer.model_name ?? null,
					stale_from: offer.stale_from,
					cheapest_id: `${offer.model_class}|${day}`,
					...sourceOf(offer)
				}))
		);
		return { rows, notes };
	}
});

const sourceOf = ({
	source_id,
	source_title,
	source_url,
	publisher,
	tier,
	independent_sources
}: ModelPrice) => ({ source_id, source_title, source_url, publisher, tier, independent_sources });

export const openGaps = defineComputed({
	name: 'open-gap',
	words: 'model-prices',
	rows: (asked) => {
		const { prices, notes } = compared(asked);
		const measure = measureIn(asked.query);
		const rows = [...byClass(prices)].flatMap(([model_class, offers]) =>
			openGap(offers, measure, asked.on)
				.filter(within(asked.query))
				.map(({ day, until, open, closed, ratio }) => ({
					region: open.offer.region,
					region_name: open.offer.region_name,
					date: day,
					model_class,
					measure,
					open_price: open.price,
					open_model_name: open.offer.model_name,
					closed_price: closed.price,
					closed_model_name: closed.offer.model_name,
					stale_from: earliest(open.offer.stale_from, closed.offer.stale_from),
					until,
					ratio,
					gap_id: `${model_class}|${day}`,
					...weakest(open, closed)
				}))
		);
		return { rows, notes };
	}
});

/** The first of two days; one alone where the other is not known. */
const earliest = (a: string | null, b: string | null): string | null =>
	a === null || b === null ? (a ?? b) : a < b ? a : b;

/** A figure of two prices is as certain as the less certain of them. */
function weakest({ offer: a }: Cheapest, { offer: b }: Cheapest) {
	const order = (tier: ModelPrice['tier']) => TIERS.indexOf(tier);
	return {
		tier: order(a.tier) >= order(b.tier) ? a.tier : b.tier,
		independent_sources: Math.min(a.independent_sources, b.independent_sources)
	};
}

export const modelCosts = defineComputed({
	name: 'model-costs',
	words: 'model-prices',
	rows: (asked) => {
		const { filters } = asked.query;
		const tokensIn = Number(filters.tokens_in?.[0] ?? 0);
		const tokensOut = Number(filters.tokens_out?.[0] ?? 0);
		const days = filters.days ?? [asked.on];
		const late = days.find((day) => day > asked.on);
		if (late !== undefined)
			throw badQuery([
				{ key: 'days', value: late, message: `is after ${asked.on}; that price is not known yet` }
			]);
		const prices = pricesOf(asked);
		let unpriced = 0;
		const rows = days.flatMap((day) =>
			prices
				.filter((price) => heldOn(price, day))
				.flatMap((price) => {
					const cost_usd = costOf(price, tokensIn, tokensOut);
					if (cost_usd === null) {
						unpriced++;
						return [];
					}
					return [
						{
							region: price.region,
							region_name: price.region_name,
							date: day,
							model: price.model,
							model_name: price.model_name,
							provider: price.provider,
							host: price.host,
							model_class: price.model_class,
							open_weights: price.open_weights,
							condition: price.condition,
							tokens_in: tokensIn,
							tokens_out: tokensOut,
							cost_usd,
							input_usd_per_mtok: price.input_usd_per_mtok,
							output_usd_per_mtok: price.output_usd_per_mtok,
							valid_from: price.date,
							may_have_ended: mayHaveEnded(price, day) ? ('yes' as const) : ('no' as const),
							cost_id: `${price.model_price_id}|${day}`,
							...sourceOf(price)
						}
					];
				})
		);
		return {
			rows,
			notes: [
				...undated(prices),
				...(unpriced > 0 ? [`${formatNumber(unpriced)} left out: no output price found.`] : [])
			]
		};
	}
});
