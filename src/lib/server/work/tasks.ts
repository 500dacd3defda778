import type { ServerTasks } from '../pool/tasks.ts';

/** What the workers of a server can do; each task is loaded in the worker that is first asked for it. */
export const TASKS: ServerTasks = {
	list: async () => (await import('../screening/read-list.ts')).readList,
	form: async () => (await import('../screening/read-form.ts')).readForm,
	answer: async () => (await import('./answer-job.ts')).answer
};
