import { stateCode } from '#lib/domain/screening/states.ts';
import { foldName } from '#lib/domain/actions/place-names.ts';
import { countyAliases, usRegions, type RegionHere } from '../../dataset/queries/screening.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { settlementKey } from '../../ingest/gazetteer.ts';
import {
	add,
	centreOf,
	countyCandidate,
	unplaced,
	type Found,
	type Located,
	type Unlocated
} from '../located.ts';

const COUNTY_WORDS =
	/ (county|parish|borough|census area|municipality|city and borough|municipio|planning region)$/;
const bareCounty = (folded: string) => folded.replace(COUNTY_WORDS, '');

/** Names a county is looked up under: in full, and bare, so that a county and the city of its name are both found. */
const countyNames = (name: string): string[] => {
	const folded = foldName(name);
	return [...new Set([folded, bareCounty(folded), folded.replace(/ city$/, '')])];
};

/** States and counties by their codes and names. */
export class Regions {
	#all = new Map<string, RegionHere>();
	#byFips = new Map<string, RegionHere>();
	#states = new Map<string, RegionHere>();
	#counties = new Map<string, RegionHere[]>();
	/** Codes of former counties and of planning regions by their names. */
	#former = new Map<string, string>();
	#aliases = new Map<string, { region: string; name: string; note: string }[]>();

	constructor(release: Pick<OpenRelease, 'prepare'>) {
		for (const region of usRegions(release)) this.#add(region);
		for (const { alias, ...to } of countyAliases(release)) {
			const fips = alias.slice(-5);
			add(this.#aliases, fips, to);
			for (const name of countyNames(to.name))
				this.#former.set(settlementKey(alias.slice(0, 5), name), fips);
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
				: `"${name}" is no state of the United States: expected for example VA or Virginia`
		);
	}

	/** Counties of a name, with or without what they call themselves. */
	named(name: string, state: string): readonly RegionHere[] {
		const folded = foldName(name.replace(/\bco\.?$/i, 'county'));
		return (
			this.#counties.get(settlementKey(state, folded)) ??
			this.#counties.get(settlementKey(state, bareCounty(folded))) ??
			[]
		);
	}

	/** The county of a name that is no longer one's, or that of a planning region; null where there is none. */
	former(name: string, state: string): { county: RegionHere; notes: string[] } | Unlocated | null {
		const folded = foldName(name.replace(/\bco\.?$/i, 'county'));
		const fips = [folded, bareCounty(folded)]
			.map((one) => this.#former.get(settlementKey(state, one)))
			.find((one) => one !== undefined);
		return fips === undefined ? null : this.byCode(fips);
	}

	/** A site in a county. */
	located(
		county: RegionHere,
		more: Pick<Located, 'place' | 'point' | 'basis'> & Partial<Located>
	): Found {
		const state = this.#all.get(county.parent);
		if (!state) return unplaced(`the state of ${county.label} is not on record`);
		return { kind: 'located', county, state, border: null, notes: [], ...more };
	}

	/** The one county among those found, or that it can be several. */
	one(found: readonly RegionHere[], what: string): Found {
		const [county, ...others] = found;
		if (!county) return unplaced(`no ${what} is on record`);
		if (others.length > 0)
			return {
				kind: 'ambiguous',
				reason: `${what} can be ${found.length} areas: give the full name, coordinates or the code`,
				candidates: found.map(countyCandidate)
			};
		return this.located(county, { place: null, ...centreOf(county) });
	}

	/** The county of a code, new or old; `51107`, `1001` or `US-VA-51107`. */
	byCode(text: string): { county: RegionHere; notes: string[] } | Unlocated {
		const given = text.trim().replace(/\.0+$/, '');
		const digits = /^(?:US-[A-Z]{2}-)?(\d{4,5})$/i.exec(given)?.[1];
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
		if (own) return { county: own, notes };
		const standing = this.#aliases.get(fips) ?? [];
		const counties = standing.flatMap(({ region }) => this.#all.get(region) ?? []);
		const [county, ...others] = counties;
		const [alias] = standing;
		if (!county || !alias) return unplaced(`no county of the United States has the code ${fips}`);
		if (others.length > 0)
			return {
				kind: 'ambiguous',
				reason: `${fips} (${alias.name}) overlaps ${counties.length} counties: give coordinates or one of their codes`,
				candidates: counties.map(countyCandidate)
			};
		return { county, notes: [...notes, `${fips} is ${alias.name}: ${alias.note}`] };
	}
}
