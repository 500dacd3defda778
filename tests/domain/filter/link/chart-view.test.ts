import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#lib/domain/dates.ts';
import {
	chartFaults,
	chartProblem,
	chartView,
	rangeOf,
	rangeValue,
	seriesName,
	withoutChartKeys
} from '#lib/domain/filter/link/chart-view.ts';

describe('a range', () => {
	test.each([
		['1y', { years: 1 }],
		['3y', { years: 3 }],
		['2025-06~2026-02-10', { from: '2025-06-01', to: '2026-02-10' }],
		['2025~2025', { from: '2025-01-01', to: '2025-12-31' }]
	])('%s is read', (value, range) => {
		expect(rangeOf(value)).toEqual(range);
	});
	test.each(['', 'all', '2y', '2025', '2026~2025', '2025-13~2026', '2025~2026~2027', '1Y'])(
		'"%s" is none',
		(value) => {
			expect(rangeOf(value)).toBeNull();
		}
	);

	test('of any two days is written and read alike', () => {
		expect.hasAssertions();
		fc.assert(
			fc.property(fc.nat(20_000), fc.nat(5000), (start, length) => {
				const from = addDays('1980-01-01', start);
				const to = addDays(from, length);
				expect(rangeOf(rangeValue(from, to))).toEqual({ from, to });
			})
		);
	});
});

describe('how an address wants its charts', () => {
	const of = (search: string) => new URLSearchParams(search);
	test('is told apart from what chooses rows', () => {
		const { rest, chart } = withoutChartKeys(of('region=US&range=1y&hide=a~b&from=2025'));
		expect(rest.toString()).toBe('region=US&from=2025');
		expect(chart).toEqual({ range: '1y', hide: 'a~b' });
		expect(chartView(of('range=1y&hide=a~b'))).toEqual({ range: { years: 1 }, hidden: ['a', 'b'] });
		expect(chartView(of(''))).toEqual({ range: null, hidden: [] });
	});

	test('is refused in words where it is malformed', () => {
		expect(chartProblem(of('range=1y&hide=harbor-poll'))).toBeNull();
		expect(chartProblem(of('range=&hide='))).toBeNull();
		expect(chartProblem(of('range=yesterday'))).toBe(
			'range "yesterday": expected 1y, 3y or two dates such as 2025-06-01~2026-02-10'
		);
		expect(chartFaults(of('range=1&hide=A')).map(({ key, value }) => [key, value])).toEqual([
			['range', '1'],
			['hide', 'A']
		]);
		expect(chartView(of('range=1&hide=A'))).toEqual({ range: null, hidden: [] });
		expect(chartProblem(of('hide=A B'))).toMatch(/^hide "A B": expected names of series/);
	});

	test('names series in letters that an address holds as they are', () => {
		expect(seriesName('Heatmap Pro, near!')).toBe('heatmap-pro-near');
		expect(encodeURIComponent(seriesName('a/b c~d'))).toBe('a-b-c-d');
	});
});
