/** The days of the last visits to a page of updates, as the browser keeps them. */
interface Visits {
	/** The day of the last visit, YYYY-MM-DD. */
	seen: string;
	/** The day of the visit before that day; null where there was none. */
	before: string | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * What to keep after a visit; since when changes are told is `before`. Looking again on the same day tells the same.
 * @param kept what the browser kept, as text; whatever is no such text counts as no visit
 * @param today YYYY-MM-DD
 */
export function visited(kept: string | null, today: string): Visits {
	const last = readVisits(kept);
	if (last === null) return { seen: today, before: null };
	return last.seen === today ? last : { seen: today, before: last.seen };
}

function readVisits(kept: string | null): Visits | null {
	try {
		const { seen, before } = JSON.parse(kept ?? 'null') as Partial<Visits>;
		if (typeof seen !== 'string' || !DAY.test(seen)) return null;
		return { seen, before: typeof before === 'string' && DAY.test(before) ? before : null };
	} catch {
		return null;
	}
}
