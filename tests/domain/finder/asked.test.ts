import { describe, expect, it } from 'vitest';
import { isZip, readingsOf } from '#lib/domain/finder/asked.ts';

describe('what somebody typed', () => {
	it('is a name as it stands, folded as names are', () => {
		expect(readingsOf('  Doña Ana ')).toEqual([{ name: 'dona ana', state: null }]);
		expect(readingsOf('St. Louis')).toEqual([{ name: 'saint louis', state: null }]);
		expect(readingsOf('  ')).toEqual([]);
	});

	it.each([
		['Springfield, IL', 'springfield', 'US-IL'],
		['springfield illinois', 'springfield', 'US-IL'],
		['Charleston W. Va.', 'charleston', 'US-WV'],
		['Salem, New Hampshire', 'salem', 'US-NH']
	])('"%s" may be a name in a state', (text, name, state) => {
		expect(readingsOf(text)).toContainEqual({ name, state });
	});

	it('keeps both readings where two letters may be a state or the beginning of a word', () => {
		expect(readingsOf('monterey pa')).toEqual([
			{ name: 'monterey pa', state: null },
			{ name: 'monterey', state: 'US-PA' }
		]);
	});
});

it('a ZIP code is told from a name', () => {
	expect(['20147', ' 20147-1234 '].every(isZip)).toBe(true);
	expect(['2014', 'Loudoun', '20147 Ashburn', 'US-VA-51107'].some(isZip)).toBe(false);
});
