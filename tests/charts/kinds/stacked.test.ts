import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsFigure, fitsName, type Bar } from '#lib/charts/kinds/stacked-spec.ts';
import { stackedBars, subgroupLabel, type Answer } from '#lib/charts/kinds/stacked.ts';
import { STANCES, STRENGTHS } from '#lib/domain/closed.ts';
import { lowered } from '#lib/domain/text/format.ts';

/** An answer made up for these tests. */
const answer = (given: Partial<Answer> & Pick<Answer, 'option' | 'percent'>): Answer => ({
	subgroup: 'all',
	subgroup_label: 'All',
	subgroup_kind: 'all',
	option_label: given.option.replaceAll('_', ' '),
	stance: 'other',
	strength: 'none',
	qualifier: null,
	...given
});
const oppose = (percent: number) =>
	answer({ option: 'oppose', stance: 'oppose', strength: 'net', percent });
const support = (percent: number) =>
	answer({ option: 'support', stance: 'support', strength: 'net', percent });
const places = ({ segments }: Bar) =>
	segments.map(({ option, from, to }) => [option, from, to] as const);
const only = (bars: readonly Bar[]): Bar => {
	const [bar] = bars;
	if (!bar || bars.length > 1) throw new Error(`expected one bar, got ${bars.length}`);
	return bar;
};

describe('exclusive options', () => {
	test('stand from oppose over neutral and unsure to support', () => {
		const { kind, bars, key } = stackedBars(
			[
				support(29),
				answer({ option: 'undecided', stance: 'unsure', percent: 10 }),
				answer({ option: 'neither', stance: 'neutral', percent: 5 }),
				oppose(56)
			],
			false
		);
		expect(kind).toBe('stacked');
		expect(places(only(bars))).toEqual([
			['oppose', 0, 56],
			['neither', 56, 61],
			['undecided', 61, 71],
			['support', 71, 100]
		]);
		expect(key.map(({ option }) => option)).toEqual(['oppose', 'neither', 'undecided', 'support']);
		expect(only(bars).gap).toBeNull();
	});

	test('keep their shares where the rest is not reported: a gap, with support at the right end', () => {
		const bar = only(stackedBars([oppose(46), support(35)], false).bars);
		expect(places(bar)).toEqual([
			['oppose', 0, 46],
			['support', 65, 100]
		]);
		expect(bar.gap).toEqual({ from: 46, to: 65 });
		expect(bar.text).toBe('Whole sample: oppose 46%; support 35%; the rest not reported');
	});

	test('that round to a little more than 100 lengthen the scale and are not squeezed', () => {
		const { kind, max, bars } = stackedBars(
			[oppose(56), answer({ option: 'undecided', stance: 'unsure', percent: 16 }), support(29)],
			false
		);
		expect([kind, max]).toEqual(['stacked', 101]);
		expect(places(only(bars)).at(-1)).toEqual(['support', 72, 101]);
	});

	test('have no gap where rounding alone keeps them from 100', () => {
		const bar = only(stackedBars([oppose(55), support(44)], false).bars);
		expect(bar.gap).toBeNull();
	});

	test('the word before a figure stays with it', () => {
		const bar = only(stackedBars([{ ...oppose(71), qualifier: 'nearly' }], false).bars);
		expect(bar.segments[0]?.figure).toBe('nearly 71%');
	});
});

describe('grades of a stance', () => {
	const grade = (strength: 'strong' | 'somewhat', stance: 'oppose' | 'support', percent: number) =>
		answer({ option: `${strength}_${stance}`, stance, strength, percent });

	test('lie inside the net they are part of, the strong end outside', () => {
		const { bars, key, options } = stackedBars(
			[
				oppose(71),
				grade('somewhat', 'oppose', 23),
				grade('strong', 'oppose', 48),
				support(27),
				grade('strong', 'support', 7)
			],
			false
		);
		const inside = only(bars).segments.map(({ within }) =>
			within.map(({ option, from, to }) => [option, from, to])
		);
		expect(inside).toEqual([
			[
				['strong_oppose', 0, 48],
				['somewhat_oppose', 48, 71]
			],
			[['strong_support', 93, 100]]
		]);
		expect(key.map(({ option }) => option)).toEqual(['oppose', 'support']);
		expect(options).toHaveLength(5);
	});

	test('without a net are segments of their own', () => {
		const bar = only(
			stackedBars(
				[
					grade('strong', 'support', 10),
					grade('somewhat', 'support', 21),
					grade('somewhat', 'oppose', 19),
					grade('strong', 'oppose', 18)
				],
				false
			).bars
		);
		expect(places(bar)).toEqual([
			['strong_oppose', 0, 18],
			['somewhat_oppose', 18, 37],
			['somewhat_support', 69, 90],
			['strong_support', 90, 100]
		]);
		expect(bar.segments.map(({ fill }) => fill)).toEqual([
			'oppose',
			'oppose-somewhat',
			'support-somewhat',
			'support'
		]);
	});
});

describe('options that may overlap', () => {
	const reasons = [
		answer({ option: 'water', percent: 18 }),
		answer({ option: 'cost', percent: 60 }),
		answer({ option: 'noise', percent: 40 })
	];

	test('have a bar each where several answers were allowed, largest first', () => {
		const { kind, bars } = stackedBars(reasons, true);
		expect(kind).toBe('separate');
		expect(bars.map(places)).toEqual([[['cost', 0, 60]], [['noise', 0, 40]], [['water', 0, 18]]]);
	});

	test('have a bar each where the shares add up to more than rounding explains', () => {
		expect(stackedBars(reasons, false).kind).toBe('separate');
	});
});

test('subgroups have a bar each, the whole sample first', () => {
	const rural = { subgroup: 'rural', subgroup_label: 'Rural', subgroup_kind: 'urbanity' };
	const { bars, subgroups } = stackedBars([{ ...oppose(62), ...rural }, oppose(56)], false);
	expect(bars.map(({ label }) => label)).toEqual(['Whole sample', 'Rural']);
	expect(subgroups.map(({ subgroup }) => subgroup)).toEqual(['all', 'rural']);
});

test('a figure is written only where it fits', () => {
	const widths = [3, 60].map((percent) => only(stackedBars([oppose(percent)], false).bars));
	expect(widths.flatMap(({ segments }) => segments.map(fitsFigure))).toEqual([false, true]);
});

const anyAnswer = fc.record({
	option: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
	stance: fc.constantFrom(...STANCES),
	strength: fc.constantFrom(...STRENGTHS),
	percent: fc.integer({ min: 0, max: 100 })
});

test('whatever is asked, every share is drawn once, as wide as it is, and nothing overlaps', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(anyAnswer, { selector: ({ option }) => option, minLength: 1 }),
			fc.boolean(),
			(rows, multi) => {
				const { bars } = stackedBars(rows.map(answer), multi);
				const drawn = bars.flatMap(({ segments }) =>
					segments.flatMap((segment) => [segment, ...segment.within])
				);
				expect(drawn.map(({ option }) => option).sort()).toEqual(
					rows.map(({ option }) => option).sort()
				);
				for (const { option, from, to } of drawn)
					expect(to - from).toBeCloseTo(
						rows.find((row) => row.option === option)?.percent ?? -1,
						9
					);
				for (const { segments } of bars)
					for (const [index, segment] of segments.entries())
						expect(segment.from).toBeGreaterThanOrEqual((segments[index - 1]?.to ?? 0) - 1e-9);
			}
		)
	);
});

test('a name is written only where name and figure fit', () => {
	// “oppose 40%” and a space are eleven letters of 1.6 percent each, and four percent of room: 21.6.
	const [narrow, wide] = [21, 22].map((percent) =>
		only(stackedBars([oppose(percent)], false).bars)
	);
	expect(narrow?.segments.map(fitsName)).toEqual([false]);
	expect(wide?.segments.map(fitsName)).toEqual([true]);
});

test('a figure fits from 2.6 percent a letter and four percent on', () => {
	const fits = (percent: number) =>
		only(stackedBars([oppose(percent)], false).bars).segments.map(fitsFigure);
	expect([fits(11), fits(12)]).toEqual([[false], [true]]);
});

test('subgroups stand by kind, then by name, and options of one stance by size, then by name', () => {
	const of = (kind: string, subgroup: string) => ({
		...oppose(50),
		subgroup_kind: kind,
		subgroup,
		subgroup_label: subgroup.toUpperCase()
	});
	const { subgroups } = stackedBars(
		[of('party', 'z'), of('age', 'y'), of('age', 'x'), oppose(50), of('party', 'a')],
		false
	);
	expect(subgroups.map(({ label }) => label)).toEqual(['Whole sample', 'X', 'Y', 'A', 'Z']);
	const { options } = stackedBars(
		['d', 'b', 'c', 'a'].map((option, index) => answer({ option, percent: index === 2 ? 30 : 10 })),
		true
	);
	expect(options.map(({ option, fill }) => [option, fill])).toEqual([
		['c', 'other-1'],
		['a', 'other-2'],
		['b', 'other-3'],
		['d', 'other-1']
	]);
	expect([subgroupLabel(undefined), lowered('Of All')]).toEqual(['Whole sample', 'of All']);
});

test('separate bars of several subgroups name both, in one color', () => {
	const rural = { subgroup: 'rural', subgroup_label: 'Rural', subgroup_kind: 'urbanity' };
	const water = answer({ option: 'water', percent: 70.25, qualifier: 'about' });
	const { bars, key, max } = stackedBars(
		[water, { ...water, ...rural, percent: 80 }, answer({ option: 'cost', percent: 90 })],
		false
	);
	expect([key, max]).toEqual([[], 100]);
	expect(bars.map(({ id, text, segments }) => [id, text, segments[0]?.fill])).toEqual([
		['all cost', 'cost, Whole sample: 90%', 'other-1'],
		['all water', 'water, Whole sample: about 70.3%', 'other-1'],
		['rural water', 'water, Rural: about 80%', 'other-1']
	]);
});

test('a grade that no single net holds is a segment of its own', () => {
	const strong = (percent: number) =>
		answer({ option: 'strong', stance: 'oppose', strength: 'strong', percent });
	const options = (...rows: Answer[]) =>
		only(stackedBars(rows, false).bars).segments.map(({ option, within }) => [
			option,
			within.length
		]);
	expect(options(oppose(30), strong(30))).toEqual([['oppose', 1]]);
	expect(options(oppose(30), strong(31))).toEqual([
		['oppose', 0],
		['strong', 0]
	]);
	expect(options(support(30), strong(20))).toEqual([
		['strong', 0],
		['support', 0]
	]);
	const second = answer({ option: 'against', stance: 'oppose', strength: 'net', percent: 25 });
	expect(options(oppose(30), second, strong(20))).toHaveLength(3);
});

test('shares that rounding explains are one bar, a little more is not', () => {
	const kind = (...shares: number[]) =>
		stackedBars(
			shares.map((percent, index) => answer({ option: `o${index}`, percent })),
			false
		).kind;
	expect([kind(60, 41), kind(60, 41.1), kind(50, 51, 0)]).toEqual([
		'stacked',
		'separate',
		'stacked'
	]);
	const [gap, none] = [53, 54].map(
		(percent) => only(stackedBars([oppose(45), support(percent)], false).bars).gap
	);
	expect([gap, none]).toEqual([{ from: 45, to: 47 }, null]);
});
