import { group } from 'd3-array';

/** A reading of a tracker's record over days, as far as its standing needs it. */
export interface Sighted {
	tracker: string;
	tracker_record_id: string;
	first_seen: string;
	/** First look on which it read otherwise or was gone, where that is known. */
	seen_otherwise_from: string | null;
	status: string;
	/** Kinds in the words of the tracker, joined with |. */
	tracker_types: string | null;
}

/** What a record says of its place: a restriction that is pending or adopted, another open fight, or none of these. */
export const RECORD_STATES = ['pending', 'adopted', 'fight', 'other'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** Trackers' words for rules that stop or limit data centers. */
const RULE_WORDS = new Set(['moratorium', 'zoning_restriction', 'full_ban', 'ordinance']);
/** Trackers' words for matters nobody has decided yet. */
const OPEN_WORDS = new Set(['pending', 'ongoing', 'delayed']);
/** Trackers' words for rules that were adopted, whatever became of them later. */
const ADOPTED_WORDS = new Set([
	'passed',
	'enacted',
	'approved',
	'active',
	'extended',
	'permanent',
	'expired',
	'moratorium_active'
]);

/** Whether the kinds of a record name a rule that stops or limits data centers. */
export const isRule = (trackerTypes: string | null): boolean =>
	(trackerTypes ?? '').split('|').some((type) => RULE_WORDS.has(type));

/**
 * What a record says, by the words of the tracker.
 * @example recordState({ status: 'delayed', tracker_types: 'moratorium' }) // 'pending'
 */
export function recordState({
	status,
	tracker_types
}: Pick<Sighted, 'status' | 'tracker_types'>): RecordState {
	if (isRule(tracker_types)) {
		if (ADOPTED_WORDS.has(status)) return 'adopted';
		return OPEN_WORDS.has(status) ? 'pending' : 'other';
	}
	return OPEN_WORDS.has(status) ? 'fight' : 'other';
}

/**
 * The first day on which each sighting no longer tells what was known: the look that read otherwise, or that on which
 * the same record was read again; null where neither is on record. In the order of the rows.
 */
export function knownUntil(rows: readonly Sighted[]): (string | null)[] {
	const until = new Map<Sighted, string | null>();
	const records = group(rows, (row) => `${row.tracker}|${row.tracker_record_id}`);
	for (const record of records.values()) {
		const spells = record.toSorted((a, b) => (a.first_seen < b.first_seen ? -1 : 1));
		for (const [index, spell] of spells.entries()) {
			const ends = [spell.seen_otherwise_from, spells[index + 1]?.first_seen].filter(
				(day): day is string => typeof day === 'string'
			);
			until.set(spell, ends.toSorted()[0] ?? null);
		}
	}
	return rows.map((row) => until.get(row) ?? null);
}

/** Whether a sighting tells what was known at the end of a day (YYYY-MM-DD). */
export const isKnownOn = (
	{ first_seen, known_until }: { first_seen: string; known_until: string | null },
	day: string
): boolean => first_seen <= day && (known_until === null || known_until > day);
