import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { closedActions, closedSources } from '../../dataset/queries/records/sources.ts';
import { sourcesOfActions } from '../../dataset/queries/records/sources-behind.ts';
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

/** Columns that name the actions whose figures a row repeats, by the id of such rows. */
const REPEATED = Object.values<Collection>(collections).flatMap(({ id, repeats }) =>
	repeats === undefined ? [] : [{ id, repeats }]
);

/** What of a list says whose figures it holds. */
type Held = Pick<Collection, 'id' | 'row' | 'repeats'>;

/** The column by which rows say whose figures they hold: their source, or actions; null where they hold nobody's. */
function basisOf({ id, row, repeats }: Held): string | null {
	if (id === 'source_id') return null;
	return 'source_id' in row.shape ? 'source_id' : (repeats ?? null);
}

/** Whose figures rows hold that no file passes on. */
export interface Withheld {
	/** Column that names them, joined with `~`. */
	column: string;
	ids: ReadonlySet<string>;
}

/** What no file of a collection passes on, of every row of a release; null where all may be passed on. */
export function withheldFrom(release: OpenRelease, collection: Held): Withheld | null {
	const column = basisOf(collection);
	if (column === null || !hasWithheld(release)) return null;
	const ids = column === 'source_id' ? forbiddingIn(release).keys() : closedActions(release);
	return { column, ids: new Set(ids) };
}

/** Whether a row holds figures that no file passes on. */
export const isWithheld = ({ ids }: Withheld, named: unknown): boolean =>
	typeof named === 'string' && named.split(LIST_SEPARATOR).some((id) => ids.has(id));

/**
 * Sources among those of a result whose figures may be shown, but not passed on: files leave them out, pages
 * and their JSON show them. A list of sources holds none of their figures, and what is computed from many
 * sources is nobody's figure.
 */
export const withheldIn = <Source extends { redistribute: 'yes' | 'no' | null }>(
	collection: Held,
	sources: readonly Source[]
): Source[] =>
	basisOf(collection) === null ? [] : sources.filter(({ redistribute }) => redistribute === 'no');

/** Why figures are not in a file. */
export const leftOut = (source: string, rows: number, licence: string | null): string =>
	`The figures of ${rows} ${rows === 1 ? 'row' : 'rows'} from ${source} are left out: its terms forbid passing them on (${licence ?? 'no license stated'}).`;

/** Why figures that repeat those of a source are not in a file. */
export const restsOn = (source: string, licence: string | null): string =>
	`Figures that come from ${source} are left out: its terms forbid passing them on (${licence ?? 'no license stated'}).`;

/** What a page says of rows it shows whose figures no file of them has. */
export function notesOnShown(
	release: OpenRelease,
	{ id }: Pick<Collection, 'id'>,
	rows: readonly object[]
): string[] {
	const forbidding = forbiddingIn(release);
	if (forbidding.size === 0 || id === 'source_id') return [];
	const shown = new Set(rows.flatMap((row) => sourcesNamed(release, row)));
	return [...shown]
		.filter((source) => forbidding.has(source))
		.sort()
		.map(
			(source) =>
				`Figures from ${source} are shown, but left out of files: its terms forbid passing them on (${forbidding.get(source) ?? 'no license stated'})`
		);
}

/** Sources of the figures in a row: its own, or those of the actions whose figures it repeats. */
function sourcesNamed(release: OpenRelease, row: object): string[] {
	if ('source_id' in row) return [String(row.source_id)];
	const values = row as Record<string, unknown>;
	const actions = REPEATED.flatMap(({ id, repeats }) => {
		const named = values[repeats];
		return id in row && typeof named === 'string' ? named.split(LIST_SEPARATOR) : [];
	});
	return [...sourcesOfActions(release, actions).keys()];
}
