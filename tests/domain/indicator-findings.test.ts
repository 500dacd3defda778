import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capexFinding, cheapestFinding, gapFinding } from '#lib/domain/indicators/cost-findings.ts';
import {
	capacityFinding,
	demandFinding,
	forecastFinding,
	groupsFinding,
	pipelineFinding,
	priceFinding
} from '#lib/domain/indicators/energy-findings.ts';
import { changeInPercent, rankOf, type IndicatorFinding } from '#lib/domain/text/evidence.ts';
import { valueWords, type Observation } from '#lib/domain/indicators/indicators.ts';
import { cheapestOn, openGap } from '#lib/domain/prices/price-statistics.ts';
import { modelPrice } from './model-price.ts';
import { observation } from './observation.ts';
import { ordinal } from '#lib/domain/text/format.ts';

const ON = '2026-11-25';
const some = fc
	.double({ min: 0.05, max: 5000, noNaN: true })
	.map((value) => Math.round(value * 100) / 100 || 0.05);

/** Every change a sentence tells, as its direction and size. */
const changes = (text: string) =>
	[...text.matchAll(/\b(up|down) ([\d,.]+)%/g)].map(([, way, size]) => ({
		way,
		size: Number(size?.replaceAll(',', ''))
	}));

/** Whether each figure of the evidence that the sentence names first is written in it as it is. */
const names = (finding: IndicatorFinding, index: number) => {
	const one = finding.evidence[index];
	return one !== undefined && finding.sentence.includes(valueWords(one.value, one.unit));
};

/** A change from `before` to `now`, checked against what a sentence says of it. */
function expectChange(
	said: { way: string | undefined; size: number } | undefined,
	now: number,
	before: number
) {
	expect(said?.way).toBe(now > before ? 'up' : 'down');
	expect(said?.size).toBeCloseTo(Math.abs((now / before - 1) * 100), 0);
}

const years = (values: readonly number[], more: Partial<Observation> = {}) =>
	values.map((value, index) => observation(String(2026 - values.length + index), value, more));

describe('no sentence contradicts its numbers', () => {
	test('price: level, changes over 1, 5 and 10 years', () => {
		fc.assert(
			fc.property(fc.array(some, { minLength: 11, maxLength: 11 }), (values) => {
				const found = priceFinding(years(values), 'US', ON);
				if (!found) throw new Error('there is a price');
				const [now = 0] = values.slice(-1);
				const before = [1, 5, 10].map((back) => values.at(-1 - back) ?? 0);
				expect(names(found, 0)).toBe(true);
				const told = changes(found.sentence);
				const moved = before.filter((one) => /^(up|down)/.test(changeInPercent(now, one) ?? ''));
				expect(told).toHaveLength(moved.length);
				for (const [index, one] of moved.entries()) expectChange(told[index], now, one);
			})
		);
	});

	test('price: the place among the states is the count of higher ones', () => {
		fc.assert(
			fc.property(fc.array(some, { minLength: 2, maxLength: 26 }), (values) => {
				const rows = values.map((value, index) =>
					observation('2025', value, { region: `US-${String.fromCharCode(65 + index)}A` })
				);
				const found = priceFinding(rows, 'US-AA', ON);
				const rank = values.filter((value) => value > (values[0] ?? 0)).length + 1;
				const words = rank === 1 ? 'the highest' : `the ${ordinal(rank)} highest`;
				expect(found?.sentence).toContain(`${words} of ${values.length},`);
			})
		);
	});

	test('utilities: four figures, two changes', () => {
		fc.assert(
			fc.property(some, some, some, some, (a, b, c, d) => {
				const line = (from: number, to: number, series_id: string) => [
					observation('2023-01', from, { series_id }),
					observation('2026-03', to, { series_id })
				];
				const found = groupsFinding(
					[{ where: 'inside PJM', many: line(a, b, 'many'), without: line(c, d, 'none') }],
					ON
				);
				if (!found) throw new Error('there are groups');
				expect([names(found, 0), names(found, 1)]).toEqual([true, true]);
				const pairs = [
					[b, a],
					[d, c]
				].filter(([now = 0, then = 0]) => /^(up|down)/.test(changeInPercent(now, then) ?? ''));
				const told = changes(found.sentence);
				for (const [index, [now = 0, then = 0]] of pairs.entries())
					expectChange(told[index], now, then);
				expect(told).toHaveLength(pairs.length);
			})
		);
	});

	test('demand, capacity and capital spending: figure and change', () => {
		fc.assert(
			fc.property(some, some, (before, now) => {
				const found = [
					demandFinding(
						[
							observation('2020', before, { unit: 'TWh' }),
							observation('2024', now, { unit: 'TWh' })
						],
						ON
					),
					capacityFinding([observation('2025/26', before), observation('2026/27', now)]),
					capexFinding([observation('2025-Q2', before), observation('2026-Q2', now)], ON)
				];
				for (const one of found) {
					if (!one) throw new Error('there is a finding');
					expect(one.evidence.map(({ value }) => value)).toEqual([now, before]);
					if (one.id !== 'capex') expect(names(one, 0)).toBe(true);
					const told = changes(one.sentence);
					if (/^(up|down)/.test(changeInPercent(now, before) ?? ''))
						expectChange(told[0], now, before);
					else expect(told).toEqual([]);
				}
			})
		);
	});

	test('contracted load: figure and change on a year before', () => {
		fc.assert(
			fc.property(some, some, (before, now) => {
				const found = pipelineFinding(
					[
						observation('2025-06', before, { unit: 'GW' }),
						observation('2026-06', now, { unit: 'GW' })
					],
					ON
				);
				if (!found) throw new Error('there is a finding');
				expect(names(found, 0)).toBe(true);
				const told = changes(found.sentence);
				if (/^(up|down)/.test(changeInPercent(now, before) ?? ''))
					expectChange(told[0], now, before);
				else expect(told).toEqual([]);
			})
		);
	});

	test('forecasts: from the lowest to the highest of one year, each with its edition', () => {
		fc.assert(
			fc.property(fc.uniqueArray(some, { minLength: 2, maxLength: 6 }), (values) => {
				const rows = values.map((value, index) =>
					observation('2030', value, {
						series_id: `forecast-${index}`,
						series_title: `Demand (House ${index})`,
						estimate: 'projection',
						vintage: '2025-04',
						unit: 'TWh'
					})
				);
				const found = forecastFinding(rows);
				const [low, high] = [Math.min(...values), Math.max(...values)];
				expect(found?.sentence).toContain(
					`${values.length} forecasts of data-center electricity in the United States for 2030 run from ${valueWords(low, 'TWh')} (House ${values.indexOf(low)}, published Apr 2025) to ${valueWords(high, 'TWh')}`
				);
			})
		);
	});

	test('open against closed: the dearer side is called dearer', () => {
		fc.assert(
			fc.property(some, some, (open, closed) => {
				const offers = [
					modelPrice('open', [open, open], '2025-01-01', { open_weights: 'yes' }),
					modelPrice('closed', [closed, closed], '2025-01-01', { open_weights: 'no' })
				];
				const { sentence } = gapFinding(
					openGap(offers, 'input', ON).at(-1) ?? null,
					'Frontier'
				) ?? {
					sentence: ''
				};
				const side =
					closed === open ? 'the same' : closed > open ? 'the closed one' : 'the open one';
				expect(sentence).toContain(`: ${side}`);
			})
		);
	});

	test('the cheapest of each class is named with its price', () => {
		const cheapest = cheapestOn([modelPrice('small', [0.04, 0.04], '2025-01-01')], 'input', ON);
		if (!cheapest) throw new Error('there is a price');
		const found = cheapestFinding([{ label: 'Small', cheapest }], 'input', ON);
		expect(found?.sentence).toContain('small $0.04 (SMALL)');
		expect(found?.evidence[0]?.value).toBe(0.04);
	});
});

describe('what the data does not support is not said', () => {
	test('no value, no sentence; one value, no change', () => {
		expect(priceFinding([], 'US', ON)).toBeNull();
		expect(priceFinding(years([12]), 'US', ON)?.sentence).toBe(
			'Homes in the United States paid 12¢ per kWh in 2025.'
		);
		expect(capacityFinding([observation('2026/27', 5)])).toBeNull();
		expect(forecastFinding(years([1, 2]))).toBeNull();
		expect(gapFinding(null, 'Frontier')).toBeNull();
		expect(cheapestFinding([], 'input', ON)).toBeNull();
	});

	test('a projection is never called measured', () => {
		const rows = [observation('2030', 900, { unit: 'TWh', estimate: 'projection' })];
		expect(demandFinding(rows, ON)).toBeNull();
	});

	test('groups without a price above zero to compare with are left out', () => {
		const line = (from: number, to: number, series_id: string) => [
			observation('2023-01', from, { series_id }),
			observation('2026-03', to, { series_id })
		];
		const many = line(0, 5, 'many');
		expect(
			groupsFinding([{ where: 'inside PJM', many, without: line(1, 2, 'none') }], ON)
		).toBeNull();
	});

	test('a change too small for its figure is nearly none, of zero there is none', () => {
		expect(changeInPercent(100.01, 100)).toBe('nearly unchanged');
		expect(changeInPercent(100, 100)).toBe('unchanged');
		expect(changeInPercent(5, 0)).toBeNull();
	});

	test('ranks and ordinals', () => {
		expect([1, 2, 3, 4, 11, 12, 13, 21, 22].map(ordinal)).toEqual([
			'1st',
			'2nd',
			'3rd',
			'4th',
			'11th',
			'12th',
			'13th',
			'21st',
			'22nd'
		]);
		expect(rankOf('XX', [])).toBeNull();
	});
});

describe('an outdated or unlike period is said beside the figure', () => {
	const company = (subject: string, now: string, before: string) =>
		[before, now].map((date, index) =>
			observation(date, 10 + index, { series_id: subject, subject, region: 'WLD' })
		);

	test('where the newest value is past its limit', () => {
		const found = priceFinding(years([16, 17]), 'US', ON, new Set(['made-up-price|US']));
		expect(found?.sentence).toContain('in 2025 (outdated): up 6.3% from 2024');
		expect(found?.headline).toContain('in 2025 (outdated)');
	});

	test('and not where another line is', () => {
		const found = priceFinding(years([16, 17]), 'US', ON, new Set(['made-up-price|US-VA']));
		expect(found?.sentence).not.toContain('outdated');
	});

	test('of companies that share a quarter once, for all', () => {
		const found = capexFinding(
			[...company('A', '2026-Q2', '2025-Q2'), ...company('B', '2026-Q2', '2025-Q2')],
			ON
		);
		expect(found?.sentence).toMatch(
			/^Capital spending in cash, in 2026 Q2 against 2025 Q2: A .* B /
		);
		expect(found?.sentence.match(/2026 Q2/g)).toHaveLength(1);
	});

	test('of companies in different quarters with each, the newest quarter first', () => {
		const found = capexFinding(
			[...company('A', '2025-Q3', '2024-Q3'), ...company('B', '2026-Q2', '2025-Q2')],
			ON,
			new Set(['A|WLD'])
		);
		expect(found?.headline).toMatch(/^B spent .* in 2026 Q2/);
		expect(found?.sentence).toMatch(
			/not all the same: B .* in 2026 Q2 against 2025 Q2 .*, A .* in 2025 Q3 \(outdated\) against 2024 Q3/
		);
	});

	test('of groups of utilities whose months differ with each', () => {
		const line = (from: string, to: string) => [observation(from, 10), observation(to, 11)];
		const pair = (where: string, to: string) => ({
			where,
			many: line('2023-01', to),
			without: line('2023-01', to)
		});
		const unlike = groupsFinding([pair('inside', '2026-03'), pair('outside', '2025-12')], ON);
		expect(unlike?.sentence).toContain('inside in Mar 2026, against Jan 2023,');
		expect(unlike?.sentence).toContain('outside in Dec 2025, against Jan 2023,');
		const alike = groupsFinding([pair('inside', '2026-03'), pair('outside', '2026-03')], ON);
		expect(alike?.sentence).toMatch(/^Homes paid in Mar 2026, against Jan 2023: inside 11/);
	});
});
