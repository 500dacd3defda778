import { foldName, namesOf } from '#lib/domain/actions/places/place-names.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from '../curated.ts';

type Place = InputRow<'places'>;

/** A place as the inventory writes it. */
interface ListedPlace {
	/** Its two letters. */
	state: string;
	jurisdiction: string;
	jurisdiction_type: string;
	/** Degrees; null where the inventory does not say. */
	lat?: number | null;
	lon?: number | null;
}

/** The inventory's kinds of place: ours, and who acts for them. */
export const KINDS: Record<string, { kind: string; body: string; body_kind: string }> = {
	County: { kind: 'county', body: 'county governing body', body_kind: 'county_board' },
	Parish: { kind: 'parish', body: 'parish governing body', body_kind: 'county_board' },
	City: { kind: 'city', body: 'city council', body_kind: 'city_council' },
	Town: { kind: 'town', body: 'town board', body_kind: 'city_council' },
	Village: { kind: 'village', body: 'village board', body_kind: 'city_council' },
	Township: { kind: 'township', body: 'township board', body_kind: 'township_board' },
	Tribal: { kind: 'tribe', body: 'tribal council', body_kind: 'other' },
	'Utility authority': { kind: 'utility', body: 'utility board', body_kind: 'other' }
};

const NOWHERE = { lon: null, lat: null };

/** Kinds of place that trackers take for each other; a township and a city of one name are two places. */
const LIKE: Record<string, string> = { city: 'town', village: 'town', borough: 'town' };
const likeness = (kind: string) => LIKE[kind] ?? kind;

const slug = (name: string) => foldName(name).replaceAll(' ', '-');

/** Finds the place of an inventory row among the curated ones, or makes it. */
export class PlaceFinder {
	#places = new Map<string, Place>();
	/** Codes of states, and of counties by state and name. */
	#regions = new Map<string, string>();

	constructor(curated: Curated) {
		for (const place of curated.rows('places'))
			for (const name of namesOf(place.name, place.place_kind)) {
				const state = place.place_id.split('/')[0] ?? '';
				const key = placeKey(state, place.place_kind, name);
				if (!this.#places.has(key)) this.#places.set(key, place);
			}
		for (const { region, name, kind, parent } of curated.rows('regions'))
			if (kind === 'state') this.#regions.set(region, region);
			else if (kind === 'county') this.#regions.set(`${parent ?? ''}/${foldName(name)}`, region);
	}

	/** The place, and whether it is a curated one; null where its kind, state or county has no name here. */
	of({
		state,
		jurisdiction,
		jurisdiction_type,
		lat = null,
		lon = null
	}: ListedPlace): { place: Place; known: boolean } | null {
		const kind = KINDS[jurisdiction_type]?.kind;
		if (kind === undefined) return null;
		const inState = `US-${state}`;
		const names = namesOf(jurisdiction, kind);
		for (const name of names) {
			const place = this.#places.get(placeKey(inState, kind, name));
			if (place) return { place, known: true };
		}
		const isCounty = kind === 'county' || kind === 'parish';
		const region = this.#regions.get(isCounty ? `${inState}/${names[0] ?? ''}` : inState);
		if (region === undefined) return null;
		const name = jurisdiction.replace(/\s*\(.*$/, '').replace(/^(city|town|village) of /i, '');
		return {
			place: {
				place_id: `${inState}/${kind}/${slug(name)}`,
				name,
				place_kind: kind,
				region,
				...(isCounty || lat === null || lon === null ? NOWHERE : { lon, lat }),
				note: isCounty ? null : 'County not given by the inventory'
			},
			known: false
		};
	}
}

const placeKey = (state: string, kind: string, name: string) =>
	`${state}/${likeness(kind)}/${name}`;
