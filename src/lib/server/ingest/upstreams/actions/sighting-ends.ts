import { group } from 'd3-array';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { sourceId } from '../parse/source-id.ts';

type Sighting = InputRow<'sightings'>;
type Override = InputRow<'overrides'>;

/** What the copies of a tracker say of a record: from when to when it read as it did. */
export interface Read {
	id: string;
	from: string;
	to: string | null;
	/** Whether it reads as the curated sighting of the record that is open. */
	isSame: boolean;
}

/** Where more of the open records than this share are missing, a copy is taken for one in part. */
const MOST_GONE = 0.1;

/**
 * What newer copies say of sightings on record that are still open: that they were seen again, or read otherwise or
 * were gone, and from when. What a sighting says, and when it was first seen, is never changed, so that what was known
 * on any day before stays as it was.
 * @param open the newest sighting of each record of the tracker, where it is not known to have ended
 * @param looks days of the copies, in order
 */
export function sightingEnds(
	tracker: string,
	open: readonly Sighting[],
	read: readonly Read[],
	looks: readonly string[]
): { overrides: Override[]; notes: string[] } {
	const [first] = looks;
	if (first === undefined) return { overrides: [], notes: [] };
	const byId = group(read, ({ id }) => id);
	const older = open.filter(({ last_seen }) => last_seen < first);
	const gone = older.filter(({ tracker_record_id }) => !byId.has(tracker_record_id));
	const isPart = gone.length > older.length * MOST_GONE;
	const overrides = older.flatMap((row) => {
		const own = (byId.get(row.tracker_record_id) ?? []).toSorted((a, b) =>
			a.from.localeCompare(b.from)
		);
		const [next, ...later] = own;
		if (!next) return isPart ? [] : changed(tracker, row, { ...ended(first, 'removed') });
		if (!next.isSame) return changed(tracker, row, ended(next.from, 'changed'));
		const { to } = next;
		const last_seen = looks.filter((look) => to === null || look < to).at(-1) ?? first;
		if (to === null) return changed(tracker, row, { last_seen });
		const goesOn = later.some(({ from }) => from === to);
		return changed(tracker, row, { last_seen, ...ended(to, goesOn ? 'changed' : 'removed') });
	});
	const notes = isPart
		? [
				`${tracker}: ${gone.length} of ${older.length} records are missing, so the copy is taken for one in part and none of them for gone`
			]
		: [];
	return { overrides, notes };
}

const ended = (day: string, how: Sighting['how_it_ended']) => ({
	seen_otherwise_from: day,
	how_it_ended: how
});

const changed = (
	tracker: string,
	row: Sighting,
	cells: Partial<Pick<Sighting, 'last_seen' | 'seen_otherwise_from' | 'how_it_ended'>>
): Override[] =>
	Object.entries(cells).map(([column, value]) => ({
		table: 'sightings',
		id: `${row.tracker}|${row.tracker_record_id}|${row.first_seen}`,
		column,
		value: String(value),
		source_id: sourceId(tracker),
		reason: 'the list was read again'
	}));
