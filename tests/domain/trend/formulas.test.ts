/** Each formula against a published figure or a case that can be worked out by hand. */
import { describe, expect, it, vi } from 'vitest';
import { marginOfError } from '#lib/domain/polls/margin.ts';
import { simpleAverage, weightedAverage } from '#lib/domain/trend/averages.ts';
import { samplingVariance, type Design } from '#lib/domain/trend/model/design.ts';
import { runFilter } from '#lib/domain/trend/model/filter.ts';
import { minimise } from '#lib/domain/trend/model/minimise.ts';
import { fitModel } from '#lib/domain/trend/model/model.ts';
import { reading } from './reading.ts';

/** Fits are quick, but the machine may be shared. */
vi.setConfig({ testTimeout: 60_000 });

/**
 * Yearly flow of the Nile at Aswan 1871 to 1970 in 10^8 cubic metres: the local level example of Durbin and
 * Koopman, Time Series Analysis by State Space Methods, chapter 2 (R data set `Nile`).
 */
const NILE = [
	1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
	799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701,
	916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862,
	698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812,
	742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906,
	901, 1170, 912, 746, 919, 718, 714, 740
];
/** In hundreds. */
const NILE_DESIGN: Design = {
	first: '1871-01-01',
	days: NILE.length,
	centre: 9,
	observations: NILE.map((flow, day) => ({
		reading: reading({ id: String(day) }),
		day,
		value: flow / 100 - 9,
		variance: 0,
		share: 1,
		columns: []
	})),
	columns: [],
	anchor: new Float64Array(),
	assumedN: null
};
const nileLikelihood = ([levelSd = NaN, nonSamplingSd = NaN]: number[]) =>
	runFilter(NILE_DESIGN, {
		levelSd: Math.exp(levelSd),
		nonSamplingSd: Math.exp(nonSamplingSd),
		slopeSd: 0,
		houseSd: 0
	}).logLikelihood;

describe('Kalman filter and marginal likelihood (Durbin and Koopman, section 2.10)', () => {
	it('the likelihood of the Nile peaks at the published variances 1469.1 and 15099', () => {
		const { point } = minimise((logs) => -nileLikelihood(logs), [0, 0]);
		const [level = NaN, noise = NaN] = point.map((log) => 1e4 * Math.exp(log) ** 2);
		expect(level / 1469.1).toBeCloseTo(1, 1);
		expect(noise / 15099).toBeCloseTo(1, 2);
	});

	it('and is there the published -632.54, which leaves the first flow out as a flat start does', () => {
		const level = Math.sqrt(1469.1) / 100;
		const noise = Math.sqrt(15099) / 100;
		const rest = nileLikelihood([Math.log(level), Math.log(noise)]);
		const inOriginalUnit = rest - (NILE.length - 1) * Math.log(100);
		expect(inOriginalUnit).toBeCloseTo(-632.54, 1);
	});
});

describe('sampling variance', () => {
	it('is the stated margin over 1.96, squared', () => {
		expect(samplingVariance({ percent: 40, n: 500, margin: 3.919927969 }, 1)).toBeCloseTo(4, 8);
	});

	it('else design effect * p(1-p)/n: 1.3 * 0.5 * 0.5 / 1000 (Kish 1965)', () => {
		expect(samplingVariance({ percent: 50, n: 1000, margin: null }, 1)).toBeCloseTo(3.25, 8);
	});

	it('keeps a variance at 0%, as if one more of two had answered yes (Laplace)', () => {
		const variance = samplingVariance({ percent: 0, n: 98, margin: null }, 1);
		expect(variance).toBeCloseTo((1.3 * 1 * 99) / 98, 8);
	});

	it('takes the assumed n where neither is reported', () => {
		expect(samplingVariance({ percent: 50, n: null, margin: null }, 325)).toBeCloseTo(10, 8);
	});
});

describe('house effects (Jackman 2005: relative to their mean, shrunk)', () => {
	const HYPER = { levelSd: 0, slopeSd: 0, nonSamplingSd: 0, houseSd: 2 };
	const margin = 1.959963984540054 * 2;
	const rows = [
		reading({ id: '1', house: 'A', day: '2025-01-01', percent: 48, margin }),
		reading({ id: '2', house: 'A', day: '2025-01-09', percent: 48, margin }),
		reading({ id: '3', house: 'B', day: '2025-01-02', percent: 54, margin }),
		reading({ id: '4', house: 'B', day: '2025-01-08', percent: 54, margin })
	];
	const fit = fitModel(rows, { hyperparameters: HYPER });
	if (!fit.ok) throw new Error(fit.sentence);

	it('are half the difference times 2s^2 / (2s^2 + r), either side of the mean', () => {
		// s = 2; r = variance of the difference of two means of two polls of variance 4 each = 4.
		const shrunk = (6 / 2) * (8 / (8 + 4));
		expect(fit.houses.map((house) => house.name)).toEqual(['A', 'B']);
		expect(fit.houses[0]?.effect).toBeCloseTo(-shrunk, 8);
		expect(fit.houses[1]?.effect).toBeCloseTo(shrunk, 8);
		for (const day of fit.daily) expect(day.estimate).toBeCloseTo(51, 3);
	});

	it('leave the reading less its house effect, and a residual that adds up', () => {
		for (const poll of fit.polls) {
			const estimate = fit.daily[0]?.estimate ?? NaN;
			expect(poll.adjusted - estimate).toBeCloseTo(poll.residual, 6);
			expect(Math.abs(poll.percent - poll.adjusted)).toBeCloseTo(2, 8);
			// Four equal polls of a level that never moves.
			expect(poll.weight).toBeCloseTo(1 / 4, 3);
		}
	});

	it('a named house as anchor moves the whole line to what that house finds', () => {
		const own = fitModel(rows, { hyperparameters: HYPER, anchor: { house: 'B' } });
		if (!own.ok) throw new Error(own.sentence);
		expect(own.daily[0]?.estimate).toBeCloseTo(53, 3);
		expect(own.houses[1]?.effect).toBeCloseTo(0, 8);
	});
});

describe('averages', () => {
	const rows = [
		reading({ id: '1', day: '2025-01-01', percent: 40, n: 400 }),
		reading({ id: '2', day: '2025-01-15', percent: 60, n: 1600, house: 'B' })
	];

	it('simple: the mean of the polls of the window, that day included', () => {
		const days = simpleAverage(rows, { windowDays: 15 });
		expect(days.map((day) => day.estimate)).toEqual([...Array<number>(14).fill(40), 50]);
		expect(simpleAverage(rows, { windowDays: 14 }).at(-1)).toEqual({
			day: '2025-01-15',
			estimate: 60,
			polls: 1,
			houses: 1
		});
		expect(simpleAverage(rows, { windowDays: 7 })[10]?.estimate).toBeNull();
	});

	it('weighted: sqrt(n), halved after each half-life', () => {
		const last = weightedAverage(rows, { halfLifeDays: 14 }).at(-1);
		// Weights 20 * 1/2 and 40.
		expect(last?.estimate).toBeCloseTo((10 * 40 + 40 * 60) / 50, 10);
	});
});

describe('margin of error', () => {
	it('of 50% of 1,000 people with design effect 1 is the textbook 3.1 points', () => {
		expect(marginOfError(50, 1000, 1)).toBeCloseTo(3.099, 3);
	});
});
