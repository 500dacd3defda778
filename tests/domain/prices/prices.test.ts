import { describe, expect, test } from 'vitest';
import {
	changedModels,
	heldOn,
	measureOf,
	priceOf,
	pricesHeadline
} from '#lib/domain/prices/prices.ts';
import { modelPrice } from '../model-price.ts';

const ON = '2026-11-25';
const CUT = [
	modelPrice('a', [4, 4], '2026-04-24', { valid_to: '2026-04-26' }),
	modelPrice('a', [1, 1], '2026-04-26')
];

test('the blend is three parts input and one part output', () => {
	const row = modelPrice('a', [2, 10], '2026-01-01');
	expect([priceOf(row, 'input'), priceOf(row, 'output'), priceOf(row, 'blended')]).toEqual([
		2, 10, 4
	]);
	expect([measureOf('output'), measureOf('cached'), measureOf(null)]).toEqual([
		'output',
		null,
		null
	]);
});

test('a price holds from its first day until before its last', () => {
	const row = modelPrice('a', [1, 1], '2026-01-10', { valid_to: '2026-02-01' });
	expect(
		['2026-01-09', '2026-01-10', '2026-01-31', '2026-02-01'].map((day) => heldOn(row, day))
	).toEqual([false, true, true, false]);
	expect(heldOn(modelPrice('a', [1, 1], null), ON)).toBe(false);
});

describe('changedModels', () => {
	test('are those whose price changed in the twelve months before the day', () => {
		const rows = [
			...CUT,
			modelPrice('old', [2, 2], '2024-01-01'),
			modelPrice('old', [1, 1], '2025-01-01'),
			modelPrice('same', [2, 2], '2026-01-01'),
			modelPrice('same', [2, 2], '2026-03-01'),
			modelPrice('single', [2, 2], '2026-01-01'),
			modelPrice('undated', [2, 2], null),
			modelPrice('undated', [1, 1], '2026-03-01')
		];
		expect(changedModels(rows, ON)).toEqual(['a']);
	});

	test('a change that is announced for later has not happened', () => {
		expect(changedModels(CUT, '2026-04-25')).toEqual([]);
	});

	test('two hosts with two prices are no change', () => {
		const rows = [
			modelPrice('a', [2, 2], '2026-01-01'),
			modelPrice('a', [1, 1], '2026-03-01', { host: 'Reseller' })
		];
		expect(changedModels(rows, ON)).toEqual([]);
	});
});

describe('pricesHeadline', () => {
	test('one model: from what to what, and how much that is', () => {
		expect(pricesHeadline(CUT, 'blended', ON)).toBe(
			'A: $4 from Apr 24, 2026, $1 since Apr 26, 2026 (down 75%)'
		);
	});

	test('an end that was stated is told', () => {
		const ended = [modelPrice('a', [1, 1], '2026-01-01', { valid_to: '2026-08-17' })];
		expect(pricesHeadline(ended, 'blended', ON)).toMatch(/until Aug 17, 2026$/);
	});

	test('several models that changed: how many fell and rose', () => {
		const rows = [
			...CUT,
			modelPrice('b', [1, 1], '2026-01-01'),
			modelPrice('b', [2, 2], '2026-02-01')
		];
		expect(pricesHeadline(rows, 'blended', ON)).toBe(
			'1 of 2 models became cheaper since their first list price, 1 became more expensive'
		);
	});

	test('several models that did not: the range of the newest prices, ended ones left out', () => {
		const rows = [
			modelPrice('a', [1, 1], '2026-01-01'),
			modelPrice('b', [3, 3], '2026-01-01'),
			modelPrice('c', [9, 9], '2026-01-01', { valid_to: '2026-06-01' }),
			modelPrice('d', [0.1, 0.1], null)
		];
		expect(pricesHeadline(rows, 'input', ON)).toBe('Newest list prices run from $1 (A) to $3 (B)');
	});

	test('nothing is said of prices without a date', () => {
		expect(pricesHeadline([modelPrice('a', [1, 1], null)], 'input', ON)).toBe(
			'No dated price found'
		);
	});
});
