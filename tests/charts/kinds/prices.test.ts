import { describe, expect, test } from 'vitest';
import { DRAWN_MODELS, pricesChart } from '#lib/charts/kinds/prices.ts';
import type { ModelPrice } from '#lib/domain/prices/prices.ts';
import { modelPrice } from '../../domain/model-price.ts';
import { dayMs } from '#lib/domain/dates.ts';

const ON = '2026-11-25';
const chart = (rows: ModelPrice[]) => pricesChart(rows, 'blended', { title: 'Title', on: ON });
const steps = (rows: ModelPrice[]) =>
	chart(rows).spec.layers.map(({ points }) =>
		points.map(({ x, y }) => [new Date(x).toISOString().slice(0, 10), y])
	);

describe('pricesChart', () => {
	test('a price is a step that lasts until the next one, the last until today', () => {
		const rows = [
			modelPrice('a', [4, 4], '2026-04-24', { valid_to: '2026-04-26' }),
			modelPrice('a', [1, 1], '2026-04-26')
		];
		expect(steps(rows)).toEqual([
			[
				['2026-04-24', 4],
				['2026-04-26', 1],
				[ON, 1]
			]
		]);
	});

	test('a price bound to something is marked, one that is not says nothing of it', () => {
		const told = (condition: string | null) =>
			chart([modelPrice('a', [4, 4], '2026-04-24', { condition })]).spec.layers[0]?.points[0]
				?.detail;
		expect(told('off_peak')).toContain('conditional: off peak');
		expect(told(null)?.join(' ')).not.toContain('conditional');
	});

	test('a price that ended stops there, with a gap before the next', () => {
		const rows = [
			modelPrice('a', [4, 4], '2026-01-01', { valid_to: '2026-02-01' }),
			modelPrice('a', [1, 1], '2026-06-01', { valid_to: '2026-07-01' })
		];
		expect(steps(rows)).toEqual([
			[
				['2026-01-01', 4],
				['2026-02-01', 4],
				['2026-02-01', null],
				['2026-06-01', 1],
				['2026-07-01', 1]
			]
		]);
	});

	test('nothing is drawn past today, though an end is stated for later', () => {
		const rows = [modelPrice('a', [1, 1], '2026-10-01', { valid_to: '2027-01-01' })];
		expect(steps(rows)[0]?.at(-1)).toEqual([ON, 1]);
	});

	test('prices without a first day or without the measure are counted, not drawn', () => {
		const rows = [
			modelPrice('a', [1, 1], '2026-01-01'),
			modelPrice('b', [1, 1], null),
			modelPrice('c', [1, 1], '2026-01-01', { blended_usd_per_mtok: null })
		];
		const { spec, undated, unpriced } = chart(rows);
		expect([spec.layers.length, undated, unpriced]).toEqual([1, 1, 1]);
	});

	test('two hosts of a model are two lines, the reseller named', () => {
		const rows = [
			modelPrice('a', [1, 1], '2026-01-01'),
			modelPrice('a', [2, 2], '2026-01-01', { host: 'Reseller' })
		];
		expect(chart(rows).spec.layers.map((layer) => 'label' in layer && layer.label)).toEqual([
			'A',
			'A at Reseller'
		]);
	});

	test('too many lines to tell apart: the newest are drawn and the others counted', () => {
		const rows = Array.from({ length: DRAWN_MODELS + 3 }, (_, index) =>
			modelPrice(`m${index}`, [1, 1], `2026-01-${String(index + 1).padStart(2, '0')}`)
		);
		const { spec, left_out } = chart(rows);
		expect(left_out).toBe(3);
		expect(Math.min(...spec.layers.flatMap(({ points }) => points.map(({ x }) => x)))).toBe(
			dayMs('2026-01-04')
		);
	});

	test('the axis is one of factors only where prices differ more than tenfold', () => {
		const near = [modelPrice('a', [1, 1], '2026-01-01'), modelPrice('b', [9, 9], '2026-01-01')];
		const far = [
			modelPrice('a', [0.3, 0.3], '2026-01-01'),
			modelPrice('b', [11, 11], '2026-01-01')
		];
		expect([chart(near).spec.logarithmic, chart(near).spec.y.min]).toEqual([undefined, 0]);
		const { logarithmic, y } = chart(far).spec;
		expect(logarithmic).toBe(true);
		expect(y.min).toBeGreaterThan(0);
	});

	test('what rests on a tracker alone is hollow', () => {
		const rows = [modelPrice('a', [1, 1], '2026-01-01', { tier: 'aggregator' })];
		expect(chart(rows).spec.layers[0]?.points.every(({ hollow }) => hollow)).toBe(true);
	});
});
