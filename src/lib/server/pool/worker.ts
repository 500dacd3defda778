import type { Message, TasksByName } from './message.ts';
import { TASKS } from './tasks.ts';

/** What a worker thread does: one of some tasks after another. */
export const working =
	(tasks: TasksByName) =>
	async ({ name, input, begun }: Message): Promise<unknown> => {
		Atomics.store(begun, 0, 1);
		const load = tasks[name];
		if (load === undefined) throw new Error(`no task is called "${name}"`);
		const task = (await load()) as (input: unknown) => unknown;
		return await task(input);
	};

export default working(TASKS);
