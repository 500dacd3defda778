import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName, namesOf } from '#lib/domain/actions/places/place-names.ts';
import { locate, type Settlement } from '#lib/domain/actions/places/position.ts';

const at = (lat: number, name = 'Saline'): Settlement => ({ name, lon: -83.8, lat });
const north = ({ lat }: Settlement) => lat >= 42;

describe('a place in the gazetteer', () => {
	test('is the settlement that lies in the county', () => {
		expect(locate([[at(30), at(42.2)]], north)).toEqual({ kind: 'found', at: at(42.2) });
	});

	test('found only outside the county is a contradiction, not a position', () => {
		expect(locate([[at(30)]], north)).toEqual({ kind: 'elsewhere', at: at(30) });
	});

	test('listed twice within a few kilometres is one; further apart it is in doubt', () => {
		expect(locate([[at(42.2), at(42.21)]], north).kind).toBe('found');
		expect(locate([[at(42.2), at(43.2)]], north)).toEqual({ kind: 'several', count: 2 });
	});

	test('is searched by its fullest name first', () => {
		const township = at(42.4, 'Saline Township');
		expect(locate([[township], [at(42.2)]], north)).toEqual({ kind: 'found', at: township });
	});

	test('of a township, a settlement elsewhere of the bare name says nothing', () => {
		expect(locate([[], [at(30)]], north, 1)).toEqual({ kind: 'absent' });
	});

	test('is never put outside the county', () => {
		const settlements = fc.array(
			fc.double({ min: 24, max: 49, noNaN: true }).map((lat) => at(lat))
		);
		fc.assert(
			fc.property(fc.array(settlements, { maxLength: 3 }), (named) => {
				const found = locate(named, north);
				expect(found.kind !== 'found' || north(found.at)).toBe(true);
				expect(found.kind === 'absent').toBe(named.flat().length === 0);
			})
		);
	});
});

describe('names', () => {
	test.each([
		['St. Mary’s', 'saint marys'],
		['Doña Ana', 'dona ana'],
		['Ft. Wayne', 'fort wayne'],
		['Mt. Pleasant', 'mount pleasant'],
		['Groß-Gerau', 'gross gerau'],
		['Ørestad', 'orestad']
	])('%s is searched as %s', (name, folded) => {
		expect(foldName(name)).toBe(folded);
	});

	test.each([
		['Saline', 'township', ['saline township', 'saline']],
		[
			'Augusta Charter Township',
			'township',
			['augusta township', 'augusta charter township', 'augusta']
		],
		['City of Monterey Park', 'city', ['city of monterey park', 'monterey park']],
		['Saline Township (Michigan)', 'township', ['saline township', 'saline']]
	])('%s, a %s', (name, kind, names) => {
		expect(namesOf(name, kind)).toEqual(names);
	});

	test('folding twice is folding once', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (name) => {
				expect(foldName(foldName(name))).toBe(foldName(name));
			})
		);
	});
});
