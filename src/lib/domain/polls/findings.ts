import type { CollectionRow } from '../collections/index.ts';
import { daysBetween } from '../dates.ts';
import { formatNumber, readable, signed, lowered } from '../text/format.ts';
import { marginOfChange } from './margin.ts';
import { areSameWords, documented } from './wording.ts';

type Reading = CollectionRow<'readings'>;

/** What a headline speaks of: a wording group in a region, its first and newest reading. */
export interface OppositionFinding {
	region_name: string;
	wording_group_label: string;
	house: string;
	first: Reading;
	last: Reading;
	waves: number;
	change: number | null;
	change_margin: number | null;
	/** Whether all waves are known to have been asked in the same words, and of how many the words are on record. */
	same_words: boolean;
	documented: number;
}

/** The finding that the waves of one item make, oldest first; null of fewer than two. */
export function findingOfWaves(waves: readonly Reading[]): OppositionFinding | null {
	const [first, last] = [waves[0], waves.at(-1)];
	if (!first || !last || waves.length < 2) return null;
	const { region_name, wording_group_label, house } = last;
	return {
		region_name,
		wording_group_label,
		house,
		first,
		last,
		waves: waves.length,
		change: last.percent - first.percent,
		change_margin:
			first.margin === null || last.margin === null
				? null
				: marginOfChange(first.margin, last.margin),
		same_words: areSameWords(waves),
		documented: documented(waves)
	};
}

/** A label as what can rise: `Opposition to a data center near home`; one that is no verb stands in quotes. */
function asNoun(label: string): string {
	if (label.startsWith('Oppose ')) return label.replace(/^Oppose /, 'Opposition to ');
	if (label.startsWith('Support ')) return label.replace(/^Support /, 'Support for ');
	return `“${label}”`;
}

/** A span of days as people say it, rounded to whole months: `a year`, `3 months`. */
export function spanWords(from: string, to: string): string {
	const months = Math.round(daysBetween(from, to) / 30.4375);
	if (months === 12) return 'a year';
	if (months >= 24 && months % 12 === 0) return `${months / 12} years`;
	return months <= 1 ? 'a month' : `${months} months`;
}

/** The finding as a headline; it says only what the two readings say. */
export function oppositionHeadline(finding: OppositionFinding): string {
	const { wording_group_label: label, first, last, waves } = finding;
	const where = last.region === 'US' ? '' : `${finding.region_name}: `;
	if (waves < 2) return onePollHeadline(last, where);
	if (first.percent === last.percent)
		return `${where}${asNoun(label)} stayed at ${share(last)} from ${readable(first.date)} to ${readable(last.date)}`;
	const verb = last.percent > first.percent ? 'rose' : 'fell';
	return isCoarse(first) || isCoarse(last)
		? `${where}${asNoun(label)} ${verb} from ${share(first)} (${readable(first.date)}) to ${share(last)} (${readable(last.date)})`
		: `${where}${asNoun(label)} ${verb} from ${share(first)} to ${share(last)} in ${spanWords(first.date_start ?? first.date, last.date_start ?? last.date)}`;
}

/**
 * What one poll found, as a headline.
 * @example 'Texas: 56% oppose a data center in the community, Jun 22, 2026'
 */
export function onePollHeadline(
	reading: Reading,
	where = reading.region === 'US' ? '' : `${reading.region_name}: `
): string {
	return `${where}${share(reading)} ${answerWords(reading)}, ${readable(reading.date)}`;
}

/**
 * What the people behind a share said, to follow it.
 * @example 'oppose a data center in the community', 'answered “not open” to “Open with safeguards”'
 */
export function answerWords({
	wording_group_label: label,
	option_label
}: Pick<Reading, 'wording_group_label' | 'option_label'>): string {
	return READS_ON.test(label)
		? lowered(label)
		: `answered “${option_label.toLowerCase()}” to “${label}”`;
}

/**
 * The same in a word or two.
 * @example 'oppose', 'answered “not open”'
 */
export const shortAnswer = ({
	wording_group_label: label,
	option_label
}: Pick<Reading, 'wording_group_label' | 'option_label'>): string =>
	READS_ON.test(label) ? option_label.toLowerCase() : `answered “${option_label.toLowerCase()}”`;

/** Labels that read on after a share. */
const READS_ON = /^(Oppose|Support|Accept|Approve|Comfortable|Uncomfortable|Against|For) /;

const share = ({ percent, qualifier }: Reading) =>
	`${qualifier === null ? '' : `${qualifier} `}${formatNumber(percent, 1)}%`;
const isCoarse = ({ date_precision }: Reading) =>
	date_precision === 'year' || date_precision === 'quarter';

/**
 * Who measured the change and how sure it is. The same words are claimed only where all are on record and equal.
 * @example 'Heatmap Pro asked the same question four times, as reported (the words of 2 are documented): up 33 points (margin of error ±2.8).'
 */
export function changeSentence({
	house,
	waves,
	change,
	change_margin,
	last,
	same_words,
	documented: known
}: OppositionFinding): string {
	if (change === null || waves < 2)
		return `Only one poll so far, by ${house}, ${readable(last.date)}.`;
	const size =
		change === 0
			? 'no change'
			: `${change > 0 ? 'up' : 'down'} ${formatNumber(Math.abs(change), 1)} points`;
	const margin =
		change_margin === null
			? ' (margin of error not reported)'
			: ` (margin of error ±${formatNumber(change_margin, 1)})`;
	const worded = same_words
		? `asked ${timesWords(waves)} in the same words`
		: `asked the same question ${timesWords(waves)}, as reported${known === 0 ? '' : ` (the words of ${known} are documented)`}`;
	return `${house} ${worded}: ${size}${margin}.`;
}

const TIMES = ['', 'once', 'twice', 'three times', 'four times', 'five times', 'six times'];
/** How often something was asked: `twice`, `four times`, `12 times`. */
export const timesWords = (count: number): string => TIMES[count] ?? `${count} times`;

/** Where the newest reading was seen, if not at the pollster. */
export function secondHand({ tier, publisher }: Pick<Reading, 'tier' | 'publisher'>): string {
	if (tier === 'aggregator')
		return `The latest figure comes from ${publisher}, a tracker; we have not seen the poll itself.`;
	return tier === 'reported'
		? `The latest figure comes from a news report by ${publisher}; we have not seen the poll itself.`
		: '';
}

/**
 * A newer poll that asked something else, so that nobody takes the headline's for the newest of all.
 * @example 'A newer poll asked another question: New York Times/Siena, Sep 2026, 61% “Oppose” (support or oppose the construction of AI data centers).'
 */
export function newerSentence(newer: Reading | null): string {
	if (newer === null) return '';
	const { house, date, option_label, summary } = newer;
	return `A newer poll asked another question: ${house}, ${readable(date)}, ${share(newer)} “${option_label}” (${lowered(summary)}).`;
}

/** Where a page's newest poll against data centers stands: the headline's, or a newer one of another question. */
export const newestOf = ({ last, newer }: { last: Reading; newer: Reading | null }): Reading =>
	newer ?? last;

/** What readings of other houses and wordings say: `Other pollsters, using different wording, found between 28% and 71%.` */
export function othersSentence(others: readonly Pick<Reading, 'percent'>[]): string {
	const shares = others.map(({ percent }) => percent);
	if (shares.length === 0) return '';
	const [least, most] = [Math.min(...shares), Math.max(...shares)];
	return least === most
		? `Another pollster or wording found ${formatNumber(least, 1)}%.`
		: `Other pollsters, using different wording, found between ${formatNumber(least, 1)}% and ${formatNumber(most, 1)}%.`;
}

/** Where readings lie that no line joins: `1,000 poll results range from 39% to 55%.` */
export function rangeSentence(readings: readonly Pick<Reading, 'percent'>[]): string {
	const shares = readings.map(({ percent }) => percent);
	const [least, most] = [Math.min(...shares), Math.max(...shares)];
	if (shares.length < 2) return '';
	return least === most
		? `${formatNumber(shares.length)} poll results are all ${formatNumber(least, 1)}%.`
		: `${formatNumber(shares.length)} poll results range from ${formatNumber(least, 1)}% to ${formatNumber(most, 1)}%.`;
}

/** A change with its unit and since when: `+33 points since Aug 2025`, `12 more than in the previous 12 months`. */
export function changeWords(change: { value: number; unit: string; since: string }): string {
	if (change.since.startsWith('the '))
		return `${formatNumber(Math.abs(change.value))} ${change.value < 0 ? 'fewer' : 'more'} than in ${change.since}`;
	const unit = change.unit === 'percent' ? '%' : ` ${change.unit}`;
	return `${signed(change.value, 1)}${unit} since ${sinceWords(change.since)}`;
}

const sinceWords = (since: string) =>
	since.replace(/\d{4}(-\d{2}){0,2}(?=$| )/g, (date) => readable(date));
