import { coverageOf, type Coverage, type Watched } from '#lib/domain/actions/coverage.ts';
import type { OpenRelease } from '../../release.ts';

/** The days that the trackers of a release cover together. */
export const coverage = ({ prepare }: Pick<OpenRelease, 'prepare'>): Coverage =>
	coverageOf(prepare('SELECT began, swept_from, read_to FROM coverage').all() as Watched[]);
