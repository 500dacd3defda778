import { expect, test } from 'vitest';
import { oldOf } from '#lib/domain/history/outdated.ts';
import { cheapestTitle } from '#lib/figures/prices/costs.ts';
import type { TiersData } from '#lib/server/api/views/prices/tiers.ts';

const ON = '2026-11-25';
const step = (model_class: string, price: number, stale_from: string | null) => ({
	model_class,
	price,
	stale_from,
	until: null
});

test('a headline of prices says which of them is past its limit', () => {
	const drawn = [step('mid', 0.8, '2026-11-20'), step('small', 0.2, null)];
	const data = { drawn, meta: { on: ON } } as unknown as TiersData;
	expect(cheapestTitle(data)).toBe(
		'Cheapest known today: mid $0.80 (outdated), small $0.20 per million tokens'
	);
});

test('a source line says how many of what is drawn are outdated on the day', () => {
	const rows = [step('mid', 1, ON), step('mid', 1, '2026-11-26'), step('mid', 1, null)];
	expect(oldOf(rows, ON, 'prices')).toBe(' (1 of 3 prices outdated)');
	expect(oldOf(rows.slice(0, 1), ON, 'prices')).toBe(' (outdated)');
	expect(oldOf(rows, '2026-11-24', 'prices')).toBe('');
});
