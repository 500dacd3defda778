import type { StoredRow } from '#lib/domain/tables/index.ts';
import type { OpenRelease } from '../../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** A source as descriptions of files name it. */
type NamedSource = Pick<
	StoredRow<'sources'>,
	'source_id' | 'title' | 'publisher' | 'url' | 'tier' | 'licence' | 'attribution' | 'redistribute'
>;

/** A source by its id; undefined where the release has none. */
export const sourceById = (release: Prepares, id: string): NamedSource | undefined =>
	release
		.prepare(
			'SELECT source_id, title, publisher, url, tier, licence, attribution, redistribute FROM sources WHERE source_id = ?'
		)
		.get(id) as NamedSource | undefined;

/** Sources whose figures may be shown and not passed on, with their licence. */
export const closedSources = (release: Prepares): Pick<NamedSource, 'source_id' | 'licence'>[] =>
	release
		.prepare(`SELECT source_id, licence FROM sources WHERE redistribute = 'no'`)
		.all() as NamedSource[];

/** Actions whose source allows no figures to be passed on, by id. */
export const closedActions = (release: Prepares): string[] =>
	release
		.prepare(
			`SELECT a.action_id FROM actions a JOIN sources s USING (source_id) WHERE s.redistribute = 'no'`
		)
		.pluck()
		.all() as string[];
