import { STATE, type Message, type TasksByName, type Told } from './message.ts';

/** What a worker thread does: one of some tasks after another. It throws an Error for a task that is none of them. */
export const working =
	(tasks: TasksByName) =>
	async ({ name, input, state }: Message): Promise<unknown> => {
		Atomics.compareExchange(state, 0, STATE.waiting, STATE.begun);
		const load = tasks[name];
		if (load === undefined) throw new Error(`no task is called "${name}"`);
		const task = (await load()) as (input: unknown, told: Told) => unknown;
		return await task(input, { isLeft: () => Atomics.load(state, 0) === STATE.left });
	};
