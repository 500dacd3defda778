import type { Site } from '#lib/domain/screening/sites/site.ts';
import type { Fault } from '#lib/domain/screening/repairs.ts';
import { STATE_NAMES } from '#lib/domain/screening/sites/state-names.ts';
import type { Said } from '#lib/domain/screening/sites/where.ts';
import type { PlaceHere, RegionHere } from '../dataset/queries/screening.ts';
import type { OpenRelease } from '../dataset/release.ts';
import { ambiguous, centreOf, countyCandidate, unplaced, type SiteFound } from './located.ts';
import { Places, placeWords, type Candidate, type InCounty } from './locate/named-places.ts';
import { Points } from './locate/county-of-point.ts';
import { Regions, type Area } from './locate/regions.ts';

/** Candidates named for a place that can be several. */
const MOST_CANDIDATES = 10;

/** Characters of a name that is looked up. */
const LONGEST_NAME = 150;

/** Rows that name no state: one choice may hold for all of them. */
const WITHOUT_STATE: Fault = {
	kind: 'state',
	words: 'no state is given',
	candidates: [...STATE_NAMES].map(([code, name]) => `${name} (${code})`)
};

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
	locate({ where }: Pick<Site, 'where'>): SiteFound {
		const longest = Math.max(
			...Object.values(where).map((value) => (typeof value === 'string' ? value.length : 0))
		);
		if (longest > LONGEST_NAME && where.kind !== 'unclear')
			return unplaced(`a name has ${longest} characters: no place has one so long`);
		switch (where.kind) {
			case 'unclear':
				return unplaced(where.reason, [], where.stateless ? WITHOUT_STATE : null);
			case 'point': {
				const found = this.#points.at(where.point);
				if ('kind' in found) return found;
				const { place, notes } = this.#places.within(where.place, found.county);
				return this.#regions.located(found.county, {
					place,
					point: where.point,
					basis: 'given',
					border: found.border,
					notes: [...found.notes, ...notes, ...this.#contradicted(found.county, where.said)]
				});
			}
			case 'fips': {
				const area = this.#regions.byCode(where.code);
				if ('kind' in area) return area;
				const [coded] = area.counties;
				const said = this.#otherState(area.state, where.said);
				if (said !== null)
					return unplaced(
						`"${where.code}" is the county code of ${coded?.label ?? area.state.name}, but the row says ${said}; ZIP codes are not supported`,
						area.counties.map(countyCandidate)
					);
				const found = this.#inArea(area, where.place);
				return found.kind === 'located' && found.county !== null
					? withNotes(found, this.#contradicted(found.county, where.said))
					: found;
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

	/** The state that a row names beside a county code of another; null where they agree. */
	#otherState(own: RegionHere, said: Said | undefined): string | null {
		const state =
			said?.state === undefined || said.state === null ? null : this.#regions.state(said.state);
		return state !== null && 'region' in state && state.region !== own.region ? state.name : null;
	}

	/** What a row says of its state and county that is not so where its point or its code lies. */
	#contradicted(county: RegionHere, said: Said | undefined): string[] {
		if (said === undefined) return [];
		const state = said.state === null ? null : this.#regions.state(said.state);
		if (state !== null && 'region' in state && state.region !== county.parent)
			return [`the row also says ${state.name}, but this is in ${county.label}`];
		if (said.county === null) return [];
		const name = said.county.split(',')[0] ?? '';
		const meant = this.#areaNamed(name, county.parent)?.counties ?? [];
		return meant.length === 0 || meant.some(({ region }) => region === county.region)
			? []
			: [`the row also says ${said.county}, but this is in ${county.label}`];
	}

	/** The counties of a name, today's or one of the past. */
	#areaNamed(name: string, state: string): Area | null {
		const counties = this.#regions.named(name, state);
		const own = this.#regions.get(state);
		return counties.length > 0 && own
			? { counties, state: own, notes: [] }
			: this.#regions.former(name, state);
	}

	/** A site in an area: its one county, that of a place named in it, or no more than the state. */
	#inArea(area: Area, placeName: string | null): SiteFound {
		const { counties, state, notes } = area;
		const [county, ...others] = counties;
		if (county && others.length === 0) {
			const within = this.#places.within(placeName, county);
			return this.#regions.located(county, {
				place: within.place,
				...centreOf(county),
				notes: [...notes, ...within.notes]
			});
		}
		const place = placeName === null ? null : this.#placeIn(placeName, area);
		if (place?.kind === 'located') return place;
		const which =
			counties.length === 0
				? 'no county is known'
				: `it overlaps ${counties.map(({ name }) => name).join(', ')}`;
		return this.#regions.locatedInState(state, [
			...notes,
			`${which}: only what counts in all of ${state.name} is told; for more give coordinates, a place or a county`
		]);
	}

	#inCounty(name: string, state: RegionHere): SiteFound {
		const found = this.#regions.named(name, state.region);
		if (found.length > 0) return this.#regions.one(found, `county "${name}" in ${state.name}`);
		const former = this.#regions.former(name, state.region);
		if (former !== null) return this.#inArea(former, null);
		return this.#inOnlyCounty(name, state) ?? this.#regions.unknown(name, state);
	}

	/** Whatever is named in a state that is one county lies in it. */
	#inOnlyCounty(name: string, state: RegionHere): SiteFound | null {
		const county = this.#regions.onlyCounty(state.region);
		return (
			county &&
			this.#regions.located(county, {
				place: null,
				...centreOf(county),
				notes: [`nothing is on record of "${name}": taken as ${county.name}`]
			})
		);
	}

	#byName(name: string, countyName: string | null, stateName: string): SiteFound {
		const state = this.#regions.state(stateName);
		if (!('region' in state)) return state;
		const area =
			countyName === null ? null : this.#areaNamed(countyName.split(',')[0] ?? '', state.region);
		if (countyName !== null && area === null) return this.#regions.unknown(countyName, state);
		return this.#placeIn(name, area ?? { counties: [], state, notes: [] });
	}

	/** A place by its name in some counties of a state, or (none) anywhere in it. */
	#placeIn(name: string, { counties, state, notes }: Area): SiteFound {
		const { all, settlements } = this.#places.candidates(
			name,
			state.region,
			(region) => counties.length === 0 || counties.some((county) => county.region === region)
		);
		const [only, ...others] = all;
		if (!only) return this.#noPlace(name, { counties, state, notes });
		if (others.length > 0)
			return ambiguous(
				`"${name}, ${state.name}" can be ${all.length} places: add the county, the kind of place or coordinates`,
				all.slice(0, MOST_CANDIDATES).map((one) => this.#words(one, state.name))
			);
		if (only.place) return withNotes(this.#atPlace(only.place, settlements[0]), notes);
		const { county, ...at } = only.settlement;
		if (!county) return unplaced(`the county of "${name}, ${state.name}" is not on record`);
		return this.#regions.located(county, {
			place: { id: null, name: at.name },
			point: { lon: at.lon, lat: at.lat },
			basis: 'place',
			notes: [
				...notes,
				`nothing is on record of ${at.name} itself; its position is that of the gazetteer`
			]
		});
	}

	/** What a name can be that is no place in the counties of a row: a county's, or that of a place elsewhere. */
	#noPlace(name: string, { counties, state }: Area): SiteFound {
		const elsewhere = this.#places
			.candidates(name, state.region, () => true)
			.all.map((one) => this.#words(one, state.name));
		if (counties.length > 0 && elsewhere.length > 0)
			return unplaced(
				`no place "${name}" is in ${counties.map(({ label }) => label).join(' or ')}; on record are others of that name`,
				elsewhere.slice(0, MOST_CANDIDATES)
			);
		const area = this.#areaNamed(name, state.region);
		if (area === null)
			return (
				this.#inOnlyCounty(name, state) ??
				unplaced(
					`no place "${name}" in ${state.name} is on record or in the gazetteer of places from 1,000 people: give coordinates or the county`
				)
			);
		const found =
			area.notes.length > 0
				? this.#inArea(area, null)
				: this.#regions.one(area.counties, `"${name}" in ${state.name}`);
		return withNotes(found, [`no place "${name}" is on record: taken as the county`]);
	}

	#words({ place, settlement }: Candidate, state: string): string {
		return place
			? `${placeWords(place)}, ${this.#regions.get(place.region)?.label ?? place.region} (${place.place_id})`
			: `${settlement.name}, ${settlement.county?.label ?? state} (${settlement.lat}, ${settlement.lon})`;
	}

	/** @param listed the settlement of the gazetteer that is this place */
	#atPlace(place: PlaceHere, listed?: InCounty): SiteFound {
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

/** A site that was found, with more to know about it. */
const withNotes = (found: SiteFound, notes: readonly string[]): SiteFound =>
	found.kind === 'located' ? { ...found, notes: [...found.notes, ...notes] } : found;
