import { describe, expect, test } from 'vitest';
import { outdatedOf, outdatedWords } from '#lib/figures/indicators/indicators.ts';
import type { IndicatorFinding } from '#lib/domain/text/evidence.ts';
import { apiOver, NOW } from '../setup/support.ts';

const LATER = '2031-06-01T10:00:00.000Z';
const PRICE = 'us-electricity-price-residential-annual';

const at = (moment: string) => apiOver({ now: () => new Date(moment) });
const findingsAt = async (moment: string) =>
	(
		(await at(moment).json('/api/v1/findings?region=US')) as {
			data: { energy: IndicatorFinding[] };
		}
	).data.energy;
const latestAt = async (moment: string) =>
	(
		(await at(moment).json(`/api/v1/observations/latest?region=US~US-VA&series=${PRICE}`)) as {
			data: { series_id: string; region: string; outdated: boolean }[];
		}
	).data;

describe('what is past its limit is said to be outdated', () => {
	test('in the sentences on energy, beside the date', async () => {
		const price = (found: IndicatorFinding[]) => found.find(({ id }) => id === 'price')?.sentence;
		expect(price(await findingsAt(NOW))).toMatch(/in 2025[:;.]/);
		expect(price(await findingsAt(LATER))).toContain('in 2025 (outdated)');
	});

	test('and no reason to tell a share in place of an amount', async () => {
		const used = (await findingsAt(NOW)).find(({ id }) => id === 'demand');
		expect(used?.evidence.map(({ unit }) => unit)).toEqual(['TWh', 'TWh']);
		expect(used?.sentence).toMatch(/in 2023 \(outdated\)/);
	});

	test('in the newest values, and after the date under a chart', async () => {
		const [now, later] = [await latestAt(NOW), await latestAt(LATER)];
		expect(now.map(({ outdated }) => outdated)).toEqual([false, false]);
		expect(later.map(({ outdated }) => outdated)).toEqual([true, true]);
		expect(outdatedWords(now, outdatedOf(now))).toBe('');
		expect(outdatedWords(later, outdatedOf(later))).toBe(' (outdated)');
		expect(outdatedWords(later, outdatedOf(later.slice(1)))).toBe(' (1 of 2 lines outdated)');
	});

	test('of the price on a profile', async () => {
		const price = async (moment: string) =>
			(
				(await at(moment).json('/api/v1/profile?region=US-VA')) as {
					data: { price: { outdated: boolean } };
				}
			).data.price.outdated;
		expect([await price(NOW), await price(LATER)]).toEqual([false, true]);
	});
});
