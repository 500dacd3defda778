/**
 * Bench of the trend model on synthetic polls: 2,000 polls from 60 houses over 600 days on a daily grid, beside
 * a reference run with half as many. Standalone: npx tsx scripts/bench/trend.ts
 */
import { pathToFileURL } from 'node:url';
import { fitModel } from '#lib/domain/trend/model.ts';
import { simulate } from '../../tests/domain/trend/simulated.ts';

export interface TrendBench {
	polls: number;
	houses: number;
	days: number;
	/** Median processor time of a fit in milliseconds. */
	ms: number;
	/** The same for half the polls. */
	halfMs: number;
	/** How many times as long twice the polls take; at most MOST_TIMES. */
	times: number;
	/** Most memory the process held by the end of its first full fit in MB, Node and all; under MOST_MB. */
	peakMb: number;
	ok: boolean;
}

export const MOST_TIMES = 2.3;
export const MOST_MB = 200;
const POLLS = 2000;
const HOUSES = 60;
const DAYS = 600;
const RUNS = 3;

/** Runs the bench in this process; start it in a process of its own for a meaningful peak. */
export function run(): TrendBench {
	fit(POLLS);
	const peakMb = process.resourceUsage().maxRSS / 1024;
	// Taken in turns, so that what else the machine does falls on both.
	const pairs = Array.from({ length: RUNS }, () => ({ half: fit(POLLS / 2), full: fit(POLLS) }));
	const ms = middle(pairs.map((pair) => pair.full));
	const halfMs = middle(pairs.map((pair) => pair.half));
	const times = ms / halfMs;
	return {
		polls: POLLS,
		houses: HOUSES,
		days: DAYS,
		ms,
		halfMs,
		times,
		peakMb,
		ok: times <= MOST_TIMES && peakMb < MOST_MB
	};
}

function fit(polls: number): number {
	const { readings } = simulate({
		seed: 1,
		shape: 'walk',
		polls,
		houses: HOUSES,
		days: DAYS,
		houseSd: 2.5,
		nonSamplingSd: 1
	});
	const before = process.cpuUsage();
	const result = fitModel(readings);
	const { user, system } = process.cpuUsage(before);
	if (!result.ok) throw new Error(`The synthetic polls were refused: ${result.sentence}`);
	return (user + system) / 1000;
}

const middle = (values: number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const result = run();
	console.log(JSON.stringify(result, null, '\t'));
	if (!result.ok) process.exitCode = 1;
}
