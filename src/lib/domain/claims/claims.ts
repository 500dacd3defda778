import { parseDate } from '../dates.ts';
import { readable, withUnit, words } from '../text/format.ts';
import type { MOVEMENTS, RELATIONS, Tier, VERDICTS } from '../closed.ts';

export type Verdict = (typeof VERDICTS)[number];
export type Movement = (typeof MOVEMENTS)[number];

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
	/** Which way the value moved, as claimed and on record; null where nothing is claimed, or not known. */
	claimed_movement: Movement | null;
	record_movement: Movement | null;
	/** The value the record began its movement from. */
	before_value: number | null;
	before_date: string | null;
	tier: Tier;
	/** Everyone who published the record, by name. */
	publishers: readonly string[];
}

/** Whether what stands behind a claim says the same: a source that repeats it, or a record that agrees in all. */
export const saysTheSame = (behind: Behind): boolean =>
	behind.relation === 'repeats' || (isCompared(behind) && differences(behind).length === 0);

/** One thing a claim has otherwise than the record. */
export interface Difference {
	what: 'value' | 'date' | 'by' | 'of' | 'movement';
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
	const { claimed_movement, record_movement } = behind;
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
				]),
		...(claimed_movement === null ||
		record_movement === null ||
		claimed_movement === record_movement
			? []
			: [
					{
						what: 'movement' as const,
						claimed: MOVED[claimed_movement],
						recorded: MOVED[record_movement]
					}
				])
	];
}

const MOVED: Record<Movement, string> = { up: 'rose', down: 'fell', same: 'stayed the same' };

/** Which way a value moved. */
export const movementOf = (before: number, now: number): Movement =>
	now > before ? 'up' : now < before ? 'down' : 'same';

/** Whether a claim says anything of a record that can be compared. */
export const isCompared = (behind: Behind): boolean =>
	behind.relation === 'figure' &&
	[
		[behind.claimed_value, behind.record_value],
		[behind.claimed_date, behind.record_date],
		[behind.claimed_by, behind.record_by],
		[behind.claimed_of, behind.record_of],
		[behind.claimed_movement, behind.record_movement]
	].some(([claimed, recorded]) => claimed !== null && recorded !== null);

/** `Heatmap Pro, Aug 2025, registered voters: 42%`; of a movement both ends. */
export function recordWords(behind: Behind): string {
	const { record_by, record_date, record_of, record_value, unit, title } = behind;
	const { before_value, before_date } = behind;
	if (before_value !== null && record_value !== null)
		return `${title}: ${valueText(before_value, unit)} (${readable(before_date)}), ${valueText(record_value, unit)} (${readable(record_date)})`;
	const who = [
		record_by ?? title,
		...(record_date === null ? [] : [readable(record_date)]),
		...(record_of === null ? [] : [words(record_of)])
	].join(', ');
	return record_value === null ? who : `${who}: ${valueText(record_value, unit)}`;
}

/** What a record says, and what the claim has otherwise: `Ipsos, 2025, adults: 47%. The 47% is from Ipsos, not Gallup.` */
export function comparedWords(behind: Behind): string {
	const found = differences(behind);
	const said = recordWords(behind);
	if (found.length === 0) return `${said} (as claimed).`;
	const figure = valueText(behind.record_value, behind.unit);
	const subject = figure === '' || behind.before_value !== null ? 'It' : `The ${figure}`;
	const otherwise = found.flatMap(({ what, claimed, recorded }) =>
		what === 'value' || what === 'movement'
			? []
			: [`${what === 'of' ? 'of' : 'from'} ${recorded}, not ${claimed}`]
	);
	return [
		`${said}.`,
		...found.flatMap(({ what, claimed, recorded }) =>
			what === 'value'
				? [`The figure is ${recorded}, not ${claimed}.`]
				: what === 'movement'
					? [`It ${recorded}; the claim says it ${claimed}.`]
					: []
		),
		...(otherwise.length === 0 ? [] : [`${subject} is ${otherwise.join(', and ')}.`])
	].join(' ');
}
