import { currentId } from '#lib/server/dataset/releases/release-log.ts';

/** Where releases of the shipped data are built. */
export const RELEASES = 'data/releases';

/** The id of the release a bench reads. @throws Error where none is built yet */
export function builtRelease(releases: string): string {
	const id = currentId(releases);
	if (id === null) throw new Error('the bench reads a built release: run npm run ingest first');
	return id;
}
