import { ascending, descending, rollups } from 'd3-array';
import { addMonths, daysBetween } from '../dates.ts';
import { counted, capital, formatNumber, inPlace, readable } from '../text/format.ts';
import { timesWords } from './findings.ts';

/** Pollsters of a day below which an average of its polls means nothing: it would follow single polls up and down. */
export const LEAST_POLLSTERS = 3;
/** Days after which an estimate is told in the past: opinion moves within a season. */
const ESTIMATE_DAYS = 90;
/** Days of the windows of the averages, as domain/trend/averages.ts takes them. */
const WINDOWS = { simple: 30, weighted: 56 } as const;

/** What is told of one day: its size, and what, where and when it is of. */
type Told = Pick<EstimateFinding, 'label' | 'region' | 'region_name' | 'day' | 'estimate'>;

/** An average of the polls of a stretch of days. */
export type Average = Told & {
	method: keyof typeof WINDOWS;
	/** Polls and pollsters within the stretch. */
	polls: number;
	pollsters: number;
};

interface Day {
	date: string;
	estimate: number;
	low95: number | null;
	high95: number | null;
}

/** What an estimate from the polls of many pollsters says of its last day. Shares are percent. */
export interface EstimateFinding {
	/** What is estimated, as its wording group or pool is called. */
	label: string;
	region: string;
	region_name: string;
	day: string;
	estimate: number;
	low95: number | null;
	high95: number | null;
	polls: number;
	wordings: number;
	/** Pollsters whose polls it rests on, those with most polls first. */
	pollsters: string[];
	/** The same a year earlier, else on its first day; null where there is one day only. */
	before: { day: string; estimate: number; isYear: boolean } | null;
	/** Change between its first and last day, percentage points. */
	change: { from: string; change: number; low95: number | null; high95: number | null } | null;
}

/** The finding of an estimate; null where there is no day. @param days oldest first */
export function estimateFinding(
	about: Pick<EstimateFinding, 'label' | 'region' | 'region_name' | 'polls' | 'wordings'> & {
		change: EstimateFinding['change'];
	},
	days: readonly Day[],
	pollsters: readonly string[]
): EstimateFinding | null {
	const [first, last] = [days[0], days.at(-1)];
	if (!first || !last) return null;
	const yearAgo = addMonths(last.date, -12);
	const then = yearAgo < first.date ? undefined : days.findLast(({ date }) => date <= yearAgo);
	const before = then ?? (first === last ? undefined : first);
	return {
		...about,
		day: last.date,
		estimate: last.estimate,
		low95: last.low95,
		high95: last.high95,
		pollsters: byPolls(pollsters),
		before: before ? { day: before.date, estimate: before.estimate, isYear: before === then } : null
	};
}

/** Names, the most frequent first, each once. */
const byPolls = (names: readonly string[]): string[] =>
	rollups(
		names,
		({ length }) => length,
		(name) => name
	)
		.sort(([a, some], [b, others]) => descending(some, others) || ascending(a, b))
		.map(([name]) => name);

const PAST: Readonly<Record<string, string>> = { Oppose: 'opposed', Support: 'supported' };

const isOld = ({ day }: Pick<Told, 'day'>, on: string) => daysBetween(day, on) > ESTIMATE_DAYS;
const share = (percent: number) => `${formatNumber(Math.max(0, Math.min(100, percent)), 0)}%`;

/**
 * The estimate as a headline: of its own day once it is older than its limit.
 * @param on the day that is looked at, `YYYY-MM-DD`
 * @example 'About 65% opposed a data center nearby in Aug 2026, up from 33% a year earlier'
 */
export function estimateHeadline(finding: EstimateFinding, on: string): string {
	const { before } = finding;
	return `${saidOf(finding, on)}${before === null ? '' : `, ${changeTo(finding.estimate, before)}`}`;
}

/**
 * The same as the headline of the polls behind it, which come first.
 * @example '15 polls combined: about 65% opposed a data center nearby in Aug 2026'
 */
export const pollsHeadline = (finding: EstimateFinding, on: string): string =>
	`${counted(finding.polls, 'poll')} combined${finding.region === 'US' ? '' : inPlace(finding.region_name)}: ${whatOf(finding, on)}`;

/**
 * An average as a headline: of the day of its newest value.
 * @example 'About 60% opposed a data center nearby in Jul 2026: average of polls within 30 days'
 */
export const averageHeadline = (average: Average, on: string): string =>
	`${saidOf(average, on)}: ${NAMES[average.method]} of polls within ${WINDOWS[average.method]} days`;

/**
 * Day, size and polls of an average.
 * @example 'The average for Jul 10, 2026 is 60%, from 3 polls by 3 pollsters.'
 */
export const averageSentence = ({ method, day, estimate, polls, pollsters }: Average): string =>
	`The ${NAMES[method]} for ${readable(day)} is ${share(estimate)}, from ${counted(polls, 'poll')} by ${counted(pollsters, 'pollster')}.`;

const NAMES = { simple: 'average', weighted: 'weighted average' } as const;

/** The label of what is estimated, and its verb and object where it has them. */
function partsOf({ label }: Pick<Told, 'label'>) {
	const what = label.replace(/ \(similar questions\)$/, '');
	const [, verb, object = ''] = /^(Oppose|Support) (.+)$/.exec(what) ?? [];
	return { what, verb, object };
}

/** What is estimated, of how many and where. */
const saidOf = (finding: Told, on: string): string =>
	capital(`${finding.region === 'US' ? '' : `${finding.region_name}: `}${whatOf(finding, on)}`);

/** What is estimated, and of how many. */
function whatOf(finding: Told, on: string): string {
	const { day, estimate } = finding;
	const { what, verb, object } = partsOf(finding);
	const month = readable(day.slice(0, 7));
	const about = `about ${share(estimate)}`;
	if (verb === undefined) return `“${what}”: ${about} in ${month}`;
	return isOld(finding, on)
		? `${about} ${PAST[verb] ?? verb} ${object} in ${month}`
		: `${about} ${verb.toLowerCase()} ${object}`;
}

/**
 * How an estimate moved in a year, or since its first day; empty where it has one day.
 * @example 'up from 33% a year earlier'
 */
export const estimateMove = ({ estimate, before }: EstimateFinding): string =>
	before === null ? '' : changeTo(estimate, before);

function changeTo(now: number, { estimate, day, isYear }: NonNullable<EstimateFinding['before']>) {
	const when = isYear ? 'a year earlier' : `in ${readable(day.slice(0, 7))}`;
	if (share(now) === share(estimate)) return `the same as ${when}`;
	return `${now > estimate ? 'up' : 'down'} from ${share(estimate)} ${when}`;
}

/**
 * Day, size and interval of an estimate.
 * @example 'Our estimate for Aug 16, 2026 is 65% (95% interval: 60% to 70%).'
 */
export function estimateSentence(finding: EstimateFinding): string {
	const { day, estimate } = finding;
	const interval = intervalOf(finding);
	return `Our estimate for ${readable(day)} is ${share(estimate)}${interval === '' ? '' : ` (${interval})`}.`;
}

const intervalOf = ({ low95, high95 }: EstimateFinding): string =>
	low95 === null || high95 === null ? '' : `95% interval: ${share(low95)} to ${share(high95)}`;

/**
 * An estimate as a figure of a place: its size, and what it is of, when and how sure.
 * @example { value: '65%', text: 'opposed a data center nearby in the United States on Aug 16, 2026: our estimate from 15 polls', interval: '95% interval: 60% to 70%', title: 'Oppose a data center nearby', basis: 'our estimate for Aug 16, 2026 from 15 polls by 11 pollsters' }
 */
export function estimateFigure(finding: EstimateFinding): {
	value: string;
	text: string;
	interval: string;
	/** What it is of. */
	title: string;
	/** Its day, and the polls and pollsters it rests on. */
	basis: string;
} {
	const { day, estimate, region_name, polls, pollsters } = finding;
	const { what, verb, object } = partsOf(finding);
	const said = verb === undefined ? `“${what}”` : `${PAST[verb] ?? verb} ${object}`;
	return {
		value: share(estimate),
		text: `${said}${inPlace(region_name)} on ${readable(day)}: our estimate from ${counted(polls, 'poll')}`,
		interval: intervalOf(finding),
		title: what,
		basis: `our estimate for ${readable(day)} from ${counted(polls, 'poll')} by ${counted(pollsters.length, 'pollster')}`
	};
}

/**
 * Whose polls an estimate rests on, by name where they are few.
 * @example 'It combines 15 polls by 3 pollsters: Harbor Poll, Gallup and Puck.'
 */
export function estimateBehind(finding: EstimateFinding, on: string): string {
	const { polls, pollsters, wordings } = finding;
	const worded = wordings > 1 ? ` in ${wordings} similar wordings` : '';
	const age = isOld(finding, on) ? ' It includes no later poll.' : '';
	const names = pollsterNames(finding) === null ? `: ${listed(pollsters)}` : '';
	return `It combines ${counted(polls, 'poll')}${worded} by ${counted(pollsters.length, 'pollster')}${names}.${age}`;
}

/** More names than these stand apart from the sentence. */
const MOST_NAMES = 5;

/** The pollsters behind an estimate, where they are too many for its sentence; null otherwise. */
export const pollsterNames = ({ pollsters }: Pick<EstimateFinding, 'pollsters'>): string | null =>
	pollsters.length > MOST_NAMES ? listed(pollsters) : null;

/** A number to the tenth, without a zero behind it. */
const tenths = (value: number) => formatNumber(Math.round(value * 10) / 10, 1);

/** The change over the whole of an estimate; empty where none is known. */
export function estimateChange({ change }: EstimateFinding): string {
	if (change === null) return '';
	const size = `${change.change < 0 ? 'Down' : 'Up'} ${tenths(Math.abs(change.change))} points since ${readable(change.from)}`;
	const [low, high] = [change.low95, change.high95].map((end) =>
		end === null ? null : tenths(end)
	);
	return low === null || high === null ? `${size}.` : `${size} (95% interval: ${low} to ${high}).`;
}

const listed = (names: readonly string[]): string =>
	names.length < 2
		? (names[0] ?? 'none')
		: `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/**
 * What one pollster found with one question, each time.
 * @param waves oldest first
 * @example 'Harbor Poll asked the same question 3 times and found 42% (Aug 2025), 52% and 75% (Aug 2026).'
 */
export function wavesSentence(
	waves: readonly { house: string; percent: number; date: string }[]
): string {
	const [first, last] = [waves[0], waves.at(-1)];
	if (!first || !last || waves.length < 2) return '';
	const shares = waves.map((wave) =>
		wave === first || wave === last
			? `${formatNumber(wave.percent, 1)}% (${readable(wave.date.slice(0, 7))})`
			: `${formatNumber(wave.percent, 1)}%`
	);
	return `${first.house} asked the same question ${timesWords(waves.length)} and found ${listed(shares)}.`;
}

/** A poll as averages take it: whose it is, and its day; null where that is not known. */
interface Dated {
	house: string;
	trend_date: string | null;
}

/**
 * Why a way to estimate says nothing of some polls; null where it does.
 * @param summary of the estimate of these polls; null where there is none
 */
export function methodReason(
	method: 'same' | 'simple' | 'weighted' | 'model',
	readings: readonly Dated[],
	summary: { model: 'yes' | 'no' } | null
): string | null {
	const pollsters = new Set(readings.map(({ house }) => house)).size;
	if (method === 'same' || (method === 'model' && summary?.model === 'yes')) return null;
	if (summary === null && pollsters >= LEAST_POLLSTERS)
		return 'needs one question, and no filter beside it';
	if (method === 'model') return 'needs two pollsters with two polls each at overlapping times';
	if (pollsters < LEAST_POLLSTERS)
		return `needs ${LEAST_POLLSTERS} pollsters, and there ${pollsters === 1 ? 'is 1' : `are ${pollsters}`}`;
	const together = mostTogether(readings, WINDOWS[method]);
	return together < LEAST_POLLSTERS
		? `needs ${LEAST_POLLSTERS} pollsters within ${WINDOWS[method]} days, and there were ${together} at most`
		: null;
}

/** The most pollsters with a poll in any stretch of so many days. */
function mostTogether(readings: readonly Dated[], days: number): number {
	const dated = readings.flatMap(({ house, trend_date }) =>
		trend_date === null ? [] : [{ house, day: trend_date }]
	);
	return Math.max(
		0,
		...dated.map(
			({ day: last }) =>
				new Set(
					dated
						.filter(({ day }) => day <= last && daysBetween(day, last) < days)
						.map(({ house }) => house)
				).size
		)
	);
}
