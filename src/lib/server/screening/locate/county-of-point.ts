import { capital } from '#lib/domain/text/format.ts';
import type { Point } from '#lib/domain/actions/places/distance.ts';
import type { RegionHere } from '../../dataset/queries/screening.ts';
import { CountyIndex } from '../county-index.ts';
import {
	countyCandidate,
	pointCandidate,
	unplaced,
	type Located,
	type Unlocated
} from '../located.ts';
import type { Regions } from './regions.ts';

/** How near to a border is said. */
const BORDER_KM = 1;
/** A point this near to a border lies on it: a metre, below what boundaries at 1:10 million can tell. */
const ON_BORDER_KM = 0.001;

let shared: CountyIndex | undefined;
/** The shapes of the counties, of which a process needs one, whatever the release. */
const counties = (): CountyIndex => (shared ??= new CountyIndex());

/** A county that holds a point. */
interface AtPoint {
	county: RegionHere;
	border: Located['border'];
	notes: string[];
}

/** Finds the county of coordinates. */
export class Points {
	#counties = counties();
	#regions: Regions;

	constructor(regions: Regions) {
		this.#regions = regions;
	}

	/** The county a point lies in, without what lies near; null outside the United States. */
	countyAt(point: Point): RegionHere | null {
		const fips = this.#counties.countyAt(point);
		return fips === null ? null : (this.#regions.county(fips) ?? null);
	}

	/** The county of a point with the borders near it, or why there is none. */
	at(point: Point): AtPoint | Unlocated {
		if (Math.abs(point.lat) > 90) return this.#nowhere(point, []);
		const inside = this.#counties.countyAt(point);
		const near = this.#counties.bordersAt(point, BORDER_KM);
		const [nearest] = near;
		const isOnBorder = inside === null && nearest !== undefined && nearest.km <= ON_BORDER_KM;
		const fips = isOnBorder ? nearest.fips : inside;
		const others = near.flatMap((one) =>
			one.fips === fips ? [] : (this.#regions.county(one.fips) ?? [])
		);
		if (fips === null) return this.#nowhere(point, others);
		const county = this.#regions.county(fips);
		if (!county)
			return unplaced(`the county at ${point.lat}, ${point.lon} (${fips}) is not on record`);
		return {
			county,
			border: nearest ? { km: nearest.km, others: others.map(({ label }) => label) } : null,
			notes: isOnBorder ? [`on the border itself: taken as ${county.label}`] : []
		};
	}

	/** Why a point lies in no county, with what it would take to lie in one. */
	#nowhere({ lat, lon }: Point, near: readonly RegionHere[]): Unlocated {
		const where = `latitude ${lat}, longitude ${lon} is ${Math.abs(lat) > 90 ? 'no point on the earth' : 'in no county of the United States'}`;
		if (near.length > 0)
			return unplaced(
				`${where}, but within ${BORDER_KM} km of ${near.map(({ label }) => label).join(' and ')}`,
				near.map(countyCandidate)
			);
		const hint = this.#hint({ lat, lon });
		return hint === null
			? unplaced(where)
			: unplaced(`${where}. ${capital(hint.words)}. ${hint.question}`, [hint.candidate], {
					...{ kind: 'point', candidates: [] },
					words: capital(hint.words)
				});
	}

	/** The two swapped, or a minus lost, by which the point would lie in a county. */
	#hint({ lat, lon }: Point): { words: string; question: string; candidate: string } | null {
		const tries = [
			[{ lat, lon: -Math.abs(lon) }, 'western longitudes are negative'],
			[
				{ lat: Math.abs(lat), lon: -Math.abs(lon) },
				'latitudes of the United States are positive, and its longitudes negative'
			],
			[{ lat: lon, lon: lat }, 'latitude and longitude seem to be swapped'],
			[
				{ lat: Math.abs(lon), lon: -Math.abs(lat) },
				'latitude and longitude seem to be swapped, and a sign is lost'
			]
		] as const;
		for (const [point, words] of tries) {
			const county = Math.abs(point.lat) <= 90 ? this.countyAt(point) : null;
			if (county)
				return {
					words,
					question: `Did you mean ${point.lat}, ${point.lon}, in ${county.label}?`,
					candidate: pointCandidate(point, county)
				};
		}
		return null;
	}
}
