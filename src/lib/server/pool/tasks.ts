/** What the workers of a server can do; each task is loaded in the worker that is first asked for it. */
export const TASKS = {
	/** Reads a list of sites as it was sent. */
	list: async () => (await import('../screening/read-list.ts')).readList,
	/** Takes a form apart: its fields, and the file it brings. */
	form: async () => (await import('../screening/read-form.ts')).readForm
};

/** What a server's workers can do. */
export type ServerTasks = typeof TASKS;
