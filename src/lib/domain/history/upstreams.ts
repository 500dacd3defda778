/** How an upstream stands: what it is for, when it was last asked, and how old its own data are. */
export interface UpstreamState {
	/** Name in commands. */
	name: string;
	title: string;
	/** What it is for, in a few words. */
	purpose: string;
	/** What it has and is not taken in, and why; null where all of it is, or nothing is to be said. */
	not_taken: string | null;
	licence: string;
	attribution: string;
	/** How to set what it cannot be asked without; null where it needs nothing. */
	needs: string | null;
	/** When it was last asked; null where it never was. */
	asked: string | null;
	/** When it last confirmed the copy that is kept; null where none is. */
	last_good: string | null;
	/** Newest day in its own data, whenever they were fetched; null where there are none. */
	newest: string | null;
	newest_age_days: number | null;
	/** Whether its data are older than its rhythm lets expect, though it may answer. */
	stale: boolean;
	/** Whether it, or a part of it, could not be refreshed when it was last asked. */
	failed: boolean;
	/** Rows in what is kept. */
	rows: number;
	/** Rows of these that were left out. */
	odd: number;
	/** What to know about it now, a sentence each: why it failed, what has grown old. */
	warnings: string[];
}
