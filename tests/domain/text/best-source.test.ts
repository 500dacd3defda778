import { describe, expect, test } from 'vitest';
import { bestFirst } from '#lib/domain/text/best-source.ts';
import type { Tier } from '#lib/domain/closed.ts';

const order = (...tiers: Tier[]) =>
	bestFirst(tiers.map((tier, index) => ({ tier, index }))).map(
		({ tier, index }) => `${tier} ${index}`
	);

describe('the best source', () => {
	test('is the original, then a user’s own, then news, then a tracker', () => {
		expect(order('aggregator', 'reported', 'own', 'primary')).toEqual([
			'primary 3',
			'own 2',
			'reported 1',
			'aggregator 0'
		]);
	});

	test('is among equals the one that stood first', () => {
		expect(order('reported', 'aggregator', 'reported')).toEqual([
			'reported 0',
			'reported 2',
			'aggregator 1'
		]);
	});
});
