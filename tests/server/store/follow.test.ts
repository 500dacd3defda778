import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApi } from '#lib/server/api/app.ts';
import { releaseFiles, releasePath } from '#lib/server/dataset/releases/release-log.ts';
import { lockFolder } from '#lib/server/ingest/publish/lock.ts';
import { firstLook, follow } from '#lib/server/store/follow.ts';
import { flip } from '../releases/old-version.ts';
import { Town, valueIn } from './harness.ts';

let town: Town;
beforeEach(async () => {
	town = await Town.open();
});
afterEach(() => town.close());

const damage = (key: string | undefined) => {
	const stored = town.s3.objects.get(key ?? '');
	if (!stored) throw new Error('there is nothing to damage');
	const body = Buffer.from(stored.body);
	body.writeUInt8((body.at(5000) ?? 0) ^ 1, 5000);
	town.s3.objects.set(key ?? '', { ...stored, body });
};
const files = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.sqlite'));

describe('a server that follows a store', () => {
	it('serves what is published, and each new release', async () => {
		await town.publish(1);
		const { mirror, store } = town.server('a');
		await mirror.round();
		expect(valueIn(store)).toBe(1);
		await town.publish(2);
		await mirror.round();
		expect(valueIn(store)).toBe(2);
		expect(store.list().map(({ state }) => state)).toEqual(['served', 'served']);
	});

	it('asks one thing where nothing is new', async () => {
		await town.publish(1);
		const { mirror } = town.server('a');
		await mirror.round();
		const before = town.s3.requests.length;
		await mirror.round();
		expect(town.s3.requests.slice(before)).toEqual(['GET /bucket/of/log/000000000002.json']);
	});

	it('looks by itself', async () => {
		await town.publish(1);
		const { mirror, store, folder } = town.server('a');
		const following = await follow({
			mirror,
			folder,
			say: (line) => town.said.push(line),
			damaged: () => [],
			lookAfterMs: 10
		});
		expect(valueIn(store)).toBe(1);
		await town.publish(2);
		await expect.poll(() => valueIn(store)).toBe(2);
		town.s3.fault = () => 500;
		await expect.poll(() => town.said.join()).toMatch(/500.*; serving what is here/);
		expect(valueIn(store)).toBe(2);
		town.s3.fault = () => null;
		await expect.poll(() => town.said.join()).toContain('read again');
		following.stop();
	});

	it('goes on with the old release while the new one has other bytes than its hash', async () => {
		await town.publish(1);
		const { mirror, store, folder } = town.server('a');
		await mirror.round();
		const [old] = town.keys('files/');
		const { id } = await town.publish(2);
		damage(town.keys('files/').find((key) => key !== old));
		await expect(mirror.round()).rejects.toThrow(`of release ${id} holds other bytes`);
		expect(valueIn(store)).toBe(1);
		expect(files(folder)).toHaveLength(1);
		// The next build finds it out too, and stores it again.
		await town.publish(2);
		await mirror.round();
		expect(valueIn(store)).toBe(2);
	});

	it('takes the next release where the one it is about to copy is pruned meanwhile', async () => {
		await town.publish(1);
		await town.publish(2, { keep: 1 });
		const later = town.keys('log/').slice(1);
		const commits = later.map((key) => [key, town.s3.objects.get(key)] as const);
		for (const key of later) town.s3.objects.delete(key);
		town.s3.fault = ({ path }) => {
			if (path.includes('/files/'))
				for (const [key, commit] of commits) if (commit) town.s3.objects.set(key, commit);
			return null;
		};
		const { mirror, store } = town.server('a');
		await mirror.round();
		expect(valueIn(store)).toBe(2);
	});

	it('starts with its copy where the store is away, and not without one', async () => {
		await town.publish(1);
		const { mirror, folder } = town.server('a');
		await mirror.round();
		town.s3.fault = () => 'cut';
		const again = town.server('a');
		await firstLook(again.mirror, folder, (line) => town.said.push(line));
		expect(valueIn(again.store)).toBe(1);
		expect(town.said.at(-1)).toContain('serving what is here');
		const fresh = town.server('b');
		await expect(firstLook(fresh.mirror, fresh.folder, () => undefined)).rejects.toThrow(
			's3://bucket/of: read log'
		);
	});

	it('says that nothing was published yet', async () => {
		const { mirror, folder } = town.server('a');
		await expect(firstLook(mirror, folder, () => undefined)).rejects.toThrow('npm run ingest');
	});

	it('keeps its copy where the store was emptied', async () => {
		await town.publish(1);
		const { mirror } = town.server('a');
		await mirror.round();
		town.s3.objects.clear();
		const again = town.server('a');
		await again.mirror.round();
		expect(valueIn(again.store)).toBe(1);
	});

	it('answers 503 for a release that is on its way, and then answers with it', async () => {
		const { id } = await town.publish(1);
		await town.publish(2);
		const { mirror, store } = town.server('a');
		await mirror.round({ past: false });
		const api = createApi({ store, now: () => new Date() });
		const ask = () => api.request(`/api/v1/observations?region=US-VA&release=${id}`);
		expect(store.list().map(({ state }) => state)).toEqual(['coming', 'served']);
		const coming = await ask();
		expect(coming.status).toBe(503);
		expect(coming.headers.get('retry-after')).toBe('5');
		expect(await coming.text()).toContain(`release ${id} is being copied to this server`);
		await mirror.round();
		expect((await ask()).status).toBe(200);
	});

	it('answers 410 for one that was pruned, and removes its copy', async () => {
		const { id } = await town.publish(1);
		const { mirror, store, folder } = town.server('a');
		await mirror.round();
		await town.publish(2, { keep: 1 });
		await mirror.round();
		expect(releaseFiles(folder)).not.toContain(id);
		const api = createApi({ store, now: () => new Date() });
		const answer = await api.request(`/api/v1/observations?region=US-VA&release=${id}`);
		expect(answer.status).toBe(410);
		expect(await answer.text()).toContain('has been pruned');
	});

	it('keeps the copy of one that was pruned just now, for requests under way', async () => {
		const { id } = await town.publish(1);
		const { mirror, folder } = town.server('a', 60_000);
		await mirror.round();
		await town.publish(2, { keep: 1 });
		await mirror.round();
		await mirror.round();
		expect(releaseFiles(folder)).toContain(id);
	});

	it('copies a damaged copy anew', async () => {
		await town.publish(1);
		const { id } = await town.publish(2);
		const { mirror, store, folder } = town.server('a');
		await mirror.round();
		flip(releasePath(folder, id));
		expect(valueIn(store)).toBe(1);
		await mirror.round({ suspects: [id] });
		expect(valueIn(store)).toBe(2);
	});

	it('removes what a copy that was cut off has left', async () => {
		await town.publish(1);
		const { mirror, folder } = town.server('a');
		writeFileSync(join(folder, '0123456789ab.copy.building'), 'cut');
		await mirror.round();
		expect(existsSync(join(folder, '0123456789ab.copy.building'))).toBe(false);
	});

	it('leaves a folder to another process that copies into it', async () => {
		await town.publish(1);
		const { mirror, store, folder } = town.server('a');
		await mirror.round();
		await town.publish(2);
		const unlock = lockFolder(folder);
		const other = town.server('a');
		await expect(other.mirror.round()).rejects.toThrow('another process copies');
		unlock();
		await mirror.round();
		expect([valueIn(store), valueIn(other.store)]).toEqual([2, 2]);
	});
});
