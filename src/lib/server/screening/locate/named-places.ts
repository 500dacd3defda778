import { provinceOf } from '#lib/domain/regions/region-codes.ts';
import { foldName, namesOf } from '#lib/domain/actions/places/place-names.ts';
import type { Settlement } from '#lib/domain/actions/places/position.ts';
import { usPlaces, type PlaceHere, type RegionHere } from '../../dataset/queries/screening.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import {
	gazetteer,
	settlementKey,
	type Gazetteer
} from '../../ingest/resolve/gazetteer/gazetteer.ts';
import { add, type Located } from '../located.ts';

/** What a row may call a kind of place by its name: `Sterling Township`, `Carlisle twp`. */
const TOWNSHIP = /\b(township|twp)\b/i;

/** A settlement of the gazetteer with the county it lies in. */
export type InCounty = Settlement & { county: RegionHere | null };

/** What a name can be: a place on record, or a settlement of the gazetteer. */
export type Candidate =
	{ place: PlaceHere; settlement: null } | { place: null; settlement: InCounty };

/** Places by their names: those on record, and the settlements of the gazetteer. */
export class Places {
	#byId = new Map<string, PlaceHere>();
	#named = new Map<string, PlaceHere[]>();
	#gazetteer: Gazetteer | null = null;
	#countyAt: (point: { lon: number; lat: number }) => RegionHere | null;

	/** @param countyAt the county a point lies in */
	constructor(
		release: Pick<OpenRelease, 'prepare'>,
		countyAt: (point: { lon: number; lat: number }) => RegionHere | null
	) {
		this.#countyAt = countyAt;
		for (const place of usPlaces(release)) {
			this.#byId.set(place.place_id, place);
			for (const name of namesOf(place.name, place.place_kind))
				add(this.#named, settlementKey(provinceOf(place.region), name), place);
		}
	}

	byId = (id: string): PlaceHere | undefined => this.#byId.get(id);

	/** Places on record under a name in a state. */
	recorded(name: string, state: string): PlaceHere[] {
		const exact = this.#named.get(settlementKey(state, foldName(name))) ?? [];
		if (exact.length > 0) return exact;
		const [bare = ''] = namesOf(name, 'city').slice(-1);
		return (this.#named.get(settlementKey(state, bare)) ?? []).filter(
			({ place_kind }) => foldName(name).includes(place_kind) || place_kind === 'other'
		);
	}

	/** Settlements of the gazetteer under a name in a state. */
	settlements(name: string, state: string): InCounty[] {
		this.#gazetteer ??= gazetteer(new Set(['US']));
		const all = this.#gazetteer;
		const names = TOWNSHIP.test(name) ? [foldName(name)] : namesOf(name, 'city');
		const found = names.flatMap((one) => all.get(settlementKey(state, one)) ?? []);
		return [...new Set(found)].map((settlement) => ({
			...settlement,
			county: this.#countyAt(settlement)
		}));
	}

	/** Everything a name can be in some counties of a state, each once. */
	candidates(
		name: string,
		state: string,
		isIn: (county: string | null) => boolean
	): { all: Candidate[]; settlements: InCounty[] } {
		const recorded = this.recorded(name, state).filter(
			({ region }) => region === state || isIn(region)
		);
		const settlements = this.settlements(name, state).filter(({ county }) =>
			isIn(county?.region ?? null)
		);
		const all = [
			...recorded.map((place): Candidate => ({ place, settlement: null })),
			...settlements
				.filter((one) => !recorded.some((place) => isSame(place, one, name)))
				.map((settlement): Candidate => ({ place: null, settlement }))
		];
		return { all, settlements };
	}

	/** The place a row names beside its coordinates or county; the county counts where they contradict. */
	within(named: string | null, county: RegionHere): { place: Located['place']; notes: string[] } {
		if (named === null) return { place: null, notes: [] };
		const name = named.split(',')[0]?.trim() ?? named;
		const found = this.recorded(name, county.parent).filter(
			({ region }) => region === county.region || region === county.parent
		);
		const [first, ...others] = found;
		if (!first)
			return {
				place: { id: null, name },
				notes: [`nothing is on record of a place "${name}" in ${county.label}`]
			};
		if (others.length === 0) return { place: { id: first.place_id, name: first.name }, notes: [] };
		return {
			place: null,
			notes: [
				`"${named}" can be ${found.map(placeWords).join(' or ')}: give the kind of place with its name`
			]
		};
	}
}

/** Whether a settlement of the gazetteer is the place on record: a township is not the city of its name. */
function isSame(place: PlaceHere, settlement: InCounty, asked: string): boolean {
	if (place.place_kind === 'township' && !TOWNSHIP.test(asked)) return false;
	return place.region === settlement.county?.region || place.region === provinceOf(place.region);
}

/** A place by name and kind. */
export const placeWords = ({ name, place_kind }: PlaceHere) =>
	name.toLowerCase().includes(place_kind) || place_kind === 'other'
		? name
		: `${name} ${place_kind}`;
