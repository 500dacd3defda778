/** One thing known of a record, in words; a null text is one that nobody states. */
export interface Fact {
	term: string;
	text: string | null;
	href?: string;
	/** What to know about it, in small. */
	note?: string;
}
