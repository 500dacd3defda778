import type { SeriesRole } from '#lib/domain/indicators/series-roles.ts';
import { seriesOfRole } from '../../dataset/queries/indicators/series-roles.ts';
import { poolsOf } from '../../dataset/queries/polls/pooled.ts';
import { gridOf } from '../../dataset/queries/regions/grids.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { hasWithheld } from '../request/withheld.ts';

/** What views know beside the API: the day, and what a release states about its own rows that no list holds. */
export interface Stated {
	/** The day that is today, `YYYY-MM-DD` in UTC. */
	today: string;
	/** Series of a role, most preferred first. */
	series: (role: SeriesRole) => string[];
	/** The grid operator that serves a region; null where none is on record. */
	grid: (region: string) => string | null;
	/** Pools that a wording group is part of. */
	pools: (wordingGroup: string) => string[];
	/** Whether files leave figures out that their source forbids to pass on. */
	hasWithheld: () => boolean;
}

/** What a release states, asked of it when it is wanted. */
export const statedIn = (release: OpenRelease, today: string): Stated => ({
	today,
	series: (role) => seriesOfRole(release, role),
	grid: (region) => gridOf(release, region),
	pools: (wordingGroup) => poolsOf(release, wordingGroup),
	hasWithheld: () => hasWithheld(release)
});
