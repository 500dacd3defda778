import { ascending, group } from 'd3-array';
import { addDays, daysBetween } from '../dates.ts';
import { canBeSameFirm } from './firms.ts';

/** One share of a whole option, as far as telling two reports of it apart needs it. */
export interface Share {
	wording_group: string;
	subgroup: string;
	option: string;
	/** Whether its wording group follows it. */
	followed: boolean;
	percent: number;
}

/** A poll as far as telling two reports of one poll apart needs it. */
export interface Polled {
	poll_id: string;
	house: string;
	pollster: string;
	population: string;
	region: string;
	/** Area smaller than the region; null where the sample stands for all of it. */
	place: string | null;
	sample_size: number | null;
	/** First and last day of the field period; null where only the publication is known. */
	field: { start: string; end: string } | null;
	/** First and last day that the publication can have been on. */
	published: { start: string; end: string } | null;
	shares: readonly Share[];
}

interface PollMatch {
	incoming: string;
	recorded: string;
}

export interface PollMatches {
	/** The same poll told again: house or pollster, region, population or sample, days and a share agree. */
	matched: PollMatch[];
	/** House or pollster, region, days and a question agree, and shares or people asked do not: somebody should look. */
	probable: PollMatch[];
	/** On no record. */
	new: string[];
}

/** Days between the end of fieldwork and its publication, where only one of two reports knows the fieldwork. */
const PUBLISHED_WITHIN = 31;

interface Pair extends PollMatch {
	isSame: boolean;
	/** Shares that agree. */
	agreeing: number;
	isSameSample: boolean;
	/** Days between the field ends. */
	apart: number;
}

/**
 * Compares incoming polls with recorded ones. A recorded poll is told again by one incoming poll at most, that with which
 * most shares agree, then sample size, then days.
 */
export function matchPolls(incoming: readonly Polled[], recorded: readonly Polled[]): PollMatches {
	const byRegion = group(recorded, ({ region }) => region);
	const pairs = incoming
		.flatMap((one) => (byRegion.get(one.region) ?? []).flatMap((other) => pairOf(one, other) ?? []))
		.sort(bestFirst);
	const matched = new Map<string, PollMatch>();
	const taken = new Set<string>();
	for (const { isSame, incoming: id, recorded: other } of pairs)
		if (isSame && !matched.has(id) && !taken.has(other)) {
			matched.set(id, { incoming: id, recorded: other });
			taken.add(other);
		}
	const probable = new Map<string, PollMatch>();
	for (const { incoming: id, recorded: other } of pairs)
		if (!matched.has(id) && !probable.has(id)) probable.set(id, { incoming: id, recorded: other });
	const ids = incoming.map(({ poll_id }) => poll_id);
	return {
		matched: ids.flatMap((id) => matched.get(id) ?? []),
		probable: ids.flatMap((id) => probable.get(id) ?? []),
		new: ids.filter((id) => !matched.has(id) && !probable.has(id))
	};
}

function pairOf(one: Polled, other: Polled): Pair | null {
	const isOneFirm = [one.house, one.pollster].some((name) =>
		[other.house, other.pollster].some((known) => canBeSameFirm(name, known))
	);
	const isElsewhere = one.place !== null && other.place !== null && one.place !== other.place;
	if (!isOneFirm || isElsewhere || !areOneTime(one, other)) return null;
	const common = one.shares.flatMap((share) => {
		const known = other.shares.find((candidate) => isOneQuestion(share, candidate));
		return known ? [{ share, known }] : [];
	});
	if (common.length === 0) return null;
	const agreeing = common.filter(({ share, known }) => agree(share.percent, known.percent)).length;
	const isSameSample = one.sample_size !== null && one.sample_size === other.sample_size;
	return {
		incoming: one.poll_id,
		recorded: other.poll_id,
		isSame: agreeing > 0 && (isSameSample || one.population === other.population),
		agreeing,
		isSameSample,
		apart: Math.abs(daysBetween(lastDay(one), lastDay(other)))
	};
}

const isOneQuestion = (one: Share, other: Share) =>
	one.wording_group === other.wording_group &&
	one.subgroup === other.subgroup &&
	(one.option === other.option || (one.followed && other.followed));

/** Equal, or one the other rounded to a whole number, as the press prints it. */
const agree = (one: number, other: number) =>
	one === other ||
	(Number.isInteger(one) && Math.round(other) === one) ||
	(Number.isInteger(other) && Math.round(one) === other);

/** Field periods that overlap; where one is not known, a publication within a month of the other's fieldwork. */
function areOneTime(one: Polled, other: Polled): boolean {
	if (one.field && other.field) return overlap(one.field, other.field);
	const [known, unknown] = one.field ? [one, other] : [other, one];
	if (!unknown.published) return false;
	if (known.field)
		return overlap(unknown.published, {
			start: known.field.start,
			end: addDays(known.field.end, PUBLISHED_WITHIN)
		});
	return known.published !== null && overlap(known.published, unknown.published);
}

interface Days {
	start: string;
	end: string;
}

const overlap = (one: Days, other: Days) => one.start <= other.end && other.start <= one.end;

const lastDay = ({ field, published }: Polled) => field?.end ?? published?.end ?? '1900-01-01';

const bestFirst = (a: Pair, b: Pair) =>
	Number(b.isSame) - Number(a.isSame) ||
	b.agreeing - a.agreeing ||
	Number(b.isSameSample) - Number(a.isSameSample) ||
	a.apart - b.apart ||
	ascending(a.incoming, b.incoming) ||
	ascending(a.recorded, b.recorded);
