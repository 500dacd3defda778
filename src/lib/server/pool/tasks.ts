import type { readForm } from '../screening/read-form.ts';
import type { readList } from '../screening/read-list.ts';
import type { Answered, Job } from './job.ts';
import type { Told } from './message.ts';

/** What the workers of a server can do. */
export type ServerTasks = {
	/** Reads a list of sites as it was sent. */
	list: () => Promise<typeof readList>;
	/** Takes a form apart: its fields, and the file it brings. */
	form: () => Promise<typeof readForm>;
	/** Answers a request to the API, or for a page. */
	answer: () => Promise<(job: Job, told: Told) => Promise<Answered>>;
};
