import { describe, expect, it } from 'vitest';
import {
	countyCodeTyped,
	isZipTyped,
	readingsOf,
	withFewerWords
} from '#lib/domain/finder/asked.ts';

describe('what somebody typed', () => {
	it('is a name as it stands, folded as names are', () => {
		expect(readingsOf('  Doña Ana ')[0]).toEqual({
			...{ name: 'dona ana', state: null },
			...{ area: null, isWhole: false }
		});
		expect(readingsOf('St. Louis').map(({ name }) => name)).toContain('saint louis');
		expect(readingsOf('  ')).toEqual([]);
	});

	it.each([
		['Springfield, IL', 'springfield', 'US-IL'],
		['springfield illinois', 'springfield', 'US-IL'],
		['Charleston W. Va.', 'charleston', 'US-WV'],
		['Salem, New Hampshire', 'salem', 'US-NH']
	])('"%s" may be a name in a state', (text, name, state) => {
		expect(readingsOf(text)).toContainEqual({ name, state, area: null, isWhole: false });
	});

	it.each([
		['Canton, Haywood County, North Carolina', 'canton', 'US-NC', 'haywood county'],
		['Canton, Haywood, NC', 'canton', 'US-NC', 'haywood'],
		['canton haywood county nc', 'canton', 'US-NC', 'haywood county'],
		['Smithfield Isle of Wight County', 'smithfield', null, 'isle of wight county'],
		['Monroe, Ouachita Parish', 'monroe', null, 'ouachita parish'],
		['Amsterdam, Netherlands', 'amsterdam', null, 'netherlands'],
		['iver united kingdom', 'iver', null, 'united kingdom']
	])('"%s" may be a name in an area', (text, name, state, area) => {
		expect(readingsOf(text)).toContainEqual(expect.objectContaining({ name, state, area }));
	});

	it('keeps both readings where two letters may be a state or the beginning of a word', () => {
		const plain = readingsOf('monterey pa').filter(({ area }) => area === null);
		expect(plain.map(({ name, state }) => [name, state])).toEqual([
			['monterey pa', null],
			['monterey', 'US-PA']
		]);
	});
});

it('a ZIP code is told from a name', () => {
	expect(['20147', ' 20147-1234 '].every(isZipTyped)).toBe(true);
	expect(['2014', 'Loudoun', '20147 Ashburn', 'US-VA-51107'].some(isZipTyped)).toBe(false);
});

it.each([
	['51107', 'US-VA-51107'],
	['FIPS 01001 ', 'US-AL-01001'],
	['county fips code: 46113', 'US-SD-46113'],
	['51107-1234', null],
	['99999', null],
	['zip 51107', null],
	['5110', null]
])('"%s" may be the code of the county %s', (text, code) => {
	expect(countyCodeTyped(text)).toBe(code);
});

describe('what somebody typed beside a name', () => {
	it.each([
		['az chandler', 'chandler', 'US-AZ'],
		['New Mexico Doña Ana', 'dona ana', 'US-NM']
	])('"%s" may begin with its state, which counts less', (text, name, state) => {
		expect(readingsOf(text)).toContainEqual(expect.objectContaining({ name, state, isRare: true }));
	});

	it.each([
		['City of Manassas', ['manassas', 'manassas city']],
		['the Town of Leesburg, VA', ['leesburg']],
		['County of Fairfax', ['fairfax county']],
		['Charter Township of Plymouth', ['plymouth charter township', 'plymouth']],
		['State of Virginia', ['virginia']],
		['Ashburn 20147', ['ashburn']],
		['20147-1234, Ashburn', ['ashburn']]
	])('"%s" is read without what is no name', (text, names) => {
		const read = readingsOf(text).map(({ name }) => name);
		expect(read).toEqual(expect.arrayContaining(names));
	});

	it('is left out where nothing has all of the words, the vague ones first', () => {
		expect(withFewerWords('Plymouth Charter Township')[0]).toBe('Plymouth');
		expect(withFewerWords('Osage Nation')).toEqual(['Osage']);
		expect(withFewerWords('20147')).toEqual([]);
	});
});
