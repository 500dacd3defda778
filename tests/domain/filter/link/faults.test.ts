import { describe, expect, it } from 'vitest';
import {
	dateFault,
	faultsIn,
	faultWords,
	mended,
	repaired
} from '#lib/domain/filter/link/faults.ts';
import { UNKNOWN_KEY } from '#lib/domain/filter/grammar.ts';

const asked = (search: string) => new URLSearchParams(search);
const wrong = (key: string, value: string, more = {}) => ({
	key,
	value,
	message: 'no such',
	...more
});

describe('values without which a page can stand', () => {
	it('are those of filters', () =>
		expect(faultsIn([wrong('topic', 'x')], asked('topic=x&region=US'))).toEqual([
			{ key: 'topic', value: 'x', message: 'no such' }
		]));

	it('are none where a filter itself is unknown: what was meant nobody can tell', () =>
		expect(
			faultsIn(
				[wrong('topic', 'x'), { key: 'tpic', value: 'y', message: UNKNOWN_KEY }],
				asked('topic=x&tpic=y')
			)
		).toEqual([]));

	it.each(['release', 'as_of', 'on'])('are none where %s chooses the data', (key) =>
		expect(faultsIn([wrong(key, 'x')], asked(`${key}=x`))).toEqual([])
	);

	it('are none where the path names it, or the page asks for it itself', () => {
		expect(faultsIn([wrong('place', 'x')], asked('place=x'), ['place'])).toEqual([]);
		expect(faultsIn([wrong('subgroup', 'x')], asked('topic=x'))).toEqual([]);
	});
});

describe('a date as typed', () => {
	it.each(['', ' ', '1/15/2026', '2026', '2026-Q2', '2026-01-15'])('%j is none at fault', (value) =>
		expect(dateFault('from', value)).toBeNull()
	);

	it.each(['last year', '2026-02-30', '13/13/2026'])('%j is told with an example', (value) => {
		const fault = dateFault('from', value);
		expect(fault && faultWords(fault)).toBe(
			`“${value}” is left out: use a date such as 2026-01-15, 2026-01, 2026-Q1 or 2026.`
		);
	});
});

it('is mended in its list, and the others stay', () =>
	expect(
		repaired(
			new URL('http://x/actions?tier=primery~reported&region=US'),
			wrong('tier', 'primery', { did_you_mean: 'primary' })
		)
	).toBe('/actions?region=US&tier=primary~reported'));

describe('an address that is not understood', () => {
	const url = new URL('https://example.org/polls?regin=US-VX&topic=cost');
	const name = { key: 'regin', value: 'US-VX', message: UNKNOWN_KEY, did_you_mean: 'region' };

	it('is mended in names of filters and in values', () => {
		expect(mended(url, [name])).toBe('/polls?region=US-VX&topic=cost');
		expect(mended(url, [name, wrong('topic', 'cost', { did_you_mean: 'costs' })])).toBe(
			'/polls?region=US-VX&topic=costs'
		);
	});

	it('is not mended in part, nor without anything wrong', () => {
		expect(mended(url, [name, wrong('topic', 'cost')])).toBeNull();
		expect(mended(url, [])).toBeNull();
	});
});
