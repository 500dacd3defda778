import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingsOf } from '#lib/domain/finder/asked.ts';
import { fitOf, type Candidate } from '#lib/domain/finder/rank.ts';

const named = (folded: string, more: Partial<Candidate> = {}): Candidate => ({
	folded,
	bare: folded.replace(/ (county|city)$/, ''),
	state: null,
	area: '',
	weight: 0,
	...more
});

const score = (text: string, candidate: Candidate) =>
	fitOf(readingsOf(text), candidate)?.score ?? -Infinity;

/** Names in the order in which they should be given for a text. */
const inOrder = (text: string, ...candidates: Candidate[]) => {
	const scores = candidates.map((one) => score(text, one));
	expect(scores).toEqual(scores.toSorted((a, b) => b - a));
	expect(new Set(scores).size).toBe(scores.length);
};

describe('a name that fits', () => {
	it('comes in the order: itself, one that begins so, a similar one, one with a word that begins so', () => {
		inOrder(
			'loudon',
			named('loudon county'),
			named('loudonville'),
			named('loudoun county'),
			named('south loudon'),
			named('fairfax county')
		);
	});

	it('is its kind or not, spaced or not', () => {
		for (const text of ['prince william', 'prince william county', 'princewilliam'])
			expect(fitOf(readingsOf(text), named('prince william county'))?.similar, text).toBe(false);
	});

	it.each([
		['prince wiliam', 'prince william county'],
		['faquier', 'fauquier county'],
		['montgomrey', 'montgomery county'],
		['teh dalles', 'the dalles']
	])('is found misspelt as "%s", and marked', (text, folded) => {
		expect(fitOf(readingsOf(text), named(folded))).toMatchObject({ similar: true });
	});

	it('is not any short name with a letter changed', () => {
		expect(fitOf(readingsOf('lodi'), named('loda'))).toBeNull();
	});

	it('with the state named comes before the same name elsewhere, and another state is left out', () => {
		const [il, mo] = ['US-IL', 'US-MO'].map((state) => named('springfield', { state, weight: 3 }));
		if (!il || !mo) throw new Error('two were made');
		expect(score('springfield il', il)).toBeGreaterThan(100);
		expect(fitOf(readingsOf('springfield, missouri'), il)).toBeNull();
		expect(score('springfield', il)).toBe(score('springfield', mo));
	});

	it('with its county or country named comes before the same name elsewhere', () => {
		const [here, there] = ['haywood county north carolina', 'cherokee county georgia'].map((area) =>
			named('canton', { area, weight: 3 })
		);
		if (!here || !there) throw new Error('two were made');
		for (const text of ['Canton, Haywood', 'canton haywood county', 'Canton, Haywood County']) {
			expect(score(text, here), text).toBeGreaterThan(100);
			expect(fitOf(readingsOf(text), there), text).toBeNull();
		}
		const abroad = named('lake', { area: 'parkland' });
		expect(fitOf(readingsOf('lake park'), abroad)).toBeNull();
	});

	it('that more is known of comes first among names that fit alike, and never before one that fits better', () => {
		inOrder('king', named('king county', { weight: 9 }), named('king', { weight: 1 }));
		inOrder('king', named('king'), named('kingman', { weight: 99 }));
	});
});

it('each name fits itself best of all, whatever it is', () => {
	const word = fc.stringMatching(/^[a-z]{3,9}$/);
	const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
	fc.assert(
		fc.property(name, name, fc.integer({ min: 0, max: 20 }), (asked, other, weight) => {
			const readings = [{ name: asked, state: null, area: null, isWhole: false }];
			const own = fitOf(readings, named(asked))?.score ?? -1;
			fc.pre(other.replaceAll(' ', '') !== asked.replaceAll(' ', ''));
			expect(own).toBeGreaterThan(
				fitOf(readings, { ...named(other), bare: other, weight })?.score ?? -2
			);
		})
	);
});
