import { builder } from '../server/builders.ts';
import { Reader, Shelf, VALUES } from '../server/shelf.ts';
import { hold, type Trial } from '../trial.ts';

const EXPECTED = ['published', 'unchanged', 'busy'];

/** Two processes publish into one folder at once; one of them may be told that the other is at work. */
export const trial: Trial = {
	about: 'two processes publish into one folder at once',
	share: 5,
	open: async ({ folder }) => {
		const shelf = new Shelf(folder);
		shelf.build(1);
		const reader = new Reader(shelf);
		const both = await Promise.all([builder(), builder()]);
		return {
			attempt: async (random, tally) => {
				const values = random.several(VALUES, 2);
				const said = both.map((one) => one.next());
				for (const [at, one] of both.entries()) one.start([shelf.options(values[at] ?? 1)]);
				const outcomes = await Promise.all(said);
				for (const outcome of outcomes) {
					hold(EXPECTED.includes(outcome), () => `a build ended with ${outcome}`);
					tally.add(outcome);
				}
				hold(
					outcomes.some((outcome) => outcome !== 'busy'),
					() => 'each was told to wait for the other'
				);
				hold(shelf.untidy().length === 0, () => `two builds left ${shelf.untidy().join('; ')}`);
				const id = await reader.ask(random.below(3));
				const built = values
					.filter((_, at) => outcomes[at] !== 'busy')
					.map((one) => shelf.idOf(one));
				hold(
					id !== null && built.includes(id),
					() => `${id} answers; built were ${built.join(', ')}`
				);
			},
			close: async () => {
				reader.close();
				await Promise.all(both.map((one) => one.kill()));
			}
		};
	}
};
