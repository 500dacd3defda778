/** Tasks by their names, each loaded in the worker that is first asked for it. */
export type TasksByName = Record<string, () => Promise<(input: never, told: Told) => unknown>>;

type Task<Tasks extends TasksByName, Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;
export type InputOf<Tasks extends TasksByName, Name extends keyof Tasks> = Parameters<
	Task<Tasks, Name>
>[0];
export type OutputOf<Tasks extends TasksByName, Name extends keyof Tasks> = Awaited<
	ReturnType<Task<Tasks, Name>>
>;

/** What a task is told while it runs. */
export interface Told {
	/** Whether nobody waits for what it makes any more. */
	isLeft: () => boolean;
}

/** How far a task is, as who asks and the worker both see it. */
export const STATE = { waiting: 0, begun: 1, left: 2 } as const;

/** A task on its way to a worker. */
export interface Message {
	name: string;
	input: unknown;
	/** One of STATE: the worker says that it begins, who asks that nobody waits any more. */
	state: Int32Array;
}
