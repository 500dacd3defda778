import type { SeriesRole } from '#lib/domain/indicators/series-roles.ts';
import type { OpenRelease } from '../../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** Series of a role with what sets each apart, most preferred first. */
export const labelledSeries = (
	{ prepare }: Prepares,
	role: SeriesRole
): { series_id: string; label: string | null }[] =>
	prepare('SELECT series_id, label FROM series_roles WHERE role = ? ORDER BY rank, rowid').all(
		role
	) as { series_id: string; label: string | null }[];

/**
 * Series of a role, most preferred first; none where the data names none.
 * @example seriesOfRole(release, 'residential_price') // ['us-electricity-price-residential-annual']
 */
export const seriesOfRole = (release: Prepares, role: SeriesRole): string[] =>
	labelledSeries(release, role).map(({ series_id }) => series_id);
