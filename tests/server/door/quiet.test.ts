import { expect, test } from 'vitest';
import { whenQuiet } from '#lib/server/door/limits/quiet.ts';

const turn = () => new Promise((done) => setImmediate(done));

test('waits while somebody arrives in every turn, and goes on once nobody does', async () => {
	let arrivals = 0;
	let isQuiet = false;
	whenQuiet(() => arrivals)(() => (isQuiet = true));
	for (let count = 0; count < 50; count++) {
		arrivals++;
		await turn();
		expect(isQuiet).toBe(false);
	}
	for (let count = 0; count < 4; count++) await turn();
	expect(isQuiet).toBe(true);
});

test('goes on at last where somebody arrives for ever', async () => {
	let arrivals = 0;
	let isQuiet = false;
	whenQuiet(() => arrivals++)(() => (isQuiet = true));
	for (let count = 0; count < 300; count++) await turn();
	expect(isQuiet).toBe(true);
});
