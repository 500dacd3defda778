import { parseDate, type DateInterval } from '#lib/domain/dates.ts';
import type { StatusInterval } from '#lib/domain/status/interval.ts';
import { intervalsOf } from '#lib/domain/status/intervals.ts';
import { mattersOf } from '#lib/domain/status/matters.ts';
import type { Step } from '#lib/domain/status/step.ts';
import { LATER_STATES, type LaterState } from '#lib/domain/status/status-words.ts';

export function days(date: string): DateInterval {
	const interval = parseDate(date);
	if (!interval) throw new Error(`${date} is no date`);
	return interval;
}

/** A made-up step; dates as in a CSV. */
export interface Made {
	id: string;
	on: string;
	decision?: string;
	rule?: Step['rule'];
	advisory?: boolean;
	starts?: string;
	ends?: string;
	months?: number;
	follows?: string;
	mw?: number;
	covers?: string;
	/** What a list shows of it later: `expired 2026-09`. */
	later?: `${LaterState} ${string}`;
}

export const step = (made: Made): Step => ({
	id: made.id,
	rule: made.rule ?? 'moratorium',
	decision: made.decision ?? 'adopted',
	isAdvisory: made.advisory ?? false,
	date: days(made.on),
	startsOn: made.starts === undefined ? null : days(made.starts),
	endsOn: made.ends === undefined ? null : days(made.ends),
	durationMonths: made.months ?? null,
	body: 'board',
	bodyKind: 'county_board',
	mwThreshold: made.mw ?? null,
	covers: made.covers ?? null,
	follows: made.follows ?? null,
	later: laterOf(made.later)
});

function laterOf(later: Made['later']): Step['later'] {
	const state = LATER_STATES.find((one) => later?.startsWith(`${one} `));
	return later === undefined || state === undefined
		? null
		: { state, seen: days(later.slice(state.length + 1)) };
}

/** Every interval of the steps of one place, matter after matter. */
export const intervals = (...made: Made[]): StatusInterval[] =>
	mattersOf(made.map(step)).flatMap(intervalsOf);

/** Intervals as a reader would note them: `active 2026-01-01..2026-06-30`. */
export const told = (...made: Made[]): string[] =>
	intervals(...made).map(({ status, from, to }) => `${status} ${from}..${to ?? ''}`);
