import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLog } from '#lib/server/dataset/releases/release-log.ts';
import { sweep } from '#lib/server/store/ship.ts';
import { lastRefresh, noteRefresh } from '#lib/server/ingest/upstreams/last-refresh.ts';
import { csv, OBSERVATIONS } from '../ingest/harness.ts';
import { rowOf, Town, valueIn } from './harness.ts';

let town: Town;
beforeEach(async () => {
	town = await Town.open();
});
afterEach(() => town.close());

const DAY = '2026-11-20T12:00:00Z';
const on = (day: string) => ({ now: () => new Date(day) });
const theirs = (value: number) =>
	town.workshop.overlay('theirs', {
		'observations.csv': csv(OBSERVATIONS, rowOf(value).replace('2026', '2025'))
	});

describe('a build for a store', () => {
	it('keeps the log that a folder would have, and what was current on a day', async () => {
		await town.publish(1, {}, on('2026-11-20T12:00:00Z'));
		await town.publish(2, {}, on('2026-11-22T12:00:00Z'));
		const { mirror, store, folder } = town.server('a');
		await mirror.round();
		const build = (value: number, day: string) =>
			town.workshop.with({ 'observations.csv': csv(OBSERVATIONS, rowOf(value)) }, on(day));
		build(1, '2026-11-20T12:00:00Z');
		build(2, '2026-11-22T12:00:00Z');
		expect(readLog(folder)).toEqual(readLog(town.workshop.releases));
		const [first, second] = readLog(folder).map(({ id }) => id);
		expect(store.at('2026-11-21').id).toBe(first);
		expect(store.at('2026-11-22').id).toBe(second);
		expect(() => store.at('2026-11-19')).toThrow('no release was there on 2026-11-19');
	});

	it('publishes nothing where nothing changed', async () => {
		await town.publish(1);
		const before = town.keys('');
		expect((await town.publish(1)).status).toBe('unchanged');
		expect((await town.publish(1, { copies: town.folder('elsewhere') })).status).toBe('unchanged');
		expect(town.keys('')).toEqual(before);
	});

	it('tries everything and publishes nothing in a dry run', async () => {
		expect((await town.publish(1, { dryRun: true }, { dryRun: true })).status).toBe('checked');
		expect(town.keys('')).toEqual([]);
	});

	it('is refused where it would lose what another machine published', async () => {
		const both = [
			town.workshop.overlay('mine', { 'observations.csv': csv(OBSERVATIONS, rowOf(1)) }),
			theirs(5)
		];
		await town.publish(1, {}, { overlays: both });
		const lost = await town.publish(1, { copies: town.folder('elsewhere') });
		expect(lost).toMatchObject({ status: 'refused' });
		expect(town.keys('log/')).toHaveLength(1);
	});

	it('is done again on top of what another publishes meanwhile, and sees it', async () => {
		await town.publish(1);
		let turns = 0;
		const result = await town.publish(2, {
			copies: town.folder('elsewhere'),
			build: async ({ releases }) => {
				const built = town.workshop.with(
					{ 'observations.csv': csv(OBSERVATIONS, rowOf(2)) },
					{ releases, upstream: null }
				);
				// Faster, with a folder that the slower one does not have.
				if (turns++ === 0)
					await town.publish(1, {}, { overlays: [theirs(5), join(town.workshop.root, 'mine')] });
				return built;
			}
		});
		expect(turns).toBe(2);
		expect(result.status).toBe('refused');
		expect(town.said).toContain(
			'another writer published meanwhile: building again on top of its release'
		);
		expect(town.keys('log/')).toHaveLength(2);
	});

	it('that ends before its commit leaves nothing that anybody sees, and it is swept after a day', async () => {
		await town.publish(1);
		const [kept] = town.keys('files/');
		town.s3.fault = ({ path }) => (path.startsWith('/bucket/of/log/') ? 403 : null);
		await expect(town.publish(2)).rejects.toThrow('s3://bucket/of');
		town.s3.fault = ({ path, method }) =>
			method === 'PUT' && path.startsWith('/bucket/of/log/') ? 403 : null;
		await expect(town.publish(2)).rejects.toThrow('403');
		town.s3.fault = () => null;
		const { mirror, store } = town.server('a');
		await mirror.round();
		expect(valueIn(store)).toBe(1);
		expect(town.keys('files/')).toHaveLength(2);
		const ledger = town.ledger();
		expect(await sweep(town.objects, ledger)).toBe(0);
		for (const key of town.keys('files/')) {
			const stored = town.s3.objects.get(key);
			if (stored) town.s3.objects.set(key, { ...stored, written: new Date(0) });
		}
		expect(await sweep(town.objects, ledger)).toBe(1);
		expect(town.keys('files/')).toEqual([kept]);
	});

	it('reads back what it uploaded, and publishes nothing that is not whole', async () => {
		town.s3.fault = ({ method, path }) => {
			const [file] = town.keys('files/');
			const stored = town.s3.objects.get(file ?? '');
			if (method === 'GET' && path === file && stored)
				town.s3.objects.set(file, { ...stored, body: stored.body.subarray(0, 4096) });
			return null;
		};
		await expect(town.publish(1)).rejects.toThrow('does not hold what was written to it');
		expect(town.keys('log/')).toEqual([]);
	});

	it('prunes to the number that is kept, and what is published again is there again', async () => {
		const { id } = await town.publish(1);
		const { notes } = await town.publish(2, { keep: 1 });
		expect(notes.at(-1)).toBe(`pruned ${id}; the newest 1 are kept`);
		expect(town.keys('files/')).toHaveLength(1);
		expect((await town.publish(1)).status).toBe('published');
		const { mirror, store } = town.server('a');
		await mirror.round();
		expect(valueIn(store)).toBe(1);
		expect(store.list().map(({ state }) => state)).toEqual(['served', 'served']);
	});

	it('puts the release of a commit beside the current one', async () => {
		await town.publish(2, {}, on(DAY));
		const commit = { sha: 'a'.repeat(40), at: new Date('2026-11-01T12:00:00Z') };
		const { id, status } = await town.publish(1, {}, { commit });
		expect(status).toBe('rebuilt');
		const { mirror, store } = town.server('a');
		await mirror.round();
		expect(valueIn(store)).toBe(2);
		expect(store.byId(id)?.id).toBe(id);
		expect(store.at('2026-11-02').id).toBe(id);
		// The same again changes nothing.
		await town.publish(1, {}, { commit });
		expect(town.keys('log/')).toHaveLength(2);
	});
});

describe('the copies of upstreams', () => {
	const ended = (name: string) => ({
		name,
		status: 'updated',
		reason: null,
		lastGood: '2026-11-20T12:00:00Z',
		newest: '2026-11-19',
		rows: 3,
		odd: [],
		warnings: []
	});
	const refreshed = (name: string) => ({
		build: ({ releases, upstream }: { releases: string; upstream: string }) => {
			mkdirSync(join(upstream, name), { recursive: true });
			writeFileSync(join(upstream, name, 'history.json'), `"${name}"`);
			noteRefresh(upstream, [ended(name)], new Date(DAY));
			return town.workshop.with(
				{ 'observations.csv': csv(OBSERVATIONS, rowOf(1)) },
				{ releases, upstream }
			);
		}
	});

	it('go from one machine to the next, which adds to them', async () => {
		await town.publish(1, refreshed('eia'));
		const other = town.folder('elsewhere');
		await town.publish(1, { copies: other, ...refreshed('fred') });
		const upstream = join(other, 'bench/upstream');
		expect(readFileSync(join(upstream, 'eia/history.json'), 'utf8')).toBe('"eia"');
		expect(lastRefresh(upstream).map(({ name }) => name)).toEqual(['eia', 'fred']);
		const { mirror, folder } = town.server('a');
		await mirror.round();
		expect(lastRefresh(join(folder, 'upstream')).map(({ name }) => name)).toEqual(['eia', 'fred']);
	});

	it('begin with those of the machine that had no store', async () => {
		const local = join(town.root, 'upstream');
		mkdirSync(join(local, 'sec'), { recursive: true });
		writeFileSync(join(local, 'sec/history.json'), '"long ago"');
		await town.publish(1, refreshed('eia'));
		await town.publish(1, { copies: town.folder('elsewhere') });
		const kept = join(town.folder('elsewhere'), 'bench/upstream/sec/history.json');
		expect(readFileSync(kept, 'utf8')).toBe('"long ago"');
	});

	it('are swept with what named them', async () => {
		await town.publish(1, refreshed('eia'));
		const before = town.keys('upstream/');
		await town.publish(1, refreshed('fred'));
		for (const key of town.keys('')) {
			const stored = town.s3.objects.get(key);
			if (stored) town.s3.objects.set(key, { ...stored, written: new Date(0) });
		}
		await sweep(town.objects, town.ledger());
		const { mirror } = town.server('a');
		await mirror.round();
		const gone = before.filter((key) => !town.s3.objects.has(key));
		// The list of before, and the file that has changed.
		expect(gone).toHaveLength(2);
	});
});
