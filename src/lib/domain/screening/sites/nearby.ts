import { distanceKm, type Point } from '../../actions/places/distance.ts';
import { MILES, COUNTED_MONTHS, nearColumn, type NearColumn } from '../terms.ts';

export const KM_A_MILE = 1.609344;
/** A degree of latitude is nowhere shorter on the mean sphere. */
const KM_A_DEGREE = 111.19;

/** A restrictive action with its point, and how many of COUNTED_MONTHS it lies within: 1 for the longer only, 2 for both. */
export interface NearPoint extends Point {
	months: readonly (typeof COUNTED_MONTHS)[number][];
	confirmed: boolean;
}

export type NearCounts = Record<NearColumn | `${NearColumn}_confirmed`, number>;

/** Actions in the order of latitude, so that a count looks only at a band of it. */
export class NearIndex {
	#actions: readonly NearPoint[];
	#latitudes: Float64Array;

	constructor(actions: readonly NearPoint[]) {
		this.#actions = [...actions].sort((a, b) => a.lat - b.lat);
		this.#latitudes = Float64Array.from(this.#actions, ({ lat }) => lat);
	}

	/** Actions within each of MILES and COUNTED_MONTHS of a point; the edge of the circle counts. */
	countsAt(point: Point): NearCounts {
		const counts = { ...ZEROS };
		const band = FARTHEST_KM / KM_A_DEGREE;
		const reach = reachOfLongitude(point.lat, band);
		for (
			let index = firstAtLeast(this.#latitudes, point.lat - band);
			index < this.#actions.length;
			index++
		) {
			const action = this.#actions[index];
			if (!action || action.lat > point.lat + band) break;
			const apart = Math.abs(action.lon - point.lon);
			if (Math.min(apart, 360 - apart) > reach) continue;
			const km = distanceKm(point, action);
			for (const miles of MILES) {
				if (km > miles * KM_A_MILE) continue;
				for (const months of action.months) {
					const column = nearColumn(miles, months);
					counts[column]++;
					if (action.confirmed) counts[`${column}_confirmed`]++;
				}
			}
		}
		return counts;
	}
}

const FARTHEST_KM = Math.max(...MILES) * KM_A_MILE;

const ZEROS = Object.fromEntries(
	MILES.flatMap((miles) =>
		COUNTED_MONTHS.flatMap((months) => {
			const name = nearColumn(miles, months);
			return [
				[name, 0],
				[`${name}_confirmed`, 0]
			];
		})
	)
) as NearCounts;

/**
 * Degrees of longitude beyond which nothing lies within a number of degrees of a latitude; everything does where the
 * circle holds the pole.
 */
function reachOfLongitude(lat: number, degrees: number): number {
	const sine = Math.sin(radians(degrees)) / Math.cos(radians(lat));
	return Math.abs(lat) + degrees >= 90 || sine >= 1 ? 360 : (Math.asin(sine) * 180) / Math.PI;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Position of the first value that is not below a bound. */
function firstAtLeast(sorted: Float64Array, bound: number): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] ?? Infinity) < bound) low = middle + 1;
		else high = middle;
	}
	return low;
}
