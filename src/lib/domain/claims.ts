import { group } from 'd3-array';
import { parseDate } from './dates.ts';
import { publishers as counted, readable, withUnit, words } from './format.ts';
import type { RELATIONS, VERDICTS, WEIGHED_BY, Tier } from './closed.ts';

export type Verdict = (typeof VERDICTS)[number];

/** A record behind a claim: what the claim says of it, and what it says itself. */
export interface Behind {
	relation: (typeof RELATIONS)[number] | null;
	title: string;
	unit: string | null;
	claimed_value: number | null;
	record_value: number | null;
	/** Ends of a range the record states. */
	low: number | null;
	high: number | null;
	claimed_date: string | null;
	record_date: string | null;
	claimed_by: string | null;
	record_by: string | null;
	claimed_of: string | null;
	record_of: string | null;
	tier: Tier;
	/** Everyone who published the record, by name. */
	publishers: readonly string[];
}

/** What records make of a claim. */
export interface Weighed {
	verdict: Verdict;
	weighed_by: (typeof WEIGHED_BY)[number];
	evidence: string;
	/** Different publishers that state it. */
	independent_sources: number;
}

/** One thing a claim has otherwise than the record. */
export interface Difference {
	what: 'value' | 'date' | 'by' | 'of';
	claimed: string;
	recorded: string;
}

/** Half of the last digit a figure is stated to: 71 means 70.5 to 71.5, 7.4 billion means 7.35 to 7.45. */
export function tolerance(stated: number): number {
	const digits = /^-?(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(stated));
	if (!digits) return 0;
	const [, whole = '', decimals = '', exponent = '0'] = digits;
	const zeros = decimals === '' ? (/0*$/.exec(whole)?.[0].length ?? 0) : -decimals.length;
	return stated === 0 ? 0 : 0.5 * 10 ** (zeros + Number(exponent));
}

/** Comparing figures of millions must not fail by the last bit of a float. */
const DUST = 1e-9;

function sameValue({ claimed_value, record_value, low, high }: Behind): boolean {
	if (claimed_value === null || record_value === null) return true;
	if (low !== null && high !== null && claimed_value >= low && claimed_value <= high) return true;
	const off = Math.abs(claimed_value - record_value);
	return off <= tolerance(claimed_value) + Math.abs(claimed_value) * DUST;
}

function sameDate({ claimed_date, record_date }: Behind): boolean {
	const claimed = parseDate(claimed_date ?? '');
	const recorded = parseDate(record_date ?? '');
	if (!claimed || !recorded) return true;
	return claimed.start <= recorded.end && recorded.start <= claimed.end;
}

const same = (a: string | null, b: string | null) =>
	a === null || b === null || a.toLowerCase() === b.toLowerCase();

const valueText = (value: number | null, unit: string | null) =>
	value === null ? '' : withUnit(value, unit ?? '');

/** Everything a claim has otherwise than a record. */
export function differences(behind: Behind): Difference[] {
	const { unit, claimed_value, record_value, claimed_date, record_date } = behind;
	const { claimed_by, record_by, claimed_of, record_of } = behind;
	return [
		...(sameValue(behind)
			? []
			: [
					{
						what: 'value' as const,
						claimed: valueText(claimed_value, unit),
						recorded: valueText(record_value, unit)
					}
				]),
		...(sameDate(behind)
			? []
			: [
					{
						what: 'date' as const,
						claimed: readable(claimed_date),
						recorded: readable(record_date)
					}
				]),
		...(same(claimed_by, record_by)
			? []
			: [{ what: 'by' as const, claimed: claimed_by ?? '', recorded: record_by ?? '' }]),
		...(same(claimed_of, record_of)
			? []
			: [
					{
						what: 'of' as const,
						claimed: words(claimed_of ?? ''),
						recorded: words(record_of ?? '')
					}
				])
	];
}

/** Whether a claim says anything of a record that can be compared. */
export const isCompared = (behind: Behind): boolean =>
	behind.relation === 'figure' &&
	[
		[behind.claimed_value, behind.record_value],
		[behind.claimed_date, behind.record_date],
		[behind.claimed_by, behind.record_by],
		[behind.claimed_of, behind.record_of]
	].some(([claimed, recorded]) => claimed !== null && recorded !== null);

/** `Heatmap Pro, Aug 2025, registered voters: 42%`. */
function recordWords(behind: Behind): string {
	const { record_by, record_date, record_of, record_value, unit, title } = behind;
	const who = [
		record_by ?? title,
		...(record_date === null ? [] : [readable(record_date)]),
		...(record_of === null ? [] : [words(record_of)])
	].join(', ');
	return record_value === null ? who : `${who}: ${valueText(record_value, unit)}`;
}

const DIFFERENCE: Record<Difference['what'], (one: Difference) => string> = {
	value: ({ claimed, recorded }) => `the figure is ${recorded}, not ${claimed}`,
	date: ({ claimed, recorded }) => `it is of ${recorded}, not ${claimed}`,
	by: ({ claimed, recorded }) => `it is by ${recorded}, not ${claimed}`,
	of: ({ claimed, recorded }) => `it is of ${recorded}, not ${claimed}`
};

const sentenceOf = (behind: Behind): string => {
	const found = differences(behind);
	const how =
		found.length === 0 ? 'as claimed' : found.map((one) => DIFFERENCE[one.what](one)).join('; ');
	return `${recordWords(behind)} (${how}).`;
};

/** Names count once, however they are written: two editions of one publisher are one. */
export const distinctPublishers = (names: readonly string[]): number =>
	new Set(names.map((name) => name.trim().toLowerCase())).size;

/**
 * The verdict on a claim. Where it can be compared with records, they decide, whatever verdict was stated before:
 * all agree — confirmed, or single_source where one publisher that is no origin stands behind them; one differs —
 * corrected; records of the same thing disagree with each other — contested. Where nothing can be compared, a stated
 * verdict holds; without one a claim by one publisher is single_source, by several unverified.
 * @param stated the verdict in data/, or null
 * @param readAt publisher of the document the claim was read in
 */
export function weigh(
	behind: readonly Behind[],
	stated: Verdict | null,
	readAt: string,
	note: string | null
): Weighed {
	const compared = behind.filter(isCompared);
	const likely = behind
		.filter(({ relation }) => relation === 'likely')
		.map((one) => `Not to be mistaken for ${recordWords(one)}.`);
	if (compared.length > 0) {
		return {
			verdict: verdictOf(compared),
			weighed_by: 'records',
			evidence: [...compared.map(sentenceOf), ...likely].join(' '),
			independent_sources: supportOf(compared)
		};
	}
	const names = [readAt, ...behind.flatMap(({ publishers }) => publishers)];
	const count = distinctPublishers(names);
	if (stated !== null)
		return {
			verdict: stated,
			weighed_by: 'editor',
			evidence:
				note ??
				`Weighed by hand: ${counted(count)} say it, and no figure of a record can be compared.`,
			independent_sources: count
		};
	return {
		verdict: count === 1 ? 'single_source' : 'unverified',
		weighed_by: 'sources',
		evidence:
			count === 1
				? `Only ${readAt} says it, and no record here shows it.`
				: `${counted(count)} say it, and no figure of a record can be compared.`,
		independent_sources: count
	};
}

/** What of a record a claim is about: records of the same thing are compared with each other. */
const thingOf = ({ claimed_value, claimed_date, claimed_by, claimed_of }: Behind) =>
	JSON.stringify([claimed_value, claimed_date, claimed_by, claimed_of]);

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
