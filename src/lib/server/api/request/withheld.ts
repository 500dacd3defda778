import type { Collection } from '#lib/domain/collections/collection.ts';
import { closedSources } from '../../dataset/queries/records/sources.ts';
import type { OpenRelease } from '../../dataset/release.ts';

/** Terms of the sources of a release that forbid passing their values on, by source. */
type Forbidding = ReadonlyMap<string, string | null>;

/** A release never changes, so its sources are looked through once. */
const known = new WeakMap<OpenRelease, Forbidding>();

function forbiddingIn(release: OpenRelease): Forbidding {
	const before = known.get(release);
	if (before) return before;
	const found = new Map(
		closedSources(release).map(({ source_id, licence }) => [source_id, licence])
	);
	known.set(release, found);
	return found;
}

/** Whether a release holds figures whose source forbids passing them on. */
export const hasWithheld = (release: OpenRelease): boolean => forbiddingIn(release).size > 0;

/** Every source of a release whose figures no file of a collection passes on. */
export const withheldFrom = (
	release: OpenRelease,
	{ id, row }: Pick<Collection, 'id' | 'row'>
): ReadonlySet<string> =>
	new Set(id === 'source_id' || !('source_id' in row.shape) ? [] : forbiddingIn(release).keys());

/**
 * Sources among those of a result whose figures may be shown, but not passed on: files leave them out, pages
 * and their JSON show them. A list of sources holds none of their figures, and what is computed from many
 * sources is nobody's figure.
 */
export function withheldIn<Source extends { redistribute: 'yes' | 'no' | null }>(
	{ id, row }: Pick<Collection, 'id' | 'row'>,
	sources: readonly Source[]
): Source[] {
	if (id === 'source_id' || !('source_id' in row.shape)) return [];
	return sources.filter(({ redistribute }) => redistribute === 'no');
}

/** Why figures are not in a file. */
export const leftOut = (source: string, rows: number, licence: string | null): string =>
	`The figures of ${rows} ${rows === 1 ? 'row' : 'rows'} from ${source} are left out: its terms forbid passing them on (${licence ?? 'no license stated'}).`;

/** What a page says of rows it shows whose figures no file of them has. */
export function notesOnShown(
	release: OpenRelease,
	{ id }: Pick<Collection, 'id'>,
	rows: readonly object[]
): string[] {
	const forbidding = forbiddingIn(release);
	if (forbidding.size === 0 || id === 'source_id') return [];
	const shown = new Set(rows.flatMap((row) => ('source_id' in row ? [String(row.source_id)] : [])));
	return [...shown]
		.filter((source) => forbidding.has(source))
		.sort()
		.map(
			(source) =>
				`Figures from ${source} are shown, but left out of files: its terms forbid passing them on (${forbidding.get(source) ?? 'no license stated'})`
		);
}
