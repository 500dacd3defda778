import { addDays, addMonths, type DateInterval } from '../dates.ts';
import { happeningsOf, type Happening } from './events.ts';
import { beginning, covers, cutBefore, ending, OPEN, type StatusInterval } from './interval.ts';
import { afterLength } from './length.ts';
import type { Matter } from './matters.ts';
import { beginOf } from './step.ts';
import { hasEnded, holds, LAPSE_MONTHS, type Rule, type Status } from './status-words.ts';

/**
 * The status of one matter over time, without gaps from its first effect on where it is on record, and never two
 * at once. A pure function of the steps: nothing depends on today.
 */
export const intervalsOf = (matter: Matter): StatusInterval[] =>
	happeningsOf(matter).reduce<StatusInterval[]>(
		(before, happening) => take(before, happening, matter.rule),
		[]
	);

function take(before: readonly StatusInterval[], step: Happening, rule: Rule): StatusInterval[] {
	switch (step.effect) {
		case 'propose':
			return propose(before, step);
		case 'adopt':
			return adopt(before, step, rule, 'active');
		case 'extend':
			return adopt(before, step, rule, 'extended');
		case 'repeal':
			return end(before, step, 'repealed');
		case 'expire':
			return end(before, step, 'expired');
		case 'replace':
			return end(before, step, 'replaced');
		case 'drop':
			return drop(before, step);
		case 'none':
			return [...before];
	}
}

/** Where the day on which a step takes effect comes from. */
const basisOf = ({ startsOn, isListed }: Happening): StatusInterval['fromBasis'] =>
	isListed ? 'listed' : startsOn ? 'stated' : 'decided';

/** How what was before a step is known to be over. */
const endsBy = ({ isListed }: Happening) => (isListed ? 'listed' : 'step');

/** What is on record of the rule on the day a step is taken. */
const at = (intervals: readonly StatusInterval[], day: string) =>
	intervals.find((interval) => covers(interval, day));

const hasBegun = (status: Status) => holds(status) || status === 'may_have_lapsed';
const mayHold = (status: Status) => hasBegun(status) || status === 'adopted';

function about(step: Happening, before: readonly StatusInterval[]) {
	const former = before.at(-1);
	return {
		because: [...new Set([...(former?.because ?? []), step.id])],
		body: step.body,
		bodyKind: step.bodyKind,
		mwThreshold: step.mwThreshold ?? former?.mwThreshold ?? null,
		covers: step.covers ?? former?.covers ?? null
	};
}

/** A proposal shows where nothing is in force; a rule in force is not undone by talk about it. */
function propose(before: readonly StatusInterval[], step: Happening): StatusInterval[] {
	const current = at(before, step.date.start);
	if (current && mayHold(current.status)) return [...before];
	const next: StatusInterval = {
		status: 'proposed',
		...beginning(step.date, 'decided'),
		...OPEN,
		...about(step, before)
	};
	return [...cutBefore(before, step.date), next];
}

/** A proposal turned away is over; what the rule was before it is so again. */
function drop(before: readonly StatusInterval[], step: Happening): StatusInterval[] {
	const begin = after(step.date, before);
	const current = at(before, begin.start);
	if (current?.status !== 'proposed') return [...before];
	const left = cutBefore(before, begin);
	const ended = before.findLast(({ status }) => hasEnded(status));
	return ended
		? [...left, { ...ended, ...beginning(begin, 'decided'), ...OPEN, because: ended.because }]
		: left;
}

/** Ends a rule by a step; one that ran out before stays expired. */
function end(
	before: readonly StatusInterval[],
	step: Happening,
	status: 'repealed' | 'replaced' | 'expired'
): StatusInterval[] {
	const begin = after(beginOf(step), before);
	const current = at(before, begin.start);
	const isAhead = !current && before.some(({ from }) => from > begin.start);
	if (current ? !mayHold(current.status) : before.length > 0 && !isAhead) return [...before];
	const next: StatusInterval = {
		status,
		...beginning(begin, basisOf(step)),
		...OPEN,
		...about(step, before)
	};
	return [...cutBefore(before, begin, endsBy(step)), next];
}

/** A coarse date of a later step cannot lie before the step it follows on. */
function after(begin: DateInterval, before: readonly StatusInterval[]): DateInterval {
	const last = before.findLast(
		({ from, fromBasis, status }) =>
			from <= begin.end && fromBasis !== 'computed' && status !== 'expired'
	);
	return last && last.from > begin.start ? { ...begin, start: last.from } : begin;
}

/** What lengthens a rule that has yet to begin begins with it. */
function beginOfExtension(step: Happening, before: readonly StatusInterval[]): DateInterval {
	const begin = after(beginOf(step), before);
	const ahead = before.find(({ from, status }) => from > begin.start && holds(status));
	return ahead &&
		!before.some((interval) => covers(interval, begin.start) && hasBegun(interval.status))
		? { start: ahead.from, end: ahead.fromLatest, precision: ahead.fromPrecision }
		: begin;
}

/** Puts a rule in force, anew or for longer. */
function adopt(
	before: readonly StatusInterval[],
	step: Happening,
	rule: Rule,
	status: 'active' | 'extended'
): StatusInterval[] {
	const begin =
		status === 'extended' ? beginOfExtension(step, before) : after(beginOf(step), before);
	const formerEnd = lastDayAhead(before, begin.start);
	const known = knownEnd(step, begin, status === 'extended' ? formerEnd : null) ?? formerEnd;
	const common = about(step, before);
	const from = beginning(begin, basisOf(step));
	const left = cutBefore(
		status === 'active' ? withWait(before, step, begin) : before,
		begin,
		endsBy(step)
	);
	if (known && known.to < begin.start)
		return [...left, { status: 'expired', ...from, ...OPEN, ...common }];
	if (known) {
		const hasOwnEnd = known !== formerEnd;
		return [
			...left,
			{ status, ...from, ...known, ...common },
			...(hasOwnEnd || status === 'active'
				? [expiredAfter(known, common)]
				: withoutEnd(dayAfter(known), 'computed', common))
		];
	}
	if (rule === 'ban') return [...left, { status, ...from, ...OPEN, ...common }];
	return [...left, ...withoutEnd(begin, from.fromBasis, common)];
}

/** Adds the time between an adoption and its first day in force; what holds meanwhile goes on. */
function withWait(
	before: readonly StatusInterval[],
	step: Happening,
	begin: DateInterval
): readonly StatusInterval[] {
	const current = at(before, step.date.start);
	if (step.date.end >= begin.start || (current && mayHold(current.status))) return before;
	const day = addDays(begin.start, -1);
	const last: DateInterval = { start: day, end: day, precision: begin.precision };
	return [
		...cutBefore(before, step.date),
		{
			status: 'adopted',
			...beginning(step.date, 'decided'),
			...ending(last, 'stated'),
			...about(step, before)
		}
	];
}

type End = Pick<StatusInterval, 'toEarliest' | 'toPrecision' | 'toBasis'> & { to: string };
type Common = ReturnType<typeof about>;

/** The end a step states, or that follows from its length: counted from the former end where it extends one. */
function knownEnd(step: Happening, begin: DateInterval, formerEnd: End | null): End | null {
	if (step.endsOn) return ending(step.endsOn, 'stated');
	if (step.durationMonths === null) return null;
	const counted = formerEnd
		? {
				start: formerEnd.toEarliest ?? formerEnd.to,
				end: formerEnd.to,
				precision: formerEnd.toPrecision ?? 'day'
			}
		: begin;
	return ending(afterLength(counted, step.durationMonths), 'computed');
}

/** The end on record of a rule that holds on a day. */
function lastDayAhead(before: readonly StatusInterval[], day: string): End | null {
	const current = at(before, day);
	if (current === undefined) return null;
	if (current.to === null || !holds(current.status)) return null;
	const { to, toEarliest, toPrecision, toBasis } = current;
	return toBasis === 'stated' || toBasis === 'computed'
		? { to, toEarliest, toPrecision, toBasis }
		: null;
}

const dayAfter = ({ to, toPrecision }: End): DateInterval => ({
	start: addDays(to, 1),
	end: addDays(to, 1),
	precision: toPrecision ?? 'day'
});

const expiredAfter = (end: End, common: Common): StatusInterval => ({
	status: 'expired',
	...beginning(dayAfter(end), end.toBasis === 'stated' ? 'stated' : 'computed'),
	...OPEN,
	...common
});

/** A pause without an end: unknown at first, and after the limit perhaps over; never "active until". */
function withoutEnd(
	begin: DateInterval,
	fromBasis: StatusInterval['fromBasis'],
	common: Common
): StatusInterval[] {
	const limit: DateInterval = {
		start: addMonths(begin.start, LAPSE_MONTHS),
		end: addMonths(begin.end, LAPSE_MONTHS),
		precision: begin.precision
	};
	const to = ending(limit, 'limit');
	return [
		{ status: 'unknown_end', ...beginning(begin, fromBasis), ...to, ...common },
		{ status: 'may_have_lapsed', ...beginning(dayAfter(to), 'computed'), ...OPEN, ...common }
	];
}
