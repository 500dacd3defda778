import { describe, expect, test } from 'vitest';
import { atMoment, type Panels } from '#lib/figures/regions/story-moment.ts';
import { observation } from '../../domain/observation.ts';

const reading = (date: string, percent: number, item: string | null) => ({
	house: 'House One',
	item,
	percent,
	date,
	trend_date: `${date}-15`,
	date_start: `${date}-01`
});
const quarter = (date: string, value: number, subject: string) =>
	observation(date, value, { series_id: subject, subject, unit: 'USD' });

const PANELS: Panels = {
	overview: {
		headline: { item: 'asked-again' },
		readings: [
			reading('2025-08', 42, 'asked-again'),
			reading('2026-03', 71, null),
			reading('2026-05', 70.5, 'asked-again')
		]
	},
	months: [{ month: '2026-04', restrictive: 12, permissive: 3, neutral: 1 }],
	price: [observation('2026-02', 17), observation('2026-03', 18)],
	capex: [
		quarter('2025-Q4', 2e9, 'Alpha'),
		quarter('2026-Q2', 3e9, 'Alpha'),
		quarter('2026-Q1', 1e9, 'Beta')
	]
};
const on = (day: string) =>
	Object.fromEntries(atMoment(PANELS, day).map(({ panel, words }) => [panel, words]));

describe('what the panels of one time axis say of a day', () => {
	test('the newest of each that was known then', () => {
		expect(on('2026-04-10')).toEqual({
			Opposition: '42% (House One, Aug 2025)',
			Actions: '12 restrictive, 3 permissive in Apr 2026',
			Price: '18¢ per kWh (Mar 2026)',
			Spending: 'Alpha $3 billion (2026 Q2), Beta $1 billion (2026 Q1)'
		});
	});

	test('never a value between two, and none before the first', () => {
		expect(on('2026-05-14')['Opposition']).toBe('42% (House One, Aug 2025)');
		expect(on('2026-05-15')['Opposition']).toBe('70.5% (House One, May 2026)');
		expect(on('2024-01-01')).toEqual({
			Opposition: 'no poll of this question yet',
			Actions: 'no records found in Jan 2024',
			Price: 'no value yet',
			Spending: 'no value yet'
		});
	});
});
