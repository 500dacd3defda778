/** Synthetic polls with a known truth, for tests and benches only. */
import { addDays } from '#lib/domain/dates.ts';
import { DESIGN_EFFECT } from '#lib/domain/polls/margin.ts';
import type { TrendReading } from '#lib/domain/trend/reading.ts';

export type Shape = 'walk' | 'smooth' | 'step';
export const SHAPES: readonly Shape[] = ['walk', 'smooth', 'step'];

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
export function random(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Standard normal numbers by Box and Muller. */
export const normal = (uniform: () => number) => (): number =>
	Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

export const between = (uniform: () => number, low: number, high: number) =>
	low + (high - low) * uniform();

export interface Simulation {
	/** Synthetic: the true level by day. */
	truth: number[];
	readings: TrendReading[];
}

export interface Scenario {
	seed: number;
	shape: Shape;
	polls: number;
	houses: number;
	days: number;
	houseSd: number;
	nonSamplingSd: number;
}

export const FIRST_DAY = '2025-01-01';

/** A scenario of the proof: 40 to 200 polls, 5 to 15 houses; the rest drawn over a wide range. */
export function scenario(seed: number): Scenario {
	const uniform = random(seed * 7919 + 13);
	return {
		seed,
		shape: SHAPES[seed % SHAPES.length] ?? 'walk',
		polls: Math.round(between(uniform, 40, 200)),
		houses: Math.round(between(uniform, 5, 15)),
		days: Math.round(between(uniform, 120, 500)),
		houseSd: between(uniform, 0.5, 5),
		nonSamplingSd: between(uniform, 0, 1.5)
	};
}

/** A house does not ask again before its last poll is out of the field, if it can help it. */
const REST_DAYS = 4;

/** Houses poll at unequal rates; their effects are centred on the mean of houses. */
export function simulate(given: Scenario): Simulation {
	const uniform = random(given.seed);
	const gauss = normal(uniform);
	const truth = trueLevel(given, uniform, gauss);
	const raw = Array.from({ length: given.houses }, () => given.houseSd * gauss());
	const centre = raw.reduce((sum, effect) => sum + effect, 0) / given.houses;
	const rates = Array.from({ length: given.houses }, () => between(uniform, 0.2, 1) ** 2);
	const allRates = rates.reduce((sum, rate) => sum + rate, 0);
	const taken: number[][] = [];
	const readings = Array.from({ length: given.polls }, (_, index) => {
		// The first two polls of each house come in any case, so that every house is there.
		let house = index < 2 * given.houses ? index % given.houses : -1;
		if (house < 0) {
			let left = uniform() * allRates;
			do {
				house += 1;
				left -= rates[house] ?? Infinity;
			} while (left > 0);
		}
		let day = Math.floor(uniform() * given.days);
		const own = (taken[house] ??= []);
		for (
			let tries = 0;
			tries < 50 && own.some((other) => Math.abs(other - day) < REST_DAYS);
			tries += 1
		)
			day = Math.floor(uniform() * given.days);
		own.push(day);
		const n = Math.round(between(uniform, 400, 1800));
		const level = truth[day] ?? NaN;
		const sampling = (DESIGN_EFFECT * level * (100 - level)) / n;
		const percent =
			level +
			(raw[house] ?? NaN) -
			centre +
			Math.sqrt(sampling + given.nonSamplingSd ** 2) * gauss();
		return {
			id: `reading-${index}`,
			poll: `poll-${index}`,
			day: addDays(FIRST_DAY, day),
			fieldDays: 1,
			percent: Math.min(100, Math.max(0, percent)),
			n,
			margin: null,
			house: `House ${String.fromCharCode(65 + (house % 26))}${Math.floor(house / 26) || ''}`,
			population: 'adults',
			wording: 'one'
		};
	});
	return { truth, readings };
}

function trueLevel(
	{ shape, days }: Scenario,
	uniform: () => number,
	gauss: () => number
): number[] {
	const start = between(uniform, 35, 65);
	if (shape === 'walk') {
		const step = between(uniform, 0.05, 0.4);
		let level = start;
		return Array.from({ length: days }, () => (level += step * gauss()));
	}
	if (shape === 'smooth') {
		const height = between(uniform, 1, 8);
		const waves = between(uniform, 0.5, 2.5);
		const phase = uniform();
		return Array.from(
			{ length: days },
			(_, day) => start + height * Math.sin(2 * Math.PI * (phase + (waves * day) / days))
		);
	}
	const jump = between(uniform, 2, 8) * (uniform() < 0.5 ? -1 : 1);
	const when = Math.floor(between(uniform, 0.25, 0.75) * days);
	return Array.from({ length: days }, (_, day) => start + (day < when ? 0 : jump));
}
