import type { OpenRelease } from '../../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** Name of a region with the region around it; undefined for one the release does not know. */
export const regionLabel = (release: Prepares, region: string): string | undefined =>
	release.prepare('SELECT label FROM regions WHERE region = ?').pluck().get(region) as
		string | undefined;

/** Kind of a region, such as `state`; undefined for one the release does not know. */
export const regionKind = (release: Prepares, region: string): string | undefined =>
	release.prepare('SELECT kind FROM regions WHERE region = ?').pluck().get(region) as
		string | undefined;

/** Where the middle of a region lies, in degrees; undefined for one the release does not know. */
export const regionMiddle = (
	release: Prepares,
	region: string
): { lon: number | null; lat: number | null } | undefined =>
	release.prepare('SELECT lon, lat FROM regions WHERE region = ?').get(region) as
		{ lon: number | null; lat: number | null } | undefined;

/** A region and those that hold it, nearest first. */
export const regionsUp = (release: Prepares, region: string): string[] =>
	release
		.prepare(
			`WITH RECURSIVE up(region, step) AS (
				SELECT ?, 0 UNION ALL
				SELECT r.parent, step + 1 FROM up JOIN regions r ON r.region = up.region WHERE r.parent IS NOT NULL
			) SELECT region FROM up ORDER BY step`
		)
		.pluck()
		.all(region) as string[];
