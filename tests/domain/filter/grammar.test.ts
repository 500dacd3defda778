import { expect, test } from 'vitest';
import { DATE_KEYS, JOINED_KEYS } from '#lib/domain/filter/grammar.ts';
import { FILTER_KEYS } from '#lib/domain/filter/keys.ts';

const ofShapes = (...shapes: string[]) =>
	new Set(
		Object.entries(FILTER_KEYS).flatMap(([key, { shape }]) => (shapes.includes(shape) ? [key] : []))
	);

test('pages know which filters are joined, and which are dates', () => {
	expect(JOINED_KEYS).toEqual(ofShapes('list', 'dates'));
	expect(DATE_KEYS).toEqual(ofShapes('date'));
});
