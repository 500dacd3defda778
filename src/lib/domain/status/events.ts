import type { DateInterval } from '../dates.ts';
import type { Matter } from './matters.ts';
import { beginOf, effectOf, type Effect, type Step } from './step.ts';
import type { LaterState } from './status-words.ts';

/** Something that changes what a rule is: a step, another rule that replaces it, or what a list shows of it. */
export interface Happening extends Step {
	effect: Effect | 'replace';
	/** True where a list shows the outcome, and the step itself is not on record. */
	isListed: boolean;
}

/** Everything that changes a rule, in the order of time; a replacement comes after the step it follows. */
export function happeningsOf({ steps, replacements }: Matter): Happening[] {
	const all: Happening[] = steps.map((step) => ({
		...step,
		effect: effectOf(step),
		isListed: false
	}));
	for (const step of replacements) insert(all, { ...step, effect: 'replace', isListed: false });
	const recorded = [...all];
	for (const step of recorded) {
		const listed = listedAfter(step, recorded);
		if (listed) insert(all, listed);
	}
	return all;
}

/** Puts something behind the step it follows, and before what happened later. */
function insert(all: Happening[], one: Happening): void {
	const followed = all.findIndex(({ id }) => id === one.follows);
	const later = all.findIndex(({ date }, index) => index > followed && date.start > one.date.start);
	all.splice(later === -1 ? all.length : later, 0, one);
}

const EFFECTS: Record<LaterState, Happening['effect']> = {
	extended: 'extend',
	expired: 'expire',
	repealed: 'repeal',
	replaced: 'replace'
};

/** Recorded steps by which a list can have come to what it shows. */
const SHOWN_BY: Record<LaterState, readonly Happening['effect'][]> = {
	extended: ['extend', 'adopt'],
	expired: ['expire', 'repeal', 'replace'],
	repealed: ['expire', 'repeal', 'replace'],
	replaced: ['expire', 'repeal', 'replace']
};

/** What a list shows a step's rule to have become, unless a recorded step by then tells it with its day. */
function listedAfter(step: Happening, recorded: readonly Happening[]): Happening | null {
	if (step.later === null || !['adopt', 'extend'].includes(step.effect)) return null;
	const { state, seen } = step.later;
	const isTold = recorded.some(
		(other) =>
			other !== step &&
			SHOWN_BY[state].includes(other.effect) &&
			other.date.start >= step.date.start &&
			other.date.start <= seen.end
	);
	if (isTold) return null;
	return {
		...step,
		effect: EFFECTS[state],
		isListed: true,
		date: notBefore(seen, beginOf(step)),
		startsOn: null,
		endsOn: null,
		durationMonths: null,
		follows: step.id
	};
}

/** A list of the month in which a rule began shows what it was at the end of that month. */
const notBefore = (seen: DateInterval, begin: DateInterval): DateInterval =>
	begin.start > seen.start && begin.start <= seen.end ? { ...seen, start: begin.start } : seen;
