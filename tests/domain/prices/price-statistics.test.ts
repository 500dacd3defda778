import { describe, expect, test } from 'vitest';
import {
	cheapestOn,
	cheapestSteps,
	costOf,
	medianOn,
	openGap
} from '#lib/domain/prices/price-statistics.ts';
import { modelPrice } from '../model-price.ts';

const ON = '2026-11-25';
const OFFERS = [
	modelPrice('dear', [8, 8], '2024-01-01', { open_weights: 'no' }),
	modelPrice('cheap', [2, 2], '2025-01-01', { open_weights: 'yes', valid_to: '2026-01-01' }),
	modelPrice('cheaper', [1, 1], '2025-06-01', { open_weights: 'no' }),
	modelPrice('undated', [0.1, 0.1], null)
];

describe('the cheapest price', () => {
	test('steps down when a cheaper model comes and up when it goes', () => {
		const gone = OFFERS.map((offer) =>
			offer.model === 'cheaper' ? { ...offer, valid_to: '2026-03-01' } : offer
		);
		expect(
			cheapestSteps(gone, 'blended', ON).map(({ day, price, offer }) => [day, price, offer.model])
		).toEqual([
			['2024-01-01', 8, 'dear'],
			['2025-01-01', 2, 'cheap'],
			['2025-06-01', 1, 'cheaper'],
			['2026-03-01', 8, 'dear']
		]);
	});

	test('a price without a first day takes no part; of a day only what holds is compared', () => {
		expect(cheapestOn(OFFERS, 'blended', '2025-03-01')).toMatchObject({ price: 2, offers: 2 });
		expect(cheapestOn(OFFERS, 'blended', '2023-01-01')).toBeNull();
	});
});

describe('a price whose end nobody saw', () => {
	const unseen = [
		modelPrice('old', [1, 1], '2024-01-01', { end_basis: 'unknown' }),
		modelPrice('dear', [8, 8], '2024-06-01')
	];

	test('counts for twelve months, then stands beside the cheapest known to hold', () => {
		expect(
			cheapestSteps(unseen, 'blended', ON).map(({ day, until, price, unsure }) => [
				day,
				until,
				price,
				unsure?.price ?? null
			])
		).toEqual([
			['2024-01-01', '2025-01-01', 1, null],
			['2025-01-01', null, 8, 1]
		]);
	});

	test('ends what stood where nothing else is known to hold', () => {
		expect(cheapestSteps(unseen.slice(0, 1), 'blended', ON)).toMatchObject([
			{ day: '2024-01-01', until: '2025-01-01' }
		]);
		expect(cheapestOn(unseen.slice(0, 1), 'blended', ON)).toBeNull();
	});

	test('takes no part in the median either: of 1, 2 and 8 it is 2, of 8 alone 8', () => {
		const three = [...unseen, modelPrice('mid', [2, 2], '2024-02-01', { valid_to: '2026-01-01' })];
		expect(medianOn(three, 'blended', '2024-12-31')?.price).toBe(2);
		expect(medianOn(three, 'blended', ON)?.price).toBe(8);
	});
});

test('the gap: 8 against 2 is 4, then 1 against 2 is 0.5, until the open price ends', () => {
	expect(openGap(OFFERS, 'blended', ON).map(({ day, ratio }) => [day, ratio])).toEqual([
		['2025-01-01', 4],
		['2025-06-01', 0.5]
	]);
});

describe('costs', () => {
	const price = { input_usd_per_mtok: 0.3, output_usd_per_mtok: 1.2 };

	test('30 million in at $0.3 and 10 million out at $1.2: 9 + 12 = 21', () => {
		expect(costOf(price, 30e6, 10e6)).toBe(21);
		expect(costOf(price, 0, 0)).toBe(0);
	});

	test('an output price that was not seen is not taken for zero', () => {
		expect(costOf({ ...price, output_usd_per_mtok: null }, 1e6, 1)).toBeNull();
		expect(costOf({ ...price, output_usd_per_mtok: null }, 1e6, 0)).toBe(0.3);
	});
});
