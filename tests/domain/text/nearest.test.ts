import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '#lib/domain/text/nearest.ts';

describe('nearest', () => {
	it.each([
		['US-VX', ['US-TX', 'US-VA', 'CA'], 'US-VA'],
		['opose', ['support', 'oppose'], 'oppose'],
		['Poll_ID', ['poll_id', 'house'], 'poll_id'],
		['vintge', ['vintage', 'value'], 'vintage'],
		['tpoic', ['topic', 'tier'], 'topic']
	])('takes %s for one of %j', (word, candidates, found) => {
		expect(nearest(word, candidates)).toBe(found);
	});

	it('finds nothing where too many letters differ, or nothing is there', () => {
		expect(nearest('moratorium', ['ballot', 'ban'])).toBeNull();
		expect(nearest('x', [])).toBeNull();
	});

	it('finds a word that is there, and only words that are there', () => {
		const words = fc.array(fc.string({ minLength: 1 }), { minLength: 1 });
		fc.assert(
			fc.property(words, fc.nat(), (candidates, at) => {
				const word = candidates[at % candidates.length] ?? '';
				expect(nearest(word, candidates)?.toLowerCase()).toBe(word.toLowerCase());
			})
		);
		fc.assert(
			fc.property(fc.string(), words, (word, candidates) => {
				expect([null, ...candidates]).toContain(nearest(word, candidates));
			})
		);
	});
});
