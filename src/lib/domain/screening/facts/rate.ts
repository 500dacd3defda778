import type { ScreeningRow } from '../row.ts';

/** The counts of decided votes of a row, as every page states them. */
export const rateOf = (row: ScreeningRow) => ({
	decided: row.votes_decided ?? 0,
	restrictive: row.votes_restrictive ?? 0,
	decided_confirmed: row.votes_confirmed ?? 0,
	restrictive_confirmed: row.votes_restrictive_confirmed ?? 0
});
