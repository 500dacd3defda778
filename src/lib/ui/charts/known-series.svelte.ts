import { untrack } from 'svelte';

/** Names of the series of each chart of the page, by its id; filled in the browser alone. */
let known = $state.raw<Readonly<Record<string, readonly string[]>>>({});

/** Notes the series of a chart while it is there. @returns what takes the note back */
export function noteSeries(id: string, names: readonly string[]): () => void {
	known = { ...untrack(() => known), [id]: names };
	return () => {
		const { [id]: _gone, ...others } = untrack(() => known);
		known = others;
	};
}

/**
 * Names that an address switches off and no chart of the page has. One chart says so for all: the first.
 * @param id of the chart that asks
 */
export function unknownSeries(id: string, hidden: readonly string[]): string[] {
	const [first] = Object.keys(known);
	if (first !== id) return [];
	const all = Object.values(known).flat();
	return hidden.filter((name) => !all.includes(name));
}
