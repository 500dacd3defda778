/** A step of a run: what it needs first, and the work itself. */
export interface Task<Result> {
	name: string;
	/** Names of steps that must hold before this one starts. */
	needs?: readonly string[];
	run: () => Promise<Result>;
}

/** What became of a task: its result, or the step it needs that did not hold. */
export type Ended<Result> =
	{ task: Task<Result>; result: Result } | { task: Task<Result>; missing: string };

/**
 * Runs tasks in their order, at most `slots` at a time. One that does not hold lets the others run; only those that
 * need it are left out. `report` hears of each task as it ends.
 *
 * @param holds whether a result lets those that need it start
 * @throws Error before anything runs, where a task needs one that does not stand before it
 */
export async function runAll<Result>(
	tasks: readonly Task<Result>[],
	slots: number,
	holds: (result: Result) => boolean,
	report: (ended: Ended<Result>) => void
): Promise<Ended<Result>[]> {
	checkOrder(tasks);
	const waiting = [...tasks];
	const running = new Set<Promise<void>>();
	const held = new Map<string, boolean>();
	const all: Ended<Result>[] = [];

	const end = (ended: Ended<Result>) => {
		held.set(ended.task.name, 'result' in ended && holds(ended.result));
		all.push(ended);
		report(ended);
	};
	const start = (task: Task<Result>) => {
		const job = task.run().then((result) => {
			running.delete(job);
			end({ task, result });
		});
		running.add(job);
	};

	while (waiting.length > 0 || running.size > 0) {
		for (const task of leftOut(waiting, held)) {
			waiting.splice(waiting.indexOf(task), 1);
			end({ task, missing: needsOf(task).find((name) => held.get(name) === false) ?? '' });
		}
		while (running.size < slots) {
			const next = waiting.findIndex((task) => needsOf(task).every((name) => held.get(name)));
			const [task] = next < 0 ? [] : waiting.splice(next, 1);
			if (!task) break;
			start(task);
		}
		// Nothing runs where all that waited was left out; what needs those is left out in turn.
		if (running.size > 0) await Promise.race(running);
	}
	return all;
}

const needsOf = <Result>({ needs = [] }: Task<Result>) => needs;

const leftOut = <Result>(waiting: readonly Task<Result>[], held: Map<string, boolean>) =>
	waiting.filter((task) => needsOf(task).some((name) => held.get(name) === false));

/** As each task needs only those before it, a run always comes to its end. */
function checkOrder<Result>(tasks: readonly Task<Result>[]): void {
	const before = new Set<string>();
	for (const { name, needs = [] } of tasks) {
		const missing = needs.find((need) => !before.has(need));
		if (missing !== undefined)
			throw new Error(`step "${name}" needs "${missing}": put a step of that name before it`);
		before.add(name);
	}
}
