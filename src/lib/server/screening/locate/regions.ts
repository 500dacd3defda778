import { stateCode } from '#lib/domain/screening/sites/state-names.ts';
import { otherCode } from '#lib/domain/screening/sites/census-codes.ts';
import { foldName } from '#lib/domain/actions/places/place-names.ts';
import { nearest } from '#lib/domain/text/nearest.ts';
import { countyAliases, usRegions, type RegionHere } from '../../dataset/queries/screening.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { settlementKey } from '../../ingest/resolve/gazetteer/gazetteer.ts';
import {
	add,
	ambiguous,
	centreOf,
	countyCandidate,
	unplaced,
	type SiteFound,
	type Located,
	type Unlocated
} from '../located.ts';
import { countyNames, namesAsked } from './county-names.ts';
import { provinceOf } from '#lib/domain/regions/region-codes.ts';

/** What a name or a code stands for: one county, several that it overlaps, or (none) a state as a whole. */
export interface Area {
	counties: readonly RegionHere[];
	state: RegionHere;
	notes: string[];
}

/** States and counties by their codes and names. */
export class Regions {
	#all = new Map<string, RegionHere>();
	#byFips = new Map<string, RegionHere>();
	#states = new Map<string, RegionHere>();
	#counties = new Map<string, RegionHere[]>();
	#inState = new Map<string, RegionHere[]>();
	/** Codes of former counties and of planning regions by their names. */
	#former = new Map<string, string>();
	#aliases = new Map<string, { region: string; name: string; note: string }[]>();

	constructor(release: Pick<OpenRelease, 'prepare'>) {
		for (const region of usRegions(release)) this.#add(region);
		for (const { alias, ...to } of countyAliases(release)) {
			const fips = alias.slice(-5);
			add(this.#aliases, fips, to);
			for (const name of countyNames(to.name))
				this.#former.set(settlementKey(provinceOf(alias), name), fips);
		}
	}

	#add(region: RegionHere): void {
		this.#all.set(region.region, region);
		if (region.kind === 'state') {
			for (const name of [region.region, region.region.slice(3), region.name])
				this.#states.set(foldName(name), region);
			return;
		}
		this.#byFips.set(region.region.slice(-5), region);
		add(this.#inState, region.parent, region);
		for (const name of countyNames(region.name))
			add(this.#counties, settlementKey(region.parent, name), region);
	}

	get = (region: string): RegionHere | undefined => this.#all.get(region);
	county = (fips: string): RegionHere | undefined => this.#byFips.get(fips);

	/** A state by its name or code, or why there is none. */
	state(name: string): RegionHere | Unlocated {
		const code = stateCode(name);
		const state =
			(code === null ? undefined : this.#all.get(`US-${code}`)) ?? this.#states.get(foldName(name));
		if (state) return state;
		return unplaced(
			name === ''
				? 'the state is missing: expected for example VA or Virginia'
				: `we could not find a state in "${name}": expected for example VA or Virginia`
		);
	}

	/** Counties of a name, with or without what they call themselves. */
	named(name: string, state: string): readonly RegionHere[] {
		return this.#under(this.#counties, name, state) ?? [];
	}

	/** The counties of a name that is no longer one's, or those of a planning region; null where there are none. */
	former(name: string, state: string): Area | null {
		const fips = this.#under(this.#former, name, state);
		const area = fips === undefined ? null : this.#standingFor(fips);
		return area === null || area.counties.length === 0 ? null : area;
	}

	/** The only county of a state that has one, as the District of Columbia and Guam. */
	onlyCounty(state: string): RegionHere | null {
		const [only, ...others] = this.#inState.get(state) ?? [];
		return only === undefined || others.length > 0 ? null : only;
	}

	/** What a map by state and name holds under the first of the ways in which a name is written. */
	#under<V>(all: ReadonlyMap<string, V>, name: string, state: string): V | undefined {
		return namesAsked(name)
			.map((one) => all.get(settlementKey(state, one)))
			.find((one) => one !== undefined);
	}

	/** A site in a county. */
	located(
		county: RegionHere,
		more: Pick<Located, 'place' | 'point' | 'basis'> & Partial<Located>
	): SiteFound {
		const state = this.#all.get(county.parent);
		if (!state) return unplaced(`the state of ${county.label} is not on record`);
		return { kind: 'located', county, state, border: null, notes: [], ...more };
	}

	/** The one county among those found, or that it can be several. */
	one(found: readonly RegionHere[], what: string): SiteFound {
		const [county, ...others] = found;
		if (!county) return unplaced(`no ${what} is on record`);
		if (others.length > 0)
			return ambiguous(
				`${what} can be ${found.length} areas: give the full name, coordinates or the code`,
				found.map(countyCandidate)
			);
		return this.located(county, { place: null, ...centreOf(county) });
	}

	/** Why a name is no county's, with the county of the state that was most likely meant. */
	unknown(name: string, state: RegionHere): Unlocated {
		const bare = (text: string) => countyNames(text).at(1) ?? countyNames(text)[0] ?? text;
		const inState = new Map(
			(this.#inState.get(state.region) ?? []).map((county) => [bare(county.name), county])
		);
		const near = inState.get(nearest(bare(name), inState.keys()) ?? '');
		const reason = `no county "${name}" in ${state.name} is on record`;
		return near === undefined
			? unplaced(reason)
			: unplaced(`${reason}. Did you mean ${near.name}?`, [countyCandidate(near)]);
	}

	/** A site of which no more than the state is known. */
	locatedInState(state: RegionHere, notes: string[]): Located {
		const nothing = { county: null, place: null, point: null, basis: null, border: null };
		return { kind: 'located', state, ...nothing, notes };
	}

	/** What a code stands for, new or old; `51107`, `1001` or `US-VA-51107`. */
	byCode(text: string): Area | Unlocated {
		const given = text.trim().replace(/\.0+$/, '');
		const digits = /^(?:US-[A-Z]{2}-)?(\d{4,5})$/i.exec(given)?.[1];
		if (digits === undefined)
			return unplaced(
				`"${text}" is no county code: expected five digits, for example 51107, or US-VA-51107`
			);
		const fips = digits.padStart(5, '0');
		const lost =
			digits.length === 4
				? [`county code ${digits} read as ${fips}: a zero in front was lost`]
				: [];
		const area = this.#ofCounty(fips) ?? this.#standingFor(fips) ?? this.#ofState(fips);
		return 'kind' in area ? area : { ...area, notes: [...lost, ...area.notes] };
	}

	#ofCounty(fips: string): Area | null {
		const county = this.#byFips.get(fips);
		const state = county && this.#all.get(county.parent);
		return county && state ? { counties: [county], state, notes: [] } : null;
	}

	/** Today's counties of a former code, or of a planning region's. */
	#standingFor(fips: string): Area | null {
		const standing = this.#aliases.get(fips) ?? [];
		const counties = standing.flatMap(({ region }) => this.#all.get(region) ?? []);
		const [alias] = standing;
		const state = this.#all.get(counties[0]?.parent ?? '');
		if (!alias || !state) return null;
		return { counties, state, notes: [`${fips} is ${alias.name}: ${alias.note}`] };
	}

	/** A code of no county: the state it belongs to, or why it places nothing. */
	#ofState(fips: string): Area | Unlocated {
		const other = otherCode(fips);
		const state = other.state === null ? undefined : this.#all.get(`US-${other.state}`);
		if (!state) return unplaced(`${fips} ${other.words}`);
		return { counties: [], state, notes: [`${fips} ${other.words}`] };
	}
}
