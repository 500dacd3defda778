import { describe, expect, it } from 'vitest';
import { cheapestOn, comparable, openGapOn } from '#lib/domain/prices/price-statistics.ts';
import { modelPrice } from './model-price.ts';

const DAY = '2026-11-01';
const plain = modelPrice('plain', [2, 6], '2026-08-01');
const offPeak = modelPrice('off-peak', [0.1, 0.3], '2026-08-01', { condition: 'off_peak' });
const training = modelPrice('training', [0.1, 0.2], '2026-08-01', {
	condition: 'trains_on_requests'
});
const unplaced = modelPrice('embedding', [0.02, 0.02], '2026-08-01', { model_class: 'unplaced' });
const silent = modelPrice('silent', [0.02, 0], '2026-08-01', {
	output_usd_per_mtok: null,
	blended_usd_per_mtok: null
});
const unknown = modelPrice('unknown', [0.5, 1], '2026-08-01', { open_weights: null });
const open = modelPrice('open', [1, 3], '2026-08-01', { open_weights: 'yes' });

describe('prices that are compared with each other', () => {
	it('leave out conditional ones, models without a class and models without an output price', () => {
		expect(comparable([plain, offPeak, training, unplaced, silent])).toEqual([plain]);
	});

	it('count conditional ones where they are asked for, and nothing else more', () => {
		expect(comparable([plain, offPeak, training, unplaced, silent], true)).toEqual([
			plain,
			offPeak,
			training
		]);
	});

	it('give a cheapest price that anybody can have', () => {
		expect(cheapestOn(comparable([plain, training]), 'blended', DAY)).toMatchObject({
			price: 3,
			offers: 1
		});
	});

	it('take unknown weights for neither open nor closed', () => {
		expect(openGapOn(comparable([plain, unknown, open]), 'blended', DAY)).toMatchObject({
			closed: { price: 3 },
			open: { price: 1.5 },
			ratio: 2
		});
	});
});
