import { getContext, setContext } from 'svelte';

const KEY = Symbol('part');

/** Says which part of a page a component stands in. */
export const insidePart = (id: () => string): (() => string) => setContext(KEY, id);

/** What an address ends with so that it opens the part that a component stands in: `#ID`, or nothing outside of parts. */
export function partHash(): () => string {
	const id = getContext<(() => string) | undefined>(KEY);
	return () => (id === undefined ? '' : `#${id()}`);
}
