import { stateOf } from '#lib/domain/regions/region-codes.ts';
import type { OpenRelease } from '../../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/**
 * The grid operator that serves a region: its own, or for a county that of its state. Null where none is on record.
 * @example gridOf(release, 'US-VA-51107') // 'PJM'
 */
export function gridOf({ prepare }: Prepares, region: string): string | null {
	const grid = prepare(
		'SELECT grid FROM grid_areas WHERE region = ? ORDER BY rowid LIMIT 1'
	).pluck();
	const state = stateOf(region);
	return (grid.get(region) ?? (state === null ? undefined : grid.get(state)) ?? null) as
		string | null;
}

/** Whether a region is a grid operator that serves a region on record. */
export const isGrid = ({ prepare }: Prepares, region: string): boolean =>
	prepare('SELECT 1 FROM grid_areas WHERE grid = ?').get(region) !== undefined;
