import { group } from 'd3-array';
import {
	comparedWords,
	differences,
	isCompared,
	recordWords,
	type Behind,
	type Verdict
} from './claims.ts';
import type { Tier, WEIGHED_BY } from '../closed.ts';
import { publishers as counted } from '../text/format.ts';

/** What records make of a claim. */
interface Weighed {
	verdict: Verdict;
	weighed_by: (typeof WEIGHED_BY)[number];
	evidence: string;
	/** Different publishers that state it. */
	independent_sources: number;
}

/** Who says something: a publisher, and how close its document is to the origin. */
export interface Voice {
	publisher: string;
	tier: Tier;
}

/** Names count once, however they are written: two editions of one publisher are one. */
export const distinctPublishers = (names: readonly string[]): number =>
	new Set(names.map((name) => name.trim().toLowerCase())).size;

/**
 * The verdict on a claim. Where it can be compared with records, they decide: all agree — confirmed, or single_source
 * where one publisher that is no origin stands behind them; one differs — corrected; records of the same thing
 * disagree with each other — contested. Where nothing can be compared, those who say the same decide: an origin, or
 * two publishers that are no trackers or digests — confirmed; one publisher, or one beside trackers — single_source;
 * trackers alone — unverified. A verdict given by hand holds only where neither is there.
 * @param stated the verdict in data/, or null
 * @param readAt the document the claim was read in
 */
export function weigh(
	behind: readonly Behind[],
	stated: Verdict | null,
	readAt: Voice,
	note: string | null
): Weighed {
	const compared = behind.filter(isCompared);
	const told = asides(behind, compared);
	const repeats = behind.filter(({ relation }) => relation === 'repeats');
	if (compared.length > 0)
		return {
			verdict: verdictOf(compared),
			weighed_by: 'records',
			evidence: [...compared.map(comparedWords), ...told].join(' '),
			independent_sources: supportOf(compared)
		};
	const voices = [
		readAt,
		...repeats.flatMap(({ tier, publishers }) =>
			publishers.map((publisher) => ({ publisher, tier }))
		)
	];
	if (stated !== null && repeats.length === 0)
		return {
			verdict: stated,
			weighed_by: 'editor',
			evidence: [
				note ?? `Judged by hand: ${readAt.publisher} says so, and there is no record to compare.`,
				...told
			].join(' '),
			independent_sources: distinctPublishers(voices.map(({ publisher }) => publisher))
		};
	const { verdict, words } = heard(voices);
	return {
		verdict,
		weighed_by: 'sources',
		evidence: [words, ...told].join(' '),
		independent_sources: distinctPublishers(voices.map(({ publisher }) => publisher))
	};
}

/** What is told of records that decide nothing. */
function asides(behind: readonly Behind[], compared: readonly Behind[]): string[] {
	const bearing = behind.filter(
		(one) =>
			(one.relation === null || (one.relation === 'figure' && !compared.includes(one))) &&
			one.record_value !== null
	);
	return [
		...(bearing.length === 0
			? []
			: [`Related records, which do not decide it: ${bearing.map(recordWords).join('; ')}.`]),
		...behind
			.filter(({ relation }) => relation === 'likely')
			.map((one) => `Not to be confused with ${recordWords(one)}.`)
	];
}

/** What follows from who says something, where there is nothing to compare. */
function heard(voices: readonly Voice[]): { verdict: Verdict; words: string } {
	const names = distinctPublishers(voices.map(({ publisher }) => publisher));
	const origin = voices.find(({ tier }) => tier === 'primary');
	const beyond = voices.filter(({ tier }) => tier !== 'aggregator');
	const outlets = distinctPublishers(beyond.map(({ publisher }) => publisher));
	const [first] = beyond.length > 0 ? beyond : voices;
	const publisher = first?.publisher ?? '';
	if (origin) return { verdict: 'confirmed', words: `${origin.publisher}, the origin, says so.` };
	if (outlets > 1)
		return {
			verdict: 'confirmed',
			words: `${counted(outlets)} say so independently. We have no record to compare.`
		};
	if (names === 1)
		return {
			verdict: 'single_source',
			words: `Only one publisher says so: ${publisher}. We have no record to compare.`
		};
	return outlets === 1
		? {
				verdict: 'single_source',
				words: `Of ${counted(names)} that say so, all but ${publisher} are trackers or digests, which repeat others. We have no record to compare.`
			}
		: {
				verdict: 'unverified',
				words: `${counted(names)} say so, all of them trackers or digests, which repeat others. We have no record to compare.`
			};
}

/** What of a record a claim is about: records of the same thing are compared with each other. */
const thingOf = ({
	claimed_value,
	claimed_date,
	claimed_by,
	claimed_of,
	claimed_movement
}: Behind) =>
	JSON.stringify([claimed_value, claimed_date, claimed_by, claimed_of, claimed_movement]);

/** A claim is as well supported as the least supported of the things it says. */
const supportOf = (compared: readonly Behind[]): number =>
	Math.min(
		...[...group(compared, thingOf).values()].map((records) =>
			distinctPublishers(records.flatMap(({ publishers }) => publishers))
		)
	);

function verdictOf(compared: readonly Behind[]): Verdict {
	const agrees = (one: Behind) => differences(one).length === 0;
	if (compared.every(agrees)) {
		const isOrigin = compared.every(({ tier }) => tier === 'primary');
		return isOrigin || supportOf(compared) > 1 ? 'confirmed' : 'single_source';
	}
	const isDisputed = compared.some(
		(one) =>
			agrees(one) && compared.some((other) => !agrees(other) && thingOf(other) === thingOf(one))
	);
	return isDisputed ? 'contested' : 'corrected';
}
