import { distance } from 'fastest-levenshtein';
import { isSwapped } from '../text/nearest.ts';
import type { NameReading } from './asked.ts';

/** What can be found, as far as its rank goes. */
export interface Candidate {
	/** Its name as `foldName` writes it, without what says its kind ("loudoun" of Loudoun County). */
	bare: string;
	/** The same with it. */
	folded: string;
	/** The state it lies in, or null. */
	state: string | null;
	/** The county, state or country around it, folded; empty where it lies in none. */
	area: string;
	/** How much is known of it, from 0: what breaks ties between names that fit alike. */
	weight: number;
}

/** How well a candidate fits: more is better. */
interface Fit {
	score: number;
	/** Whether it fits only if something was misspelt. */
	similar: boolean;
}

const EXACT = 100;
const BEGINS = 80;
const WORDS = 66;
const SIMILAR = 73;
const SIMILAR_BEGINNING = 50;
/** Taken off for each letter that differs. */
const A_LETTER = 9;
/** Added where what was typed names its state or county as well. */
const IN_AREA = 25;
/** Of the weight at most so much is added, so that it decides between names that fit alike, and no more. */
const MOST_WEIGHT = 14;

/** How many letters of a name may differ: none of four, one up to seven, two beyond. */
const allowed = (length: number) => (length < 5 ? 0 : length < 8 ? 1 : 2);

/**
 * How well a candidate fits what was typed, by the best of its readings; null where it does not.
 * In order: the name itself, a name that begins so, one with a letter changed, one with words that begin so, one with
 * two letters changed, one that begins similarly. Distances are Levenshtein's, where two letters in the wrong order count as one.
 */
export function fitOf(readings: readonly NameReading[], candidate: Candidate): Fit | null {
	let best: Fit | null = null;
	for (const { name, state, area, isWhole, isRare = false } of readings) {
		if (state !== null && state !== candidate.state) continue;
		if (area !== null && !(isWhole ? candidate.area === area : candidate.area.startsWith(area)))
			continue;
		const fit = nameFit(name, candidate);
		if (fit === null || (isRare && fit.similar)) continue;
		const isNarrow = (state !== null || area !== null) && !isRare;
		const score = fit.score + (isNarrow ? IN_AREA : 0);
		if (best === null || score > best.score) best = { ...fit, score };
	}
	if (best === null) return null;
	return { ...best, score: best.score + Math.min(MOST_WEIGHT, candidate.weight) };
}

function nameFit(name: string, { bare, folded }: Candidate): Fit | null {
	if (name === bare || name === folded) return { score: EXACT, similar: false };
	if (folded.startsWith(name)) return { score: BEGINS - shortfall(name, bare), similar: false };
	if (wordsBegin(name, folded)) return { score: WORDS - shortfall(name, folded), similar: false };
	if ([bare, folded].some((one) => joined(one) === joined(name)))
		return { score: EXACT - 1, similar: false };
	return similar(name, bare) ?? similar(name, folded);
}

/** Up to ten for how much of a name is not typed yet. */
const shortfall = (name: string, whole: string) =>
	Math.min(10, Math.max(0, whole.length - name.length) / 2);

const joined = (name: string) => name.replaceAll(' ', '');

/** Whether each word typed begins another word of the name, in its order. */
function wordsBegin(name: string, folded: string): boolean {
	const words = folded.split(' ');
	let at = 0;
	for (const typed of name.split(' ')) {
		while (at < words.length && words[at]?.startsWith(typed) !== true) at++;
		if (at === words.length) return false;
		at++;
	}
	return true;
}

function similar(name: string, whole: string): Fit | null {
	const most = allowed(name.length);
	if (most === 0) return null;
	const letters = lettersApart(name, whole);
	if (letters <= most) return { score: SIMILAR - letters * A_LETTER, similar: true };
	if (whole.length <= name.length) return null;
	const beginnings = [0, 1].map((more) => lettersApart(name, whole.slice(0, name.length + more)));
	const least = Math.min(...beginnings);
	return least <= most ? { score: SIMILAR_BEGINNING - least * A_LETTER, similar: true } : null;
}

/** Levenshtein's distance; two neighbours in the wrong order are one letter apart, not two. */
function lettersApart(a: string, b: string): number {
	const letters = distance(a, b);
	return letters === 2 && isSwapped(a, b) ? 1 : letters;
}
