/** Tasks by their names, each loaded in the worker that is first asked for it. */
export type TasksByName = Record<string, () => Promise<(input: never) => unknown>>;

type Task<Tasks extends TasksByName, Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;
export type InputOf<Tasks extends TasksByName, Name extends keyof Tasks> = Parameters<
	Task<Tasks, Name>
>[0];
export type OutputOf<Tasks extends TasksByName, Name extends keyof Tasks> = Awaited<
	ReturnType<Task<Tasks, Name>>
>;

/** A task on its way to a worker. */
export interface Message {
	name: string;
	input: unknown;
	/** Shared with who asks: 1 from the moment on at which a worker begins. */
	begun: Int32Array;
}
