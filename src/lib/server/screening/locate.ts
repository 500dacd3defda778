import { foldName, namesOf } from '#lib/domain/actions/place-names.ts';
import type { Point } from '#lib/domain/actions/distance.ts';
import type { Settlement } from '#lib/domain/actions/position.ts';
import type { Site } from '#lib/domain/screening/site.ts';
import {
	countyAliases,
	usPlaces,
	usRegions,
	type PlaceHere,
	type RegionHere
} from '../dataset/queries/screening.ts';
import type { OpenRelease } from '../dataset/release.ts';
import { gazetteer, settlementKey, type Gazetteer } from '../ingest/gazetteer.ts';
import { CountyIndex } from './county-index.ts';

/** How near to a border is said. */
export const BORDER_KM = 1;
/** Candidates named for a place that can be several. */
const MOST_CANDIDATES = 10;

/** Where the point comes from that distances are measured from. */
export const POSITION_BASES = ['given', 'place', 'county_centre'] as const;

/** A site that was found. */
export interface Located {
	kind: 'located';
	county: RegionHere | null;
	state: RegionHere;
	place: { id: string | null; name: string } | null;
	point: Point | null;
	basis: (typeof POSITION_BASES)[number] | null;
	/** Distance to the nearest border within BORDER_KM, and the counties beyond it. */
	border: { km: number; others: string[] } | null;
	notes: string[];
}

/** A site that was not found, and why; or that can be several. */
export interface Unlocated {
	kind: 'unplaced' | 'ambiguous';
	reason: string;
	candidates: string[];
}

let shared: CountyIndex | undefined;
/** The shapes of the counties, of which a process needs one, whatever the release. */
const counties = (): CountyIndex => (shared ??= new CountyIndex());

/** Finds the county of sites, and the place where a row names one. */
export class Locator {
	#counties = counties();
	#regions = new Map<string, RegionHere>();
	#byFips = new Map<string, RegionHere>();
	#states = new Map<string, RegionHere>();
	#countyNames = new Map<string, RegionHere[]>();
	#aliases = new Map<string, { region: string; name: string; note: string }[]>();
	#places = new Map<string, PlaceHere>();
	#placeNames = new Map<string, PlaceHere[]>();
	#gazetteer: Gazetteer | null = null;

	constructor(release: Pick<OpenRelease, 'prepare'>) {
		for (const region of usRegions(release)) this.#addRegion(region);
		for (const { alias, ...to } of countyAliases(release)) add(this.#aliases, alias.slice(-5), to);
		for (const place of usPlaces(release)) {
			this.#places.set(place.place_id, place);
			for (const name of namesOf(place.name, place.place_kind))
				add(this.#placeNames, settlementKey(stateOf(place.region), name), place);
		}
	}

	/** The county and state of a site, with the place where the row names one. */
	locate({ where }: Site): Located | Unlocated {
		switch (where.kind) {
			case 'unclear':
				return unplaced(where.reason);
			case 'point':
				return this.#atPoint(where.point, where.place);
			case 'fips':
				return this.#byCode(where.code, where.place);
			case 'place_id': {
				const place = this.#places.get(where.id);
				return place
					? this.#atPlace(place)
					: unplaced(`no place on record has the id "${where.id}"`);
			}
			case 'county':
				return this.#byCountyName(where.county, where.state);
			case 'place':
				return this.#byPlaceName(where.place, where.county, where.state);
		}
	}

	#addRegion(region: RegionHere): void {
		this.#regions.set(region.region, region);
		if (region.kind === 'state') {
			for (const name of [region.region, region.region.slice(3), region.name])
				this.#states.set(foldName(name), region);
			return;
		}
		this.#byFips.set(region.region.slice(-5), region);
		for (const name of countyNames(region.name))
			add(this.#countyNames, settlementKey(region.parent, name), region);
	}

	#located(
		county: RegionHere,
		more: Pick<Located, 'place' | 'point' | 'basis'> & Partial<Located>
	): Located | Unlocated {
		const state = this.#regions.get(county.parent);
		if (!state) return unplaced(`the state of ${county.label} is not on record`);
		return { kind: 'located', county, state, border: null, notes: [], ...more };
	}

	#atPoint(point: Point, named: string | null): Located | Unlocated {
		const fips = this.#counties.countyAt(point);
		const near = this.#counties.bordersAt(point, BORDER_KM);
		const labels = near
			.filter((one) => one.fips !== fips)
			.map((one) => this.#byFips.get(one.fips)?.label ?? one.fips);
		if (fips === null)
			return {
				kind: 'unplaced',
				reason: `latitude ${point.lat}, longitude ${point.lon} lies in no county of the United States${labels.length > 0 ? `, but within ${BORDER_KM} km of ${labels.join(' and ')}` : ''}`,
				candidates: labels
			};
		const county = this.#byFips.get(fips);
		if (!county)
			return unplaced(`the county at ${point.lat}, ${point.lon} (${fips}) is not on record`);
		const [nearest] = near;
		const { place, notes } = this.#placeWithin(named, county);
		return this.#located(county, {
			place,
			point,
			basis: 'given',
			border: nearest ? { km: nearest.km, others: labels } : null,
			notes
		});
	}

	/** The place a row names beside its coordinates or county; the county counts where they contradict. */
	#placeWithin(
		named: string | null,
		county: RegionHere
	): { place: Located['place']; notes: string[] } {
		if (named === null) return { place: null, notes: [] };
		const name = named.split(',')[0]?.trim() ?? named;
		const found = this.#recorded(name, county.parent).filter(
			({ region }) => region === county.region || region === county.parent
		);
		const [first] = found;
		if (first && found.length === 1)
			return { place: { id: first.place_id, name: first.name }, notes: [] };
		if (first)
			return {
				place: null,
				notes: [
					`"${named}" can be ${found.map(placeWords).join(' or ')}: give the kind of place with its name`
				]
			};
		return {
			place: { id: null, name },
			notes: [`nothing is on record of a place "${name}" in ${county.label}`]
		};
	}

	#byCode(text: string, named: string | null): Located | Unlocated {
		const digits = /(\d{4,5})$/.exec(text.trim())?.[1];
		if (digits === undefined)
			return unplaced(
				`"${text}" is no county code: expected five digits, for example 51107, or US-VA-51107`
			);
		const fips = digits.padStart(5, '0');
		const notes =
			digits.length === 4
				? [`county code ${digits} read as ${fips}: a zero in front was lost`]
				: [];
		const own = this.#byFips.get(fips);
		const standing = this.#aliases.get(fips) ?? [];
		const counties = own
			? [own]
			: standing.flatMap(({ region }) => this.#regions.get(region) ?? []);
		const [county, ...others] = counties;
		if (!county) return unplaced(`no county of the United States has the code ${fips}`);
		const [alias] = standing;
		if (others.length > 0)
			return {
				kind: 'ambiguous',
				reason: `${fips} (${alias?.name ?? 'the area'}) overlaps ${counties.length} counties: give coordinates or one of their codes`,
				candidates: counties.map(({ label, region }) => `${label} (${region.slice(-5)})`)
			};
		if (!own && alias) notes.push(`${fips} is ${alias.name}: ${alias.note}`);
		const { place, notes: more } = this.#placeWithin(named, county);
		return this.#located(county, {
			place,
			...centreOf(county),
			notes: [...notes, ...more]
		});
	}

	#byCountyName(name: string, stateName: string): Located | Unlocated {
		const state = this.#states.get(foldName(stateName));
		if (!state) return unplaced(noState(stateName));
		return this.#oneCounty(
			this.#countiesNamed(name, state.region),
			`county "${name}" in ${state.name}`
		);
	}

	#countiesNamed(name: string, state: string): readonly RegionHere[] {
		const folded = foldName(name);
		return (
			this.#countyNames.get(settlementKey(state, folded)) ??
			this.#countyNames.get(settlementKey(state, bareCounty(folded))) ??
			[]
		);
	}

	#oneCounty(found: readonly RegionHere[], what: string): Located | Unlocated {
		const [county, ...others] = found;
		if (!county) return unplaced(`no ${what} is on record`);
		if (others.length > 0)
			return {
				kind: 'ambiguous',
				reason: `${what} can be ${found.length} areas: give the full name, coordinates or the code`,
				candidates: found.map(({ label, region }) => `${label} (${region.slice(-5)})`)
			};
		return this.#located(county, { place: null, ...centreOf(county) });
	}

	/** Places on record under a name in a state. */
	#recorded(name: string, state: string): PlaceHere[] {
		const exact = this.#placeNames.get(settlementKey(state, foldName(name))) ?? [];
		if (exact.length > 0) return exact;
		const [bare = ''] = namesOf(name, 'city').slice(-1);
		return (this.#placeNames.get(settlementKey(state, bare)) ?? []).filter(
			({ place_kind }) => foldName(name).includes(place_kind) || place_kind === 'other'
		);
	}

	#byPlaceName(name: string, countyName: string | null, stateName: string): Located | Unlocated {
		const state = this.#states.get(foldName(stateName));
		if (!state) return unplaced(noState(stateName));
		const counties =
			countyName === null
				? null
				: this.#countiesNamed(countyName.split(',')[0] ?? '', state.region);
		if (counties?.length === 0)
			return unplaced(`no county "${countyName ?? ''}" in ${state.name} is on record`);
		const isIn = (county: string | null) =>
			counties === null || counties.some(({ region }) => region === county);
		const recorded = this.#recorded(name, state.region).filter(
			({ region }) => region === state.region || isIn(region)
		);
		const settlements = this.#settlements(name, state.region).filter(({ county }) =>
			isIn(county?.region ?? null)
		);
		const candidates = [
			...recorded.map((place) => ({ place, settlement: null })),
			...settlements
				.filter((one) => !recorded.some((place) => isSame(place, one, name)))
				.map((settlement) => ({ place: null, settlement }))
		];
		const [only, ...others] = candidates;
		if (!only) {
			const found = this.#countiesNamed(name, state.region);
			if (found.length > 0) return this.#oneCounty(found, `"${name}" in ${state.name}`);
			return unplaced(
				`no place "${name}" in ${state.name} is on record or in the gazetteer of places from 1,000 people: give coordinates or the county`
			);
		}
		if (others.length > 0)
			return {
				kind: 'ambiguous',
				reason: `"${name}, ${stateName}" can be ${candidates.length} places: add the county, the kind of place or coordinates`,
				candidates: candidates
					.slice(0, MOST_CANDIDATES)
					.map(({ place, settlement }) =>
						place
							? `${placeWords(place)}, ${this.#regions.get(place.region)?.label ?? place.region} (${place.place_id})`
							: `${settlement.name}, ${settlement.county?.label ?? state.name} (${settlement.lat}, ${settlement.lon})`
					)
			};
		if (only.place) {
			const [listed] = settlements;
			return this.#atPlace(only.place, listed);
		}
		const { county, ...at } = only.settlement;
		if (!county) return unplaced(`the county of "${name}, ${stateName}" is not on record`);
		return this.#located(county, {
			place: { id: null, name: at.name },
			point: { lon: at.lon, lat: at.lat },
			basis: 'place',
			notes: [`nothing is on record of ${at.name} itself; its position is that of the gazetteer`]
		});
	}

	#atPlace(place: PlaceHere, listed?: InCounty): Located | Unlocated {
		const own = this.#regions.get(place.region);
		const at =
			place.position_precision === 'place' && place.lon !== null && place.lat !== null
				? { lon: place.lon, lat: place.lat }
				: null;
		const county = own?.kind === 'county' ? own : (listed?.county ?? null);
		const named = { id: place.place_id, name: place.name };
		if (county)
			return this.#located(county, {
				place: named,
				...(at ? { point: at, basis: 'place' as const } : centreOf(county))
			});
		if (own?.kind !== 'state') return unplaced(`the region of ${place.place_id} is not on record`);
		return {
			kind: 'located',
			county: null,
			state: own,
			place: named,
			point: at,
			basis: at ? 'place' : null,
			border: null,
			notes: ['the county of the place is not on record']
		};
	}

	#settlements(name: string, state: string): InCounty[] {
		this.#gazetteer ??= gazetteer(new Set(['US']));
		const all = this.#gazetteer;
		const names = /\b(township|twp)\b/i.test(name) ? [foldName(name)] : namesOf(name, 'city');
		const found = names.flatMap((one) => all.get(settlementKey(state, one)) ?? []);
		return [...new Set(found)].map((settlement) => {
			const fips = this.#counties.countyAt(settlement);
			return { ...settlement, county: fips === null ? null : (this.#byFips.get(fips) ?? null) };
		});
	}
}

type InCounty = Settlement & { county: RegionHere | null };

/** Whether a settlement of the gazetteer is the place on record: a township is not the city of its name. */
function isSame(place: PlaceHere, settlement: InCounty, asked: string): boolean {
	if (place.place_kind === 'township' && !/\b(township|twp)\b/i.test(asked)) return false;
	return place.region === settlement.county?.region || place.region === stateOf(place.region);
}

const placeWords = ({ name, place_kind }: PlaceHere) =>
	name.toLowerCase().includes(place_kind) || place_kind === 'other'
		? name
		: `${name} ${place_kind}`;

const unplaced = (reason: string): Unlocated => ({ kind: 'unplaced', reason, candidates: [] });

const noState = (name: string) =>
	name === ''
		? 'the state is missing: expected for example VA or Virginia'
		: `"${name}" is no state of the United States: expected for example VA or Virginia`;

const stateOf = (region: string) => region.slice(0, 5);

const COUNTY_WORDS =
	/ (county|parish|borough|census area|municipality|city and borough|municipio|planning region)$/;
const bareCounty = (folded: string) => folded.replace(COUNTY_WORDS, '');

/** Names a county is looked up under: in full, and bare, so that a county and the city of its name are both found. */
const countyNames = (name: string): string[] => {
	const folded = foldName(name);
	return [...new Set([folded, bareCounty(folded), folded.replace(/ city$/, '')])];
};

/** Distances of a site known only to the county are measured from its centre. */
const centreOf = ({ lon, lat }: RegionHere): Pick<Located, 'point' | 'basis'> =>
	lon === null || lat === null
		? { point: null, basis: null }
		: { point: { lon, lat }, basis: 'county_centre' };

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
	const values = map.get(key);
	if (values) values.push(value);
	else map.set(key, [value]);
}
