import type { AheadRow } from '../../dataset/queries/actions/ahead.ts';
import type { ValueRow } from '../../dataset/queries/regions/overview.ts';
import type { ActionHere, ProjectHere } from '../../dataset/queries/screening.ts';
import type { LastReading } from './opposition.ts';
import type { RuleThere } from './rules.ts';

/** The records behind the facts of a site, to be shown one by one. */
export interface Evidence {
	rules: RuleThere[];
	ahead: AheadRow[];
	decisions: ActionHere[];
	lawsuits: ActionHere[];
	laws: ActionHere[];
	projects: ProjectHere[];
	/** Every action of the county and its places, newest first. */
	records: readonly ActionHere[];
	share: ValueRow | null;
	prices: ValueRow[];
	reading: LastReading | null;
}

/** How old the records are, how they were obtained, and which want another look. */
export function evidenceFacts(actions: readonly ActionHere[], on: string) {
	const of = (tier: ActionHere['tier']) => actions.filter((one) => one.tier === tier).length;
	const stale = actions.filter(({ stale_from }) => stale_from !== null && stale_from <= on).length;
	return {
		records: actions.length,
		oldest_record: actions.at(-1)?.date_start ?? null,
		newest_record: actions[0]?.date_start ?? null,
		records_primary: of('primary'),
		records_reported: of('reported'),
		records_tracker: of('aggregator'),
		records_own: of('own'),
		records_stale: stale,
		has_stale: stale > 0 ? ('yes' as const) : ('no' as const)
	};
}

/** Sources that the facts of a site rest on, each once; what is counted around its point rests on others too. */
export const sourcesBehind = (evidence: Evidence): ReadonlySet<string> =>
	new Set(
		[
			...evidence.rules.map(({ rule }) => rule.row),
			...evidence.ahead,
			...evidence.decisions,
			...evidence.laws,
			...evidence.records,
			...evidence.prices,
			...(evidence.share ? [evidence.share] : []),
			...(evidence.reading ? [evidence.reading] : [])
		].map(({ source_id }) => source_id)
	);
