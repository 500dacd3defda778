import { group, max } from 'd3-array';
import { pendingDays, pendingKind, pendingWords } from '#lib/domain/actions/words/pending-words.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { addDays } from '#lib/domain/dates.ts';
import { MEASURE } from '#lib/domain/map/map-measures.ts';
import { shortName } from '#lib/map/map-words.ts';
import type { MapPoint, MapRow } from '#lib/domain/map/map-row.ts';
import { queries } from '../../dataset/queries/index.ts';
import { lineage } from '../../dataset/queries/regions/overview.ts';
import type { SpanRow } from '../../dataset/queries/map/map-time.ts';
import { pendingOn, pendingPlaces, type PendingMatter } from '../../dataset/queries/pending.ts';
import { regionKind, regionMiddle } from '../../dataset/queries/regions/regions.ts';
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

/**
 * Places in which a restriction was pending, with the days it was seen so; a matter of a county itself, or of no place
 * of ours, is drawn in the middle of its county. Null for what has no point: a whole state, or a place not located.
 */
export function pendingPoints(asked: Asked): (MapPoint | null)[] {
	const { release, on } = asked;
	const found = new Set(all<Sighting>({ release }, pendingRows(asked)).map(recordOf));
	const matters = pendingOn(release, on).filter((matter) => found.has(recordOf(matter)));
	const places = pendingPlaces(release, on);
	const isPlace = (matter: PendingMatter) =>
		matter.place_id !== null && places.get(matter.place_id)?.place_name !== shortName(matter);
	const keyOf = (matter: PendingMatter) =>
		(isPlace(matter) ? matter.place_id : null) ?? matter.region;
	return [...group(matters, keyOf)]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, own]): MapPoint | null => {
			const [first] = own;
			const place = places.get(key);
			const at = place ?? (first && middleOfCounty(asked, first.region));
			if (!first || !at || at.lon === null || at.lat === null) return null;
			if (at.position_precision !== 'place' && at.position_precision !== 'county') return null;
			return {
				place_id: key,
				place_name: place?.place_name ?? shortName(first),
				region_name: first.region_name,
				lon: at.lon,
				lat: at.lat,
				position_precision: at.position_precision,
				mark: 'pending',
				open: 'yes',
				records: own.length,
				words: own
					.map((matter) => `${pendingKind(matter)}, seen pending ${pendingDays(matter)}`)
					.join('; '),
				action_id: null
			};
		});
}

/** The middle of a county, where a matter of no place of ours is drawn. */
function middleOfCounty({ release }: Asked, region: string) {
	const middle = regionKind(release, region) === 'county' ? regionMiddle(release, region) : null;
	return middle && { ...middle, position_precision: 'county' as const };
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
