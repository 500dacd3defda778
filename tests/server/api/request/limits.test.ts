import { expect, test } from 'vitest';
import { costlyLimit } from '#lib/server/api/request/limits.ts';

const RULES = { burst: 1, everyMs: 1000, clients: 2 };

/** Whether a client is served, at a moment that stands still unless moved. */
function asked(rules = RULES) {
	const clock = { ms: 0 };
	const limit = costlyLimit(rules, () => clock.ms);
	return {
		clock,
		served: (client: string, weight?: number) => {
			try {
				limit(client, weight);
				return true;
			} catch (error) {
				expect(error).toMatchObject({ status: 429 });
				return false;
			}
		}
	};
}

test('so many clients are remembered, and the one that asked least recently is forgotten first', () => {
	const { served } = asked();
	expect([served('a'), served('b')]).toEqual([true, true]);
	// Refused, but asked for: now b is the least recent.
	expect(served('a')).toBe(false);
	expect(served('c')).toBe(true);
	expect(served('b'), 'b was forgotten').toBe(true);
	expect(served('c'), 'c is remembered').toBe(false);
});

test('a client is served again after its time, and a costly request takes several tokens', () => {
	const { clock, served } = asked({ burst: 3, everyMs: 1000, clients: 2 });
	expect([served('a', 3), served('a')]).toEqual([true, false]);
	clock.ms = 1000;
	expect([served('a'), served('a')]).toEqual([true, false]);
	clock.ms = 60_000;
	expect([served('a', 3), served('a')]).toEqual([true, false]);
});
