import { describe, expect, test } from 'vitest';
import {
	changeOn,
	exact,
	exactWithUnit,
	linesOf,
	marksLegend,
	newestOf,
	projectionSentence,
	sourcesOf,
	yearsBefore,
	type Observation
} from '#lib/domain/indicators/indicators.ts';
import { linesHeadline } from '#lib/domain/indicators/indicator-headline.ts';
import { commonTitle, distinctNames, namesOf } from '#lib/domain/indicators/indicator-names.ts';
import { observation } from '../observation.ts';

const ON = '2026-11-25';
const headline = (rows: Observation[], comparable = true) =>
	linesHeadline(linesOf(rows), ON, namesOf(rows), comparable);
const VIRGINIA = { region: 'US-VA', region_name: 'Virginia' };
const OHIO = { region: 'US-OH', region_name: 'Ohio' };

describe('exact', () => {
	test('rounds nothing away and separates thousands', () => {
		expect(exact(0.54375)).toBe('0.54375');
		expect(exact(15.28)).toBe('15.28');
		expect(exact(54_200_000_000)).toBe('54,200,000,000');
	});
});

describe('linesOf', () => {
	test('a line for each series and region, in the order of time', () => {
		const rows = [observation('2025', 3), observation('2024', 2, VIRGINIA), observation('2023', 1)];
		expect(
			linesOf(rows).map(({ region, values }) => [region, values.map(({ date }) => date)])
		).toEqual([
			['US', ['2023', '2025']],
			['US-VA', ['2024']]
		]);
	});

	test('of several editions of a period the newest is the value, the others are kept beside it', () => {
		const rows = [
			observation('2030', 1, { vintage: '2024' }),
			observation('2030', 3, { vintage: '2026-04' }),
			observation('2030', 2, { vintage: '2025-Q3' })
		];
		const [line] = linesOf(rows);
		expect(line?.values.map(({ value }) => value)).toEqual([3]);
		expect(line?.earlier.map(({ value }) => value)).toEqual([1, 2]);
	});
});

describe('newestOf', () => {
	const values = [
		observation('2024', 1),
		observation('2026-12', 2),
		observation('2030', 3, { estimate: 'projection' })
	];
	test('is no projection and lies not after the day', () => {
		expect(newestOf({ values }, ON)?.value).toBe(1);
	});

	test('is the newest projection where there is nothing else', () => {
		expect(newestOf({ values: values.slice(2) }, ON)?.value).toBe(3);
	});
});

describe('changeOn', () => {
	test('is a percentage of the earlier value', () => {
		expect(changeOn(observation('2025', 17.3), observation('2024', 16.48))).toBe('up 5% from 2024');
		expect(changeOn(observation('2025', 9), observation('2024', 10))).toBe('down 10% from 2024');
		expect(changeOn(observation('2025', 9), observation('2024', 9))).toBe('the same as in 2024');
	});

	test('is in points for shares', () => {
		const unit = 'percent';
		expect(changeOn(observation('2025', 25, { unit }), observation('2024', 22.5, { unit }))).toBe(
			'up 2.5 points from 2024'
		);
	});

	test('is not told on a value of zero or less, of which nothing is a percentage', () => {
		expect(changeOn(observation('2025', 5), observation('2024', 0))).toBeNull();
		expect(changeOn(observation('2025', 5), observation('2024', -2))).toBeNull();
	});
});

describe('yearsBefore', () => {
	test('is the same month a year earlier, not the month before', () => {
		const values = [
			observation('2024-04', 1),
			observation('2025-03', 2),
			observation('2025-04', 3)
		];
		expect(yearsBefore({ values }, observation('2025-04', 3), 1)?.date).toBe('2024-04');
		expect(yearsBefore({ values }, observation('2025-03', 2), 1)).toBeNull();
	});
});

describe('linesHeadline of what is past the limit of its frequency', () => {
	const told = (...old: string[]) => {
		const rows = [observation('2025', 15, VIRGINIA), observation('2025', 14, OHIO)];
		return linesHeadline(
			linesOf(rows),
			ON,
			namesOf(rows),
			true,
			true,
			new Set(old.map((region) => `${rows[0]?.series_id ?? ''}|${region}`))
		);
	};

	test('says so after the period, of all or of how many', () => {
		expect(told('US-VA', 'US-OH')).toMatch(/in 2025 \(outdated\)$/);
		expect(told('US-OH')).toMatch(/in 2025 \(1 of 2 outdated\)$/);
		expect(told()).toMatch(/in 2025$/);
	});
});

describe('linesHeadline', () => {
	test('one line: its newest value and the change on the year before', () => {
		expect(headline([observation('2024', 16.48), observation('2025', 17.3)])).toBe(
			'United States: 17.3¢ per kWh in 2025, up 5% from 2024'
		);
	});

	test('says who reported a figure that was not read at its origin, and that a projection is one', () => {
		expect(
			headline([observation('2025', 10, { tier: 'aggregator', publisher: 'A Tracker' })])
		).toBe('United States: 10¢ per kWh in 2025, as reported by A Tracker');
		expect(headline([observation('2030', 12, { estimate: 'projection' })])).toBe(
			'United States: 12¢ per kWh projected for 2030'
		);
	});

	test('regions are compared in the newest period all of them have', () => {
		const rows = [
			observation('2024', 16.48),
			observation('2025', 17.3),
			observation('2024', 14.5, VIRGINIA)
		];
		expect(headline(rows)).toBe('United States 16.48¢ per kWh, Virginia 14.5¢ per kWh in 2024');
	});

	test('unlike series keep their own periods', () => {
		const rows = [
			observation('2025', 5, { series_id: 'a', subject: 'Alpha', unit: 'TWh' }),
			observation('2024', 3, { series_id: 'b', subject: 'Beta', unit: 'TWh' })
		];
		expect(headline(rows, false)).toBe('Alpha 5 TWh in 2025; Beta 3 TWh in 2024');
	});

	const many = [1, 2, 3, 4, 5].map((value) =>
		observation('2025', value, { region: `R${value}`, region_name: `Region ${value}` })
	);
	test('of many comparable lines the lowest and the highest are named', () => {
		expect(headline(many)).toBe('From 1¢ per kWh (Region 1) to 5¢ per kWh (Region 5) in 2025');
	});

	test('of lines that do not count alike none is called the highest', () => {
		expect(headline(many, false)).toBe('5 lines side by side, newest 2025');
	});

	test('nothing is said of nothing', () => {
		expect(headline([])).toBe('No value found');
	});
});

describe('names', () => {
	test('leave out what all titles share', () => {
		expect(distinctNames(['Price, homes, yearly', 'Price, shops, yearly'])).toEqual([
			'homes',
			'shops'
		]);
		expect(commonTitle(['Alpha spending, yearly', 'Beta spending, yearly'])).toBe(
			'Spending, yearly: Alpha, Beta'
		);
	});

	test('stay whole where nothing would be left of one', () => {
		expect(distinctNames(['Price', 'Price of homes'])).toEqual(['Price', 'Price of homes']);
		expect(commonTitle(['Power use (Lab)', 'Power use (Agency)'])).toBe('Power use: Lab, Agency');
		expect(commonTitle(['Price', 'Water'])).toBe('Price; Water');
	});

	test('of forecasts of the same thing are their forecasters', () => {
		const rows = [
			observation('2030', 1, { series_id: 'a', series_title: 'Power use (First Bank)' }),
			observation('2030', 2, { series_id: 'b', series_title: 'US power demand (Second Lab)' })
		];
		expect(linesOf(rows).map(namesOf(rows))).toEqual(['First Bank', 'Second Lab']);
	});

	test('of regions and series name both', () => {
		const rows = [
			observation('2025', 1, { subject: 'Alpha', series_id: 'a' }),
			observation('2025', 1, { subject: 'Beta', series_id: 'b', ...OHIO })
		];
		expect(linesOf(rows).map(namesOf(rows))).toEqual(['United States, Alpha', 'Ohio, Beta']);
	});
});

describe('words under a chart', () => {
	test('sources: publishers, values by tier, the newest edition', () => {
		const rows = [
			observation('2024', 1, { vintage: '2025' }),
			observation('2025', 1, { vintage: '2026-04', tier: 'aggregator', publisher: 'A Tracker' }),
			observation('2023', 1)
		];
		expect(sourcesOf(rows)).toBe(
			'Test Agency, A Tracker; 3 values, 2 from original sources, 1 from a tracker only; newest edition: Apr 2026'
		);
	});

	test('the legend names only what occurs', () => {
		expect(marksLegend([observation('2025', 1)])).toEqual(['filled: measured']);
		expect(
			marksLegend([observation('2030', 5, { estimate: 'projection', low: 4, high: 6 })])
		).toEqual([
			'hollow: estimate, claim, projection or from a tracker only',
			'dashed: projection',
			'band or whisker: stated range'
		]);
	});

	test('a projection is told with its range, publisher and date', () => {
		const values = [
			observation('2023', 176, { unit: 'TWh' }),
			observation('2028', 452.5, {
				unit: 'TWh',
				low: 325,
				high: 580,
				estimate: 'projection',
				vintage: '2024-12',
				publisher: 'A Lab'
			})
		];
		expect(projectionSentence({ values })).toBe(
			'Projected: 325 TWh to 580 TWh in 2028, by A Lab, published Dec 2024.'
		);
		expect(projectionSentence({ values: values.slice(0, 1) })).toBe('');
	});
});

test.each([
	[67_680_000_000, 'CNY', 'CN¥67.68 billion'],
	[120e12, 'tokens/day', '120 trillion tokens/day'],
	[3_881_000_000, 'L', '3.881 billion L'],
	[1_234_567_891, 'USD', '$1,234,567,891'],
	[3_936, 'count', '3,936'],
	[4.1, 'USD/h', '$4.10/h'],
	[194.95, 'USD/kW-month', '$194.95/kW-month'],
	[0.2375, 'USD/Mtok', '$0.2375/M tokens'],
	[-0.5, 'USD/month', '−$0.50/month'],
	[551.6, 'gCO2/kWh', '551.6 g CO2/kWh']
])('%d %s is written %s, with nothing rounded away', (value, unit, words) => {
	expect(exactWithUnit(value, unit)).toBe(words);
});
