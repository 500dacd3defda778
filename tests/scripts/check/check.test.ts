import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closing, line, type Outcome } from '../../../scripts/check/report.ts';
import { cpuOf, run } from '../../../scripts/check/command.ts';
import { runAll, type Ended, type Task } from '../../../scripts/check/schedule.ts';

/** Tasks that hold or not, and how many ran at a time at most. */
function workload(given: readonly { name: string; needs?: string[]; holds?: boolean }[]) {
	const seen = { now: 0, most: 0, started: [] as string[] };
	const tasks = given.map(({ name, needs = [], holds = true }): Task<boolean> => {
		const work = async () => {
			seen.started.push(name);
			seen.most = Math.max(seen.most, ++seen.now);
			await new Promise(setImmediate);
			seen.now--;
			return holds;
		};
		return { name, needs, run: work };
	});
	return { tasks, seen };
}

const go = (tasks: Task<boolean>[], slots = 2) =>
	runAll(
		tasks,
		slots,
		(holds) => holds,
		() => undefined
	);

/** What became of each task: held, did not, or was left out for want of another. */
const fates = (ended: Ended<boolean>[]) =>
	Object.fromEntries(
		ended.map((one) => [one.task.name, 'missing' in one ? `needs ${one.missing}` : one.result])
	);

describe('the steps of a check', () => {
	it('run two at a time, in their order', async () => {
		const { tasks, seen } = workload(['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })));
		expect(Object.keys(fates(await go(tasks)))).toHaveLength(5);
		expect(seen.most).toBe(2);
		expect(seen.started).toEqual(['a', 'b', 'c', 'd', 'e']);
	});

	it('let the others run where one fails, and leave out only what needs it', async () => {
		const { tasks } = workload([
			{ name: 'build', holds: false },
			{ name: 'lint' },
			{ name: 'browser', needs: ['build'] },
			{ name: 'pictures', needs: ['browser'] },
			{ name: 'unit', needs: ['lint'] }
		]);
		expect(fates(await go(tasks))).toEqual({
			build: false,
			lint: true,
			browser: 'needs build',
			pictures: 'needs browser',
			unit: true
		});
	});

	it('come to an end where all of them need one that failed', async () => {
		const { tasks } = workload([
			{ name: 'build', holds: false },
			{ name: 'browser', needs: ['build'] },
			{ name: 'pictures', needs: ['browser'] }
		]);
		expect(fates(await go(tasks))).toMatchObject({ pictures: 'needs browser' });
	});

	it('never start before what they need has held, whatever needs what', () =>
		fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({ holds: fc.boolean(), needs: fc.array(fc.nat(20)) }), {
					maxLength: 12
				}),
				fc.integer({ min: 1, max: 4 }),
				async (shapes, slots) => {
					const given = shapes.map(({ holds, needs }, index) => ({
						name: String(index),
						holds,
						needs: [...new Set(needs.filter((need) => need < index).map(String))]
					}));
					const { tasks, seen } = workload(given);
					const ended = fates(await go(tasks, slots));
					expect(seen.most).toBeLessThanOrEqual(slots);
					for (const { name, holds, needs } of given) {
						const may = needs.every((need) => ended[need] === true);
						expect(ended[name] === holds).toBe(may);
						expect(seen.started.includes(name)).toBe(may);
					}
				}
			)
		));

	it('must stand after what they need', async () => {
		const { tasks, seen } = workload([{ name: 'e2e', needs: ['build'] }, { name: 'build' }]);
		await expect(go(tasks)).rejects.toThrow('step "e2e" needs "build"');
		expect(seen.started).toEqual([]);
	});
});

describe('what a check prints', () => {
	const task = (name: string): Task<Outcome> => ({ name, run: () => Promise.reject(new Error()) });
	const outcome = (passed: number, failed: number, cpu: number | null): Outcome => ({
		passed,
		failed,
		cpu,
		wall: 12.34,
		output: ''
	});

	it('is a line for each step with its time and CPU', () => {
		expect(line({ task: task('types'), result: outcome(1, 0, 20.06) })).toBe(
			'types                  ok      12.3 s, 20.1 s of CPU'
		);
		expect(line({ task: task('types'), result: outcome(0, 3, null) })).toBe(
			'types                  FAILED  12.3 s'
		);
		expect(line({ task: task('end to end'), missing: 'build' })).toBe(
			'end to end             not run: it needs "build"'
		);
	});

	it('ends with how many passed and failed', () => {
		const all: Ended<Outcome>[] = [
			{ task: task('types'), result: outcome(1, 0, 20) },
			{ task: task('unit'), result: outcome(1200, 2, 30.5) },
			{ task: task('end to end'), missing: 'build' }
		];
		expect(closing(all, 61_000)).toBe('in 61.0 s, 50.5 s of CPU\n1201 passed, 2 failed');
	});
});

describe('a command', () => {
	it('gives what it said on both channels and its exit code', async () => {
		const script = 'console.log("out"); console.error("err"); process.exit(3)';
		const { code, output, cpu } = await run(process.execPath, ['-e', script], process.env);
		expect(code).toBe(3);
		expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
		expect(cpu === null || cpu > 0).toBe(true);
	});

	it.each([
		['0m0.01s 0m0.02s\n1m2.50s 0m0.25s\n', 62.75],
		['0m0.000s 0m0.000s\n0m0.000s 0m0.000s', 0],
		['', null],
		['0m1.00s 0m1.00s', null]
	])('has taken what the shell tells of it: %j is %s', (times, seconds) => {
		expect(cpuOf(times)).toBe(seconds);
	});
});
