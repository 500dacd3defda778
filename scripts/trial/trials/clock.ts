import { utcDay } from '#lib/domain/dates.ts';
import { readLog } from '#lib/server/dataset/releases/release-log.ts';
import { Reader, Shelf, VALUES } from '../server/shelf.ts';
import { hold, type Trial } from '../trial.ts';

const SECOND = 1000;
const STEPS = [1, 59, 3600, 3601, 86_400, 7 * 86_400, 366 * 86_400].map((step) => step * SECOND);
/** The clock stays among days that any calendar has. */
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2090, 0, 1);

/** The clock of the machine steps to and fro between builds and answers; a new release is answered from at once. */
export const trial: Trial = {
	about: 'the clock steps to and fro',
	share: 4,
	open: ({ folder }) => {
		let time = Date.UTC(2026, 10, 25);
		const now = () => new Date(time);
		const shelf = new Shelf(folder);
		shelf.build(1, { now });
		const reader = new Reader(shelf, now);
		return {
			attempt: async (random, tally) => {
				const step = random.pick(STEPS) * random.pick([-1, 1]);
				time = Math.min(LAST, Math.max(FIRST, time + step));
				tally.add(step < 0 ? 'steps back' : 'steps ahead');
				const { id } = shelf.build(random.pick(VALUES), { now });
				for (const form of [0, 1, 2]) {
					const answered = await reader.ask(form);
					hold(answered === id, () => `${answered} answers at ${time} where ${id} was published`);
				}
				const day = utcDay(now());
				for (const query of [
					`&as_of=${day}`,
					`&on=${day}`,
					'&as_of=2000-01-01',
					`&release=${id}`
				]) {
					await reader.ask(0, query);
					tally.add('answers');
				}
				for (const path of ['/api/v1/releases', '/api/v1/health', '/api/v1/polls'])
					hold(
						(await reader.status(path)) === 200,
						() => `${path} fails at ${now().toISOString()}`
					);
				hold(readLog(shelf.releases).at(-1)?.id === id, () => `the log does not end with ${id}`);
				hold(shelf.untidy().length === 0, () => shelf.untidy().join('; '));
			},
			close: () => reader.close()
		};
	}
};
