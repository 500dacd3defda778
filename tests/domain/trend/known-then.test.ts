import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { addDays } from '#lib/domain/dates.ts';
import { calibrationOf } from '#lib/domain/trend/checks/calibration.ts';
import { HYPERPARAMETERS } from '#lib/domain/trend/model/hyperparameters.ts';
import { knownThen, workOf, type DatedReading } from '#lib/domain/trend/checks/known-then.ts';
import { fitModel } from '#lib/domain/trend/model/model.ts';
import { scenario, simulate } from './simulated.ts';

/** Fits are quick, but the machine may be shared. */
vi.setConfig({ testTimeout: 120_000 });

/** Simulated polls, published so many days after they were taken; some on one day, some long after. */
const dated = (seed: number, polls: number, days = 5 * polls): DatedReading[] =>
	simulate({ ...scenario(seed), polls, houses: 4, days }).readings.map((reading, index) => ({
		...reading,
		known: addDays(reading.day, (7 * index + seed) % 23)
	}));

describe('what the model would have said on a day', () => {
	it('is unchanged by polls published later, hyperparameters included', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 1e6 }),
				fc.double({ min: 0.3, max: 0.9 }),
				(seed, share) => {
					const readings = dated(seed, 14);
					const days = readings.map(({ known }) => known).sort();
					const cut = days[Math.floor(share * days.length)] ?? '';
					const all = knownThen(readings);
					const then = knownThen(readings.filter(({ known }) => known <= cut));
					const until = <Row extends { day: string }>(rows: readonly Row[]) =>
						rows.filter(({ day }) => day <= cut);
					expect(then.daily.length).toBe(until(all.daily).length);
					until(all.daily).forEach((day, index) => {
						const same = then.daily[index];
						expect(same?.day).toBe(day.day);
						for (const key of ['estimate', 'low80', 'high80', 'low95', 'high95'] as const)
							expect(Math.abs((same?.[key] ?? NaN) - day[key])).toBeLessThan(1e-9);
					});
					expect(until(then.fits)).toHaveLength(until(all.fits).length);
					until(all.fits).forEach(({ hyperparameters }, index) => {
						for (const name of HYPERPARAMETERS)
							expect(
								Math.abs((then.fits[index]?.hyperparameters[name] ?? NaN) - hyperparameters[name])
							).toBeLessThan(1e-9);
					});
				}
			),
			{ numRuns: 6 }
		);
	});

	const readings = dated(3, 24);
	const result = knownThen(readings);

	it('is given for every day from the first fit to the last publication, fitted anew on each', () => {
		const published = [...new Set(readings.map(({ known }) => known))].sort();
		const fitted = result.fits.map(({ day }) => day);
		expect(fitted.length).toBeGreaterThan(5);
		expect(fitted).toEqual(published.slice(published.length - fitted.length));
		const days = result.daily.map(({ day }) => day);
		expect(days[0]).toBe(fitted[0]);
		expect(days.at(-1)).toBe(published.at(-1));
		expect(days).toEqual(days.map((_, index) => addDays(days[0] ?? '', index)));
	});

	it('is what the model says of the polls known by then, wherever its search began', () => {
		for (const { day } of result.fits.slice(-3)) {
			const fit = fitModel(
				readings.filter(({ known }) => known <= day),
				{ last: day }
			);
			const then = result.daily.find((one) => one.day === day);
			const last = fit.ok ? fit.daily.at(-1) : undefined;
			expect(then?.polls).toBe(last?.polls);
			for (const key of ['estimate', 'low95', 'high95'] as const)
				expect(Math.abs((then?.[key] ?? NaN) - (last?.[key] ?? NaN))).toBeLessThan(0.1);
		}
	});

	it('between two days of publication only becomes less sure', () => {
		const fitted = new Set(result.fits.map(({ day }) => day));
		result.daily.forEach(({ day, low95, high95 }, index) => {
			const before = result.daily[index - 1];
			if (before === undefined || fitted.has(day)) return;
			expect(high95 - low95).toBeGreaterThan(before.high95 - before.low95);
		});
	});
});

describe('the next polls', () => {
	it('are each predicted once, with the effect of a house that is known', () => {
		const readings = dated(5, 20);
		const { predictions, fits } = knownThen(readings);
		const first = fits[0]?.day ?? '';
		expect(predictions.map(({ id }) => id).sort()).toEqual(
			readings
				.filter(({ known }) => known > first)
				.map(({ id }) => id)
				.sort()
		);
		const [last] = predictions.slice(-1);
		const reading = readings.find(({ id }) => id === last?.id);
		if (!last || !reading) throw new Error('nothing was predicted');
		const before = readings.filter(({ known }) => known < reading.known);
		const latest = [...before.map(({ day }) => day), reading.day].sort().at(-1);
		const fit = fitModel(before, latest === undefined ? {} : { last: latest });
		if (!fit.ok) throw new Error(fit.sentence);
		const level = fit.daily.find(({ day }) => day === reading.day)?.estimate ?? NaN;
		const effect = fit.houses.find(({ name }) => name === reading.house)?.effect ?? NaN;
		expect(Math.abs(last.predicted - level - effect)).toBeLessThan(0.1);
		expect(last.error).toBeCloseTo(reading.percent - last.predicted, 10);
	});

	it('fall into their intervals about as often as these say', () => {
		const { predictions } = knownThen(dated(11, 60, 200));
		const calibration = calibrationOf(predictions);
		expect(calibration?.n).toBeGreaterThan(40);
		expect(calibration?.covered95).toBeGreaterThan(0.85);
		expect(calibration?.covered80).toBeGreaterThan(0.65);
		expect(calibration?.covered80).toBeLessThanOrEqual(calibration?.covered95 ?? 0);
	});
});

it('a reading known before its day is refused', () => {
	const [first, ...rest] = dated(1, 8);
	if (!first) throw new Error('no reading');
	expect(() => knownThen([{ ...first, known: addDays(first.day, -1) }, ...rest])).toThrow(
		/no poll is known before it is taken/
	);
});

it('costs a run of the filter for each day on which polls were published', () => {
	const [like] = dated(1, 1);
	if (like === undefined) throw new Error('no reading was simulated');
	const asked = { ...like, population: 'adults', wording: 'near' };
	const readings = [
		{ ...asked, house: 'a', day: '2026-01-01', known: '2026-01-10' },
		{ ...asked, house: 'b', day: '2026-01-03', known: '2026-01-05' },
		{ ...asked, house: 'a', day: '2025-12-30', known: '2026-01-05' }
	];
	// A row is six wide: level and slope, two pollsters, a population, a wording. Two readings and 6 days by 5 January,
	// three readings and 11 days by 10 January.
	expect(workOf(readings)).toBe(6 * (2 * 6 + 6) + 6 * (3 * 6 + 11));
	expect(workOf([])).toBe(0);
});
