import { expect, test } from 'vitest';
import { Warmer, type AskedPage } from '#lib/server/door/pages/warmer.ts';

function warmer(make: (page: AskedPage) => Promise<void> = () => Promise.resolve()) {
	const state: { basis: string | null } = { basis: 'first' };
	const made: string[] = [];
	const warmer = new Warmer(
		() => state.basis,
		async (page) => {
			made.push(page.url);
			await make(page);
		}
	);
	const ask = (url: string) => warmer.asked({ reached: 'http://polls.example', url, accept: 'br' });
	return { state, made, warmer, ask };
}

test('the pages asked for last are made anew for a new release, once, the newest first', async () => {
	const { state, made, warmer: one, ask } = warmer();
	for (const url of ['/polls', '/map', '/polls']) ask(url);
	await one.look();
	expect(made).toEqual(['/polls', '/map']);
	await one.look();
	expect(made).toHaveLength(2);
	state.basis = 'second';
	await one.look();
	expect(made).toEqual(['/polls', '/map', '/polls', '/map']);
});

test('nothing is made where nothing is served', async () => {
	const { state, made, warmer: one, ask } = warmer();
	ask('/polls');
	state.basis = null;
	await one.look();
	expect(made).toEqual([]);
});

test('a page that fails keeps no other from being made', async () => {
	const { made, warmer: one, ask } = warmer(() => Promise.reject(new Error('no')));
	ask('/polls');
	ask('/map');
	await one.look();
	expect(made).toEqual(['/map', '/polls']);
});

test('a release that comes meanwhile ends it, and is next', async () => {
	const {
		state,
		made,
		warmer: one,
		ask
	} = warmer(() => {
		state.basis = 'second';
		return Promise.resolve();
	});
	ask('/polls');
	ask('/map');
	await one.look();
	expect(made).toEqual(['/map']);
	await one.look();
	expect(made).toEqual(['/map', '/map', '/polls']);
});
