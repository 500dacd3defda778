import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { readable } from '#lib/domain/text/format.ts';
import type { Measure } from '#lib/domain/map/map-measures.ts';
import type { MapPoint } from '#lib/domain/map/map-row.ts';
import {
	placesOfActions,
	placesOfRestrictions,
	type PlaceRow
} from '../../dataset/queries/map/map.ts';
import { pendingPoints } from './pending.ts';
import type { Asked } from '../request/request.ts';
import { actionsOf, standing, statusesOf } from './map-counts.ts';
import type { MapQuestion } from './map-question.ts';

/** Measures of which places are drawn. */
const POINTS: Partial<Record<Measure, (asked: Asked) => (MapPoint | null)[]>> = {
	actions: actionPoints,
	restrictions: restrictionPoints,
	pending: pendingPoints
};

/** Places of what is counted, each with its newest record; those that stand for a whole state have no point. */
export function pointsOf({ measure, asked }: MapQuestion): {
	points: MapPoint[];
	unplaced: number;
} {
	const pointsFor = POINTS[measure];
	if (!pointsFor) return { points: [], unplaced: 0 };
	const placed = pointsFor(asked);
	const points = placed.filter((point) => point !== null);
	return { points, unplaced: placed.length - points.length };
}

function actionPoints(asked: Asked): (MapPoint | null)[] {
	return placesOfActions(asked.release, actionsOf(asked)).map((row) =>
		pointOf(row, {
			mark: row.direction,
			open: 'no',
			words: `${row.action_type_label}, ${row.decision.replaceAll('_', ' ')}, ${readable(row.date)}`,
			action_id: row.action_id
		})
	);
}

function restrictionPoints(asked: Asked): (MapPoint | null)[] {
	return placesOfRestrictions(asked.release, statusesOf(asked)).map((row) =>
		pointOf(row, {
			mark: row.action_type,
			open: row.status === 'unknown_end' ? 'yes' : 'no',
			words: `${row.action_type}, ${standing(row.status, row.to)}`,
			action_id: row.because.split(LIST_SEPARATOR).at(-1) ?? row.because
		})
	);
}

function pointOf(
	{ place_id, place_name, region_name, lon, lat, position_precision, records }: PlaceRow,
	shown: Pick<MapPoint, 'mark' | 'open' | 'words' | 'action_id'>
): MapPoint | null {
	const isLocated = position_precision === 'place' || position_precision === 'county';
	if (!isLocated || lon === null || lat === null) return null;
	return { place_id, place_name, region_name, lon, lat, position_precision, records, ...shown };
}
