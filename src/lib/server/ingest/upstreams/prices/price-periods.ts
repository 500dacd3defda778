import { z } from 'zod';
import type { Entry } from '../actions/listings.ts';

/** A price as the tracker lists it. */
export const listedPrice = z.object({
	model: z.string(),
	model_name: z.string(),
	provider: z.string(),
	host: z.string(),
	/** Provider and model as models.dev names them. */
	models_dev: z.string(),
	/** Day from which it holds, where the tracker says so. */
	starts: z.string().nullable(),
	/** US dollars per million tokens, of the lowest tier. */
	input: z.number().min(0),
	cached: z.number().min(0).nullable(),
	output: z.number().min(0).nullable(),
	/** Whether long inputs cost more. */
	tiered: z.boolean(),
	/** What the price is bound to, as our vocabulary names it. */
	condition: z.string().nullable().default(null)
});
export type ListedPrice = z.output<typeof listedPrice>;

export type Listing = Entry<ListedPrice>;

/** A price with the days on which it began and ended, as far as the copies show. */
export interface Period {
	listing: Listing;
	from: string | null;
	to: string | null;
	/** Whether it replaced another undated price. */
	changed: boolean;
	/** Whether it came in after the first copy, so that the change itself was seen. */
	seenChange: boolean;
}

/**
 * The periods of one model at one host: dated prices as the tracker dates them; an undated price begins on the day
 * it was first seen, and ends on the day another was first seen in its place, or where the first dated one begins.
 */
export function periods(listings: readonly Listing[], firstCopy: string): Period[] {
	const undated = listings.filter(({ data }) => data.starts === null);
	const dated = listings
		.filter(({ data }) => data.starts !== null)
		.toSorted((a, b) => ((a.data.starts ?? '') < (b.data.starts ?? '') ? -1 : 1));
	// Of several editions of one dated price, the last is what the tracker now says.
	const newest = [...new Map(dated.map((listing) => [listing.data.starts, listing])).values()];
	const firstDated = newest[0]?.data.starts ?? null;
	const before: Period[] = undated.map((listing, index) => {
		const changed = index > 0;
		// Seen before a dated one begins, it is the price of then.
		const isSeenFirst = firstDated === null || listing.from < firstDated;
		const from = changed || isSeenFirst ? listing.from : null;
		const ends = [listing.to, firstDated].filter((end) => end !== null).toSorted();
		return { listing, from, to: ends[0] ?? null, changed, seenChange: listing.from > firstCopy };
	});
	const after: Period[] = newest.map((listing, index) => ({
		listing,
		from: listing.data.starts,
		to: newest[index + 1]?.data.starts ?? listing.to,
		changed: false,
		seenChange: listing.from > firstCopy
	}));
	return [...before, ...after].filter(({ from, to }) => from === null || to === null || from < to);
}
