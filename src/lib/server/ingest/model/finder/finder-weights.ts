import LARGE_TOWNS from '#data/us/large-towns.json' with { type: 'json' };
import { foldName } from '#lib/domain/actions/places/place-names.ts';

/** People of large towns, in thousands, by state and folded name. */
const LARGE = new Map(
	LARGE_TOWNS.flatMap(({ state, towns }) =>
		Object.entries(towns).map(([name, thousands]): [string, number] => [
			keyOf(`US-${state}`, name),
			1000 * thousands
		])
	)
);

function keyOf(state: string, name: string): string {
	return `${state} ${foldName(name)}`;
}

/** A town that many people live in is meant more often than others of its name. */
const LARGE_TOWN = 2;
/** What the county of a town says of its size is little. */
const MOST_BY_COUNTY = 1.5;

/** How much records make of a name, from 0. */
export const recordsWeight = (count: number): number => Math.min(6, 4 * Math.log10(1 + count));

/** How much people make of a name, from 0. */
export const peopleWeight = (people: number | null): number =>
	people === null ? 0 : Math.max(0, Math.log10(people) - 3);

/** How much its people make of a town; 0 for one that is not known as large. @param state region code */
export function townWeight(state: string | null, name: string): number {
	const people = LARGE.get(keyOf(state ?? '', name));
	return people === undefined ? 0 : LARGE_TOWN + peopleWeight(people);
}

/** How much a town without records weighs: by its people where it is large, else by what is known of its county. */
export const settlementWeight = (
	state: string,
	name: string,
	county: { people: number | null; actions: number }
): number =>
	townWeight(state, name) ||
	Math.min(MOST_BY_COUNTY, (peopleWeight(county.people) + recordsWeight(county.actions)) / 2);
