import { ascending } from 'd3-array';
import { effectOf, type Step } from './step.ts';
import type { Rule } from './status-words.ts';

/** The steps about one rule of one place, in the order in which they were taken. */
export interface Matter {
	/** The first action of the matter. */
	id: string;
	rule: Rule;
	steps: Step[];
	/** Binding steps of another rule that follow one of these: they replace it. */
	replacements: Step[];
}

/**
 * Sorts the steps of one place into matters: a step belongs with the one it follows. One that says of itself that
 * something went before (an extension, a repeal, a refusal, an adoption after a proposal) and names nothing goes
 * with the latest matter of its rule. Anything else begins a matter of its own, so that two rules of one place
 * can hold at once.
 */
export function mattersOf(given: readonly Step[]): Matter[] {
	const steps = inOrder(given);
	const matters: Matter[] = [];
	const matterOf = new Map<string, Matter>();
	for (const step of steps) {
		const before = step.follows === null ? undefined : matterOf.get(step.follows);
		if (before && before.rule !== step.rule && replaces(step)) before.replacements.push(step);
		if (step.rule === 'other') continue;
		const matter =
			(before?.rule === step.rule ? before : undefined) ?? latest(matters, step) ?? start(step);
		if (!matters.includes(matter)) matters.push(matter);
		matter.steps.push(step);
		matterOf.set(step.id, matter);
	}
	return matters;
}

const start = ({ id, rule }: Step): Matter => ({
	id,
	rule: rule === 'ban' ? 'ban' : 'moratorium',
	steps: [],
	replacements: []
});

const replaces = (step: Step) => ['adopt', 'extend'].includes(effectOf(step));

/** The latest matter that an unlinked step can only be about. */
function latest(matters: readonly Matter[], step: Step): Matter | undefined {
	const before = matters.findLast(({ rule }) => rule === step.rule);
	const effect = effectOf(step);
	if (effect === 'extend' || effect === 'repeal' || effect === 'expire' || effect === 'drop')
		return before;
	const isOnlyProposed = before?.steps.every((one) =>
		['propose', 'drop', 'none'].includes(effectOf(one))
	);
	return isOnlyProposed ? before : undefined;
}

/**
 * Steps by date, each after the one it follows. A step known only to the month that follows one within the month
 * comes after it, whatever the first of the month says; so does a decision after a proposal.
 */
export function inOrder(steps: readonly Step[]): Step[] {
	const byId = new Map(steps.map((step) => [step.id, step]));
	const placed = new Map<string, { day: string; depth: number }>();
	const place = (step: Step, seen: ReadonlySet<string>): { day: string; depth: number } => {
		const known = placed.get(step.id);
		if (known) return known;
		const before = step.follows === null ? undefined : byId.get(step.follows);
		const found = { day: step.date.start, depth: 0 };
		if (before && !seen.has(before.id)) {
			const after = place(before, new Set([...seen, step.id]));
			if (after.day > found.day && after.day <= step.date.end) found.day = after.day;
			if (after.day === found.day) found.depth = after.depth + 1;
		}
		const stage = lastStage(step, steps);
		if (stage !== null && stage >= found.day) {
			found.day = stage;
			found.depth = Math.max(found.depth, 1);
		}
		placed.set(step.id, found);
		return found;
	};
	const none: ReadonlySet<string> = new Set();
	return steps
		.map((step) => ({ step, at: place(step, none) }))
		.sort(
			(a, b) =>
				ascending(a.at.day, b.at.day) || a.at.depth - b.at.depth || ascending(a.step.id, b.step.id)
		)
		.map(({ step }) => step);
}

/**
 * The day of the last proposal within the month or year to which alone a decision on the same rule is known: the
 * decision came after it.
 */
function lastStage(step: Step, steps: readonly Step[]): string | null {
	const { start, end } = step.date;
	if (start === end || !['adopt', 'drop'].includes(effectOf(step))) return null;
	const days = steps.flatMap((one) =>
		one.rule === step.rule &&
		effectOf(one) === 'propose' &&
		one.date.start === one.date.end &&
		one.date.start > start &&
		one.date.start <= end
			? [one.date.start]
			: []
	);
	return days.sort().at(-1) ?? null;
}
