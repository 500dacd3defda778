import { addDays } from '#lib/domain/dates.ts';
import type { UpstreamState } from '#lib/domain/history/upstreams.ts';

/** Days after which an upstream is asked again, as the line of cron in the README does. */
const ASKED_EVERY_DAYS = 1;

/** Paragraphs on upstreams: what each is for and how it stands. */
export function stateLines(states: readonly UpstreamState[], today: string): string[] {
	return states.flatMap((state) => [
		`${state.name}: ${state.purpose}`,
		...(state.not_taken === null ? [] : [`  not taken: ${state.not_taken}`]),
		`  ${state.attribution}; ${state.licence}`,
		`  ${state.needs === null ? 'needs no key' : `needs a setting: ${state.needs}`}`,
		`  last success ${state.last_good?.slice(0, 10) ?? 'never'}; next due ${nextDue(state, today)}`,
		`  newest data ${newestWords(state)}; ${state.rows} rows in, ${state.odd} left out`,
		...state.warnings.map((warning) => `  ! ${warning}`)
	]);
}

const newestWords = ({ newest, newest_age_days: days }: UpstreamState) =>
	newest === null ? 'none' : `of ${newest}, ${days ?? 0} ${days === 1 ? 'day' : 'days'} old`;

function nextDue({ asked, failed }: UpstreamState, today: string): string {
	if (asked === null || failed) return 'now';
	const due = addDays(asked.slice(0, 10), ASKED_EVERY_DAYS);
	return due <= today ? 'now' : due;
}
