import type { Tier } from '#lib/domain/closed.ts';

/** The columns in which rows of every list name their source. */
interface Sourced {
	publisher?: string | null;
	source_url?: string | null;
	tier?: Tier | null;
	independent_sources?: number | null;
}

/** Whether a column is that of the source: sorted by tier where it is, else by name. */
export const isSource = (key: string): boolean => ['tier', 'publisher', 'source'].includes(key);

/** A source as `Tier.svelte` draws it. */
interface Told {
	publisher: string;
	url: string | null;
	tier: Tier;
	independent: number;
}

/** What a row says of its source; null where it names none. */
export function sourceOf(row: unknown): Told | null {
	const { publisher, source_url, tier, independent_sources } = row as Sourced;
	return publisher && tier
		? { publisher, url: source_url ?? null, tier, independent: independent_sources ?? 0 }
		: null;
}
