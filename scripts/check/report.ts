import type { Ended } from './schedule.ts';

/** What a step found. */
export interface Outcome {
	passed: number;
	failed: number;
	/** All it said; shown where it failed. */
	output: string;
	/** Seconds on the clock. */
	wall: number;
	/** CPU-seconds, where the system tells. */
	cpu: number | null;
}

/** One line for a step that ended: its name, whether it holds, its time and its CPU. */
export function line(ended: Ended<Outcome>): string {
	const name = ended.task.name.padEnd(22);
	if ('missing' in ended) return `${name} not run: it needs "${ended.missing}"`;
	const { failed, wall, cpu } = ended.result;
	return `${name} ${(failed === 0 ? 'ok' : 'FAILED').padEnd(7)} ${seconds(wall)}${cpuWords(cpu)}`;
}

/**
 * The last lines of a run: its time and CPU, and how many checks passed and failed. A step that could not run for
 * want of another is counted once, with the one that failed.
 *
 * @param wall milliseconds from its start
 */
export function closing(all: readonly Ended<Outcome>[], wall: number): string {
	const results = all.flatMap((ended) => ('result' in ended ? [ended.result] : []));
	const sum = (of: (result: Outcome) => number) =>
		results.reduce((total, result) => total + of(result), 0);
	const told = results.some(({ cpu }) => cpu !== null);
	return [
		`in ${seconds(wall / 1000)}${cpuWords(told ? sum(({ cpu }) => cpu ?? 0) : null)}`,
		`${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`
	].join('\n');
}

const seconds = (value: number) => `${value.toFixed(1)} s`;
const cpuWords = (cpu: number | null) => (cpu === null ? '' : `, ${cpu.toFixed(1)} s of CPU`);
