import { group, max } from 'd3-array';
import { pendingWords } from '#lib/domain/actions/pending-words.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { addDays } from '#lib/domain/dates.ts';
import { MEASURE } from '#lib/domain/map/map-measures.ts';
import type { MapRow } from '#lib/domain/map/map-row.ts';
import { queries } from '../../dataset/queries/index.ts';
import { lineage } from '../../dataset/queries/regions/overview.ts';
import type { SpanRow } from '../../dataset/queries/map/map-time.ts';
import { pendingOn } from '../../dataset/queries/pending.ts';
import { all } from '../list/collection.ts';
import type { Area } from './area.ts';
import type { Asked } from '../request/request.ts';

type Sighting = CollectionRow<'sightings'>;

/** The order of sightings: that of a map is one of its regions. */
const USUAL = { sort: { column: 'first_seen', descending: true } };

/** Sightings that show a restriction pending, as known on the day asked for. */
export const pendingRows = ({ release, query, on }: Asked) =>
	queries.sightings.rows(release.kysely, {
		...query,
		...USUAL,
		day: on,
		filters: { ...query.filters, pending: ['yes'] }
	});

/** Restrictions pending by region, most first, with the days they were seen; those of no part of the area are counted apart. */
export function pendingValues(
	asked: Asked,
	{ region, level }: Area
): { rows: MapRow[]; whole: MapRow | null; elsewhere: number } {
	const { release, on } = asked;
	const found = all<Sighting>({ release }, pendingRows(asked));
	const seen = new Map(pendingOn(release, on).map((matter) => [recordOf(matter), matter]));
	const rowOf = (code: string, own: readonly Sighting[]): MapRow => ({
		region: code,
		region_name: lineage(release, code)[0]?.label ?? code,
		date: max(own, ({ last_seen }) => (last_seen < on ? last_seen : on)) ?? null,
		value: own.length,
		unit: MEASURE.pending.unit,
		confirmed: 0,
		no_end: null,
		own: null,
		note:
			own
				.flatMap((one) => seen.get(recordOf(one)) ?? [])
				.map(pendingWords)
				.join('; ') || null,
		source_id: null,
		source_url: null,
		publisher: null,
		tier: null,
		independent_sources: null
	});
	const parts = group(found, (one) => partOf(one.region, level));
	const rows = [...parts]
		.flatMap(([code, own]) => (code === null ? [] : [rowOf(code, own)]))
		.sort((a, b) => b.value - a.value || (a.region < b.region ? -1 : 1));
	const whole = found.length === 0 ? null : { ...rowOf(region, found), note: null };
	return { rows, whole, elsewhere: parts.get(null)?.length ?? 0 };
}

const recordOf = (row: { tracker: string; tracker_record_id: string }) =>
	`${row.tracker}|${row.tracker_record_id}`;

const STATE = /^US-[A-Z]{2}/;
const COUNTY = /^US-[A-Z]{2}-\d{5}$/;
const partOf = (region: string, level: Area['level']): string | null =>
	level === 'county' ? (COUNTY.exec(region)?.[0] ?? null) : (STATE.exec(region)?.[0] ?? null);

/** The days over which each record was known as pending, oldest first. */
export function pendingSpans({ release, query }: Asked): SpanRow[] {
	const rows = all<Sighting>(
		{ release },
		queries.sightings.rows(release.kysely, { ...query, ...USUAL })
	);
	return rows
		.filter(({ says }) => says === 'pending')
		.map((one) => ({
			place_id: recordOf(one),
			from: one.first_seen,
			to: one.known_until === null ? null : addDays(one.known_until, -1),
			tier: one.tier
		}))
		.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}
