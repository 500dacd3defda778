import type { Collection } from '#lib/domain/collections/collection.ts';
import type { Call } from '../request/moment.ts';

/** One answer that is no list in JSON or CSV: made whole, kept in the cache like any other. */
export interface Document {
	/** Path below `/api/v1`, with its extension. */
	path: string;
	summary: string;
	description: string;
	type: string;
	/** What names its filters. */
	collection: Collection;
	/** The name under which it is saved, from the words that name what it is of. */
	fileName: (name: string) => string;
	/**
	 * Its text.
	 * @param origin where this server is reached, for addresses that must be whole
	 * @throws ProblemError for a query that is not allowed
	 */
	make: (call: Call, origin: string) => string;
}
