import { useRunner } from '../pool/index.ts';
import { working } from '../pool/working.ts';
import { TASKS } from './tasks.ts';

const work = working(TASKS);

// A task that would hand work to a worker is in one already.
useRunner({
	run: async (name, input) => {
		const task = (await TASKS[name]()) as (input: unknown) => unknown;
		return (await task(input)) as never;
	},
	counts: { waiting: 0, threads: 1, done: 0 },
	close: () => Promise.resolve()
});

export default work;
