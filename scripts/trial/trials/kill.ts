import { setImmediate as pause } from 'node:timers/promises';
import { builder, type Builder } from '../server/builders.ts';
import { Reader, Shelf, VALUES } from '../server/shelf.ts';
import { hold, type Trial } from '../trial.ts';

/** Longest time after which a process is killed: several builds. */
const LONGEST_MS = 900;
/** A run so short that a process loaded ahead would seldom be used. */
const SHORT_MS = 30_000;
/** More builds than fit into it. */
const BUILDS = 200;

/**
 * A process that builds and publishes without end is killed (SIGKILL) at a moment of chance, while a server over the
 * same folder answers. The server is the API without a socket; the builds are processes.
 */
export const trial: Trial = {
	about: 'a process that publishes is killed while a server answers',
	share: 28,
	open: ({ folder, ms }) => {
		const shelf = new Shelf(folder);
		shelf.build(1);
		const reader = new Reader(shelf);
		let spare: Promise<Builder> | null = null;
		return {
			attempt: async (random, tally) => {
				const victim = await (spare ?? builder());
				spare = null;
				victim.start(random.several(VALUES, BUILDS).map((value) => shelf.options(value)));
				const until = performance.now() + random.next() * LONGEST_MS;
				const ask = async () => {
					hold((await reader.ask(random.below(3))) !== null, () => 'no release was served');
					tally.add('answers');
				};
				do {
					await ask();
					await pause();
				} while (performance.now() < until);
				await victim.kill();
				tally.add('kills');
				// The next one loads while this one's leavings are looked at, unless none may follow.
				if (ms > SHORT_MS) spare = builder();
				await ask();
				if (shelf.untidy().length > 0) tally.add('left something half done');

				const value = random.pick(VALUES);
				const { status, id } = shelf.build(value);
				hold(
					status === 'published' || status === 'unchanged',
					() => `the run after a kill is ${status}`
				);
				hold(
					shelf.untidy().length === 0,
					() => `the run after a kill left ${shelf.untidy().join('; ')}`
				);
				const answered = await reader.ask(random.below(3));
				hold(answered === id, () => `${answered} answers where ${id} was published`);
			},
			close: async () => {
				reader.close();
				await (await spare)?.kill();
			}
		};
	}
};
