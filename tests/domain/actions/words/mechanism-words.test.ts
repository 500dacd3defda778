import { expect, test } from 'vitest';
import { MECHANISMS, strengthOf } from '#lib/domain/actions/mechanism.ts';
import { mechanismWords } from '#lib/domain/actions/words/mechanism-words.ts';

test.each([
	['moratorium', 'moratorium · stops construction'],
	['zoning_limit', 'zoning limit · limits where or how'],
	['other', 'other']
] as const)('%s reads %s', (mechanism, words) => {
	expect(mechanismWords({ mechanism, mechanism_strength: strengthOf(mechanism) })).toBe(words);
});

test('every mechanism has words, and none repeats another', () => {
	const all = MECHANISMS.map((mechanism) =>
		mechanismWords({ mechanism, mechanism_strength: null })
	);
	expect(new Set(all).size).toBe(MECHANISMS.length);
});
