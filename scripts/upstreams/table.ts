import { group } from 'd3-array';
import { addDays } from '#lib/domain/dates.ts';
import type { UpstreamState } from '#lib/domain/history/upstreams.ts';
import type { Checked } from '#lib/server/ingest/upstreams/check.ts';

/** Days after which an upstream is asked again, as the line of cron in docs/data.md does. */
const ASKED_EVERY_DAYS = 1;

/**
 * Paragraphs on upstreams: what each is for and how it stands.
 * @param missing upstreams whose setting is not there
 */
export function stateLines(
	states: readonly UpstreamState[],
	today: string,
	missing: ReadonlySet<string> = new Set()
): string[] {
	return states.flatMap((state) => {
		const { name, attribution, licence, last_good } = state;
		const isMissing = missing.has(name);
		return [
			`${name}: ${state.purpose}`,
			...(state.not_taken === null ? [] : [`  not taken: ${state.not_taken}`]),
			`  ${attribution.includes(licence) ? attribution : `${attribution}; ${licence}`}`,
			`  ${needsWords(state, isMissing)}`,
			`  last success ${last_good?.slice(0, 10) ?? 'never'}; next due ${isMissing ? 'once the setting is there' : nextDue(state, today)}`,
			...(last_good === null
				? []
				: [`  newest data ${newestWords(state)}; ${state.rows} rows in, ${state.odd} left out`]),
			...state.warnings.map((warning) => `  ! ${warning}`)
		];
	});
}

const needsWords = ({ needs }: UpstreamState, isMissing: boolean) =>
	needs === null
		? 'needs no key'
		: isMissing
			? `needs a setting: ${needs}`
			: 'needs a setting, which is there';

/** How all of them stand, in a line. */
export function standing(states: readonly UpstreamState[], missing: ReadonlySet<string>): string {
	const named = (what: string, own: readonly UpstreamState[]) =>
		own.length === 0 ? [] : [`${own.length} ${what} (${own.map(({ name }) => name).join(', ')})`];
	return [
		`${states.length} upstreams`,
		...named(
			'failed',
			states.filter(({ failed }) => failed)
		),
		...named(
			'older than they should be',
			states.filter(({ stale }) => stale)
		),
		...named(
			'without their setting',
			states.filter(({ name }) => missing.has(name))
		),
		...named(
			'never fetched',
			states.filter(({ name, last_good }) => last_good === null && !missing.has(name))
		)
	].join('; ');
}

const newestWords = ({ newest, newest_age_days: days }: UpstreamState) =>
	newest === null ? 'none' : `of ${newest}, ${days ?? 0} ${days === 1 ? 'day' : 'days'} old`;

function nextDue({ asked, failed }: UpstreamState, today: string): string {
	if (asked === null || failed) return 'now';
	const due = addDays(asked.slice(0, 10), ASKED_EVERY_DAYS);
	return due <= today ? 'now' : due;
}

/** Addresses that are named one by one; of more the number is told. */
const NAMED = 6;

/** What asking an upstream showed: what is wrong first. */
export function checkedLines({ name, status, wrong, fine }: Checked): string[] {
	const well = fine.length > NAMED ? [`${fine.length} addresses answer as known`] : fine;
	return [`${name}: ${status}`, ...[...wrong, ...well].map((words) => `  ${words}`)];
}

/** How many upstreams ended in which way, and which of those that did not answer as known. */
export const summaryOf = (checked: readonly Checked[]): string =>
	[...group(checked, ({ status }) => status)]
		.map(([status, own]) =>
			status === 'as known'
				? `${own.length} as known`
				: `${own.length} ${status} (${own.map(({ name }) => name).join(', ')})`
		)
		.join('; ');
