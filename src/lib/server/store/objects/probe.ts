import { randomUUID } from 'node:crypto';
import { StoreError, type Objects } from './objects.ts';

/** Writers that race for one name. */
const RACERS = ['1', '2', '3', '4'];

/**
 * Tries whether a store keeps to `If-None-Match: *`, by which one of two writers learns that the other was first:
 * one name is written twice, and another by four at once.
 * @throws StoreError naming a store that ignores the condition, or does not know it
 */
export async function probe(objects: Objects): Promise<void> {
	const twice = `probe/${randomUUID()}`;
	const raced = `probe/${randomUUID()}`;
	try {
		await objects.create(twice, 'first');
		const second = await objects.create(twice, 'second');
		const kept = await objects.read(twice);
		if (kept === null)
			throw new StoreError(
				`${objects.name} takes no object with the condition If-None-Match: *; releases need a store that does`
			);
		if (second === 'created' || kept !== 'first') throw ignored(objects.name);
		const outcomes = await Promise.all(RACERS.map((text) => objects.create(raced, text)));
		const winners = RACERS.filter((_, at) => outcomes[at] === 'created');
		const left = await objects.read(raced);
		if (winners.length > 1 || (winners.length === 1 && left !== winners[0]))
			throw ignored(objects.name);
	} finally {
		// What stays is swept later; the probe has said what it had to.
		await objects.remove([twice, raced]).catch(() => undefined);
	}
}

const ignored = (name: string) =>
	new StoreError(
		`${name} ignores the condition If-None-Match: *, so that two writers could overwrite each other's release; use a store with conditional writes (Amazon S3, Ceph, MinIO and others have them)`
	);
