import type { Site } from '#lib/domain/screening/site.ts';
import type { PlaceHere, RegionHere } from '../dataset/queries/screening.ts';
import type { OpenRelease } from '../dataset/release.ts';
import { centreOf, unplaced, type Found } from './located.ts';
import { Places, placeWords, type Candidate, type InCounty } from './locate/places.ts';
import { Points } from './locate/points.ts';
import { Regions } from './locate/regions.ts';

/** Candidates named for a place that can be several. */
const MOST_CANDIDATES = 10;

/** Characters of a name that is looked up. */
const LONGEST_NAME = 150;

/** Finds the county of sites, and the place where a row names one. */
export class Locator {
	#regions: Regions;
	#points: Points;
	#places: Places;

	constructor(release: Pick<OpenRelease, 'prepare'>) {
		this.#regions = new Regions(release);
		this.#points = new Points(this.#regions);
		this.#places = new Places(release, (point) => this.#points.countyAt(point));
	}

	/** The county and state of a site, with the place where the row names one. */
	locate({ where }: Pick<Site, 'where'>): Found {
		const longest = Math.max(
			...Object.values(where).map((value) => (typeof value === 'string' ? value.length : 0))
		);
		if (longest > LONGEST_NAME && where.kind !== 'unclear')
			return unplaced(`a name has ${longest} characters: no place has one so long`);
		switch (where.kind) {
			case 'unclear':
				return unplaced(where.reason);
			case 'point': {
				const found = this.#points.at(where.point);
				if ('kind' in found) return found;
				const { place, notes } = this.#places.within(where.place, found.county);
				return this.#regions.located(found.county, {
					place,
					point: where.point,
					basis: 'given',
					border: found.border,
					notes: [...found.notes, ...notes]
				});
			}
			case 'fips': {
				const found = this.#regions.byCode(where.code);
				if ('kind' in found) return found;
				const { place, notes } = this.#places.within(where.place, found.county);
				return this.#regions.located(found.county, {
					place,
					...centreOf(found.county),
					notes: [...found.notes, ...notes]
				});
			}
			case 'place_id': {
				const place = this.#places.byId(where.id);
				return place
					? this.#atPlace(place)
					: unplaced(`no place on record has the id "${where.id}"`);
			}
			case 'county': {
				const state = this.#regions.state(where.state);
				if (!('region' in state)) return state;
				return this.#inCounty(where.county, state);
			}
			case 'place':
				return this.#byName(where.place, where.county, where.state);
		}
	}

	#inCounty(name: string, state: RegionHere): Found {
		const found = this.#regions.named(name, state.region);
		const former = found.length === 0 ? this.#regions.former(name, state.region) : null;
		if (former === null) return this.#regions.one(found, `county "${name}" in ${state.name}`);
		if ('kind' in former) return former;
		const { county, notes } = former;
		return this.#regions.located(county, { place: null, ...centreOf(county), notes });
	}

	#byName(name: string, countyName: string | null, stateName: string): Found {
		const state = this.#regions.state(stateName);
		if (!('region' in state)) return state;
		const counties =
			countyName === null
				? null
				: this.#regions.named(countyName.split(',')[0] ?? '', state.region);
		if (counties?.length === 0)
			return unplaced(`no county "${countyName ?? ''}" in ${state.name} is on record`);
		const { all, settlements } = this.#places.candidates(
			name,
			state.region,
			(county) => counties === null || counties.some(({ region }) => region === county)
		);
		const [only, ...others] = all;
		if (!only) {
			const found = this.#regions.named(name, state.region);
			if (found.length > 0)
				return noted(
					this.#regions.one(found, `"${name}" in ${state.name}`),
					`no place "${name}" is on record: taken as the county`
				);
			return unplaced(
				`no place "${name}" in ${state.name} is on record or in the gazetteer of places from 1,000 people: give coordinates or the county`
			);
		}
		if (others.length > 0)
			return {
				kind: 'ambiguous',
				reason: `"${name}, ${stateName}" can be ${all.length} places: add the county, the kind of place or coordinates`,
				candidates: all.slice(0, MOST_CANDIDATES).map((one) => this.#words(one, state.name))
			};
		if (only.place) return this.#atPlace(only.place, settlements[0]);
		const { county, ...at } = only.settlement;
		if (!county) return unplaced(`the county of "${name}, ${stateName}" is not on record`);
		return this.#regions.located(county, {
			place: { id: null, name: at.name },
			point: { lon: at.lon, lat: at.lat },
			basis: 'place',
			notes: [`nothing is on record of ${at.name} itself; its position is that of the gazetteer`]
		});
	}

	#words({ place, settlement }: Candidate, state: string): string {
		return place
			? `${placeWords(place)}, ${this.#regions.get(place.region)?.label ?? place.region} (${place.place_id})`
			: `${settlement.name}, ${settlement.county?.label ?? state} (${settlement.lat}, ${settlement.lon})`;
	}

	/** @param listed the settlement of the gazetteer that is this place */
	#atPlace(place: PlaceHere, listed?: InCounty): Found {
		const own = this.#regions.get(place.region);
		const point =
			place.position_precision === 'place' && place.lon !== null && place.lat !== null
				? { lon: place.lon, lat: place.lat }
				: null;
		const at = point ? { point, basis: 'place' as const } : null;
		const county = own?.kind === 'county' ? own : (listed?.county ?? null);
		const named = { id: place.place_id, name: place.name };
		if (county) return this.#regions.located(county, { place: named, ...(at ?? centreOf(county)) });
		if (own?.kind !== 'state') return unplaced(`the region of ${place.place_id} is not on record`);
		return {
			kind: 'located',
			county: null,
			state: own,
			place: named,
			...(at ?? { point: null, basis: null }),
			border: null,
			notes: ['the county of the place is not on record']
		};
	}
}

/** A site that was found, with one thing more to know about it. */
const noted = (found: Found, note: string): Found =>
	found.kind === 'located' ? { ...found, notes: [...found.notes, note] } : found;
