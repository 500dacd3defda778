import type { Awaited } from '../closed.ts';
import { monthNumber, parseDate } from '../dates.ts';
import { readable } from '../text/format.ts';

/** An action as far as the day of a vote still to come depends on it. */
interface Pending {
	date: string;
	decision: string;
	body_kind: string;
	summary: string;
	/** What the row itself says is to follow, and on which day. */
	awaits: Awaited | null;
	awaits_on: string | null;
}

/** What an action waits for and when: first and last day, YYYY-MM-DD, the same where the day is known. */
export interface Awaits {
	awaited: Awaited;
	awaited_from: string;
	awaited_to: string;
}

/** Decisions under which a vote is still to come. */
const OPEN: readonly string[] = ['pending', 'proposed', 'delayed'];
const MONTH_WORDS = '(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?';
/** `on the Nov. 3 ballot`. */
const DAY_OF_BALLOT = new RegExp(`\\b${MONTH_WORDS} (\\d{1,2})(?:, (\\d{4}))? ballot\\b`, 'i');
/** `to the November ballot`, `qualified for November`. */
const NOVEMBER = /\b(november ballot|qualified for november)\b/i;

/** What an action waits for: as its row states it, else the vote its summary names; null where it names none. */
export function awaitedBy(action: Pending): Awaits | null {
	const days = parseDate(action.awaits_on ?? '');
	if (action.awaits !== null && days !== null)
		return { awaited: action.awaits, awaited_from: days.start, awaited_to: days.end };
	const day = voteDay(action);
	return day === null
		? null
		: {
				awaited: 'vote',
				awaited_from: action.body_kind === 'voters' ? (parseDate(action.date)?.start ?? day) : day,
				awaited_to: day
			};
}

/**
 * The last day on which the vote that an action waits for is held, YYYY-MM-DD; null where it waits for none, or its
 * day is not on record. Voters vote on the day of the action; else the day is the one its summary names.
 */
export function voteDay({
	date,
	decision,
	body_kind,
	summary
}: Omit<Pending, 'awaits' | 'awaits_on'>): string | null {
	if (!OPEN.includes(decision)) return null;
	const when = parseDate(date);
	if (when === null) return null;
	if (body_kind === 'voters') return when.end;
	const [, month, day, year] = DAY_OF_BALLOT.exec(summary) ?? [];
	const of = (day: string) => (day >= when.start ? day : null);
	if (month !== undefined && day !== undefined) {
		const number = monthNumber(month.slice(0, 3)) ?? '';
		return of(
			`${year ?? when.start.slice(0, 4)}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
		);
	}
	return NOVEMBER.test(summary) ? of(electionDay(when.start.slice(0, 4))) : null;
}

/** The general election of the United States: the Tuesday after the first Monday of November (2 U.S.C. 7). */
function electionDay(year: string): string {
	const first = new Date(`${year}-11-01T00:00:00Z`).getUTCDay();
	const monday = 1 + ((8 - first) % 7);
	return `${year}-11-${String(monday + 1).padStart(2, '0')}`;
}

/** Said of what an action waited for, once its day has passed while nothing later is on record. */
export const missingWords = (awaited: Awaited): string =>
	awaited === 'report'
		? 'report was due, nothing later found'
		: `${awaited} day passed, result not found`;

/** Whether a decision is still to come, so that it cannot be told beside what is missing. */
export const isOpen = (decision: string): boolean => OPEN.includes(decision);

/**
 * What an action waits for with its day.
 * @example 'report due Oct 19, 2026'
 */
export const dueWords = ({ awaited, awaited_from, awaited_to }: Awaits): string =>
	`${awaited} ${awaited === 'report' ? 'due' : 'on'} ${awaited_from === awaited_to ? readable(awaited_to) : `${readable(awaited_from)} to ${readable(awaited_to)}`}`;
