import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { fingerprintLater } from '../dataset/releases/integrity.ts';
import { StoreError, type Objects } from './objects/objects.ts';

const setSchema = z.array(
	z.object({ path: z.string(), key: z.string(), sha256: z.string(), size: z.int() })
);
/** What upstreams have sent, file by file, and where each lies in the store. */
type UpstreamSet = z.output<typeof setSchema>;

/** How the last refresh ended: all of the upstream copies that a server shows. */
const SHOWN = 'last-refresh.json';
/** Names the set that a folder was filled from; hidden, so that it is taken for no upstream. */
const FROM = '.from';

/** @throws StoreError where the list, which a commit names, is not there or no list */
export async function readSet(objects: Objects, key: string | null): Promise<UpstreamSet> {
	if (key === null) return [];
	const text = await objects.read(key);
	if (text === null) throw new StoreError(`${objects.name}: ${key} is gone`);
	try {
		return setSchema.parse(JSON.parse(text));
	} catch {
		throw new StoreError(`${objects.name}: ${key} is damaged`);
	}
}

/**
 * Fills a folder with the upstream copies of a store; whatever was in it goes.
 * @param only `shown`: no more than a server tells of
 * @throws StoreError where a copy differs from its hash
 */
export async function copySet(
	objects: Objects,
	key: string | null,
	folder: string,
	only: 'all' | 'shown'
): Promise<void> {
	const from = join(folder, FROM);
	if (key === null || (existsSync(from) && (await readFile(from, 'utf8')) === key)) return;
	const set = (await readSet(objects, key)).filter(({ path }) => only === 'all' || path === SHOWN);
	const next = `${folder}.next`;
	await rm(next, { recursive: true, force: true });
	await mkdir(next, { recursive: true });
	for (const { path, key: object, sha256 } of set) {
		const file = join(next, path);
		await mkdir(dirname(file), { recursive: true });
		const copied = await objects.download(object, file);
		if (copied?.sha256 !== sha256)
			throw new StoreError(`${objects.name}: ${object} is not what was stored of ${path}`);
	}
	await writeFile(join(next, FROM), key);
	const old = `${folder}.old`;
	await rm(old, { recursive: true, force: true });
	if (existsSync(folder)) await rename(folder, old);
	await rename(next, folder);
	await rm(old, { recursive: true, force: true });
}

/** Begins the copies of a store with those that a folder has, where the store has none. */
export async function beginWith(local: string, folder: string): Promise<void> {
	if (existsSync(folder) || !existsSync(local)) return;
	await cp(local, folder, { recursive: true });
}

/**
 * Stores the files of a folder that a set does not have, and the list of all of them.
 * @param key of the set that was stored before
 * @returns key of the list; that of before where nothing changed
 */
export async function storeSet(
	objects: Objects,
	key: string | null,
	folder: string
): Promise<string | null> {
	if (!existsSync(folder)) return key;
	const before = await readSet(objects, key);
	const files = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = files
		.filter((one) => one.isFile() && one.name !== FROM)
		.map((one) => relative(folder, join(one.parentPath, one.name)).replaceAll(sep, '/'))
		.sort();
	const set: UpstreamSet = [];
	for (const path of paths) {
		const found = await fingerprintLater(join(folder, path));
		const known = before.find((one) => one.path === path && one.sha256 === found.sha256);
		// A key of its own each time: what nothing names may be swept at any moment.
		const object = known?.key ?? `upstream/${found.sha256}/${randomUUID()}`;
		if (known === undefined) await objects.upload(object, join(folder, path));
		set.push({ path, key: object, ...found });
	}
	if (set.length === before.length && set.every(({ key: one }, at) => one === before[at]?.key))
		return key;
	const list = `upstream/sets/${randomUUID()}.json`;
	await objects.write(list, JSON.stringify(set));
	await writeFile(join(folder, FROM), list);
	return list;
}
