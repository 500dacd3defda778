import { SvelteMap } from 'svelte/reactivity';

/** Names of the series of each chart of the page, by its id; filled in the browser alone. */
export const knownSeries = new SvelteMap<string, readonly string[]>();

/**
 * Names that an address switches off and no chart of the page has. One chart says so for all: the first.
 * @param id of the chart that asks
 */
export function unknownSeries(id: string, hidden: readonly string[]): string[] {
	const [first] = knownSeries.keys();
	if (first !== id) return [];
	const known = [...knownSeries.values()].flat();
	return hidden.filter((name) => !known.includes(name));
}
