import type { StoreAddress } from './bucket.ts';
import { firstLook, follow, type Following } from '../follow.ts';
import { Mirror } from '../mirror.ts';
import type { Objects } from './objects.ts';

/** The objects of a store. The client of S3 is loaded where there is a store, and nowhere else. */
export async function openStore(address: StoreAddress): Promise<Objects> {
	const { s3Objects } = await import('./s3.ts');
	return s3Objects(address);
}

/** Where releases lie: in a folder, which for a store is that of its copies. */
interface Places {
	store: StoreAddress | null;
	releases: string;
}

/**
 * Brings the copy of a store up to its current release; where releases lie in a folder there is nothing to do.
 * @param past whether releases before it are copied too
 * @throws Error in one line where there is no release to serve
 */
export async function bringUp(
	{ store, releases: folder }: Places,
	say: (line: string) => void,
	past = false
): Promise<void> {
	if (store === null) return;
	const objects = await openStore(store);
	await firstLook(new Mirror({ objects, folder, releases: 'all' }), folder, say, past);
}

/**
 * The same, and follows the store from then on.
 * @param damaged releases whose copies were found damaged here
 * @returns null where releases lie in a folder
 */
export async function followStore(
	{ store, releases: folder }: Places,
	say: (line: string) => void,
	damaged: () => readonly string[]
): Promise<Following | null> {
	if (store === null) return null;
	const objects = await openStore(store);
	const mirror = new Mirror({ objects, folder, releases: 'all' });
	return follow({ mirror, folder, say, damaged });
}
