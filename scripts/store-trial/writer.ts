/**
 * A writer that publishes releases that were built before, one after the other, as fast as the store takes them, until
 * it is killed: `writer.ts RELEASES OWN SEED KEEP`. Prints a line of JSON for each thing it knows to be done.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lastOfEach, readLog } from '#lib/server/dataset/releases/release-log.ts';
import { readSettings } from '#lib/server/env.ts';
import { Ledger } from '#lib/server/store/ledger.ts';
import { StoreError } from '#lib/server/store/objects/objects.ts';
import { openStore } from '#lib/server/store/objects/open.ts';
import { pruneStore, ship, sweep } from '#lib/server/store/ship.ts';
import { Random } from '../trial/random/random.ts';

const [releases = '', own = '', seed = '', keep = '4'] = process.argv.slice(2);
const { store } = readSettings(process.env);
if (store === null) throw new Error('GROUNDSWELL_RELEASES names no store');
mkdirSync(own, { recursive: true });
const objects = await openStore(store);
const ledger = new Ledger(objects, join(own, 'commits.tsv'));
const built = lastOfEach(readLog(releases));
const random = new Random(seed);
const tell = (what: object) => console.log(JSON.stringify(what));

for (let at = 0; ; at++) {
	try {
		await ledger.refresh();
		await publish(at);
	} catch (error) {
		if (!(error instanceof StoreError)) throw error;
		tell({ failed: error.message });
		await pause(500);
	}
}

async function publish(at: number): Promise<void> {
	const entry = { ...random.pick(built), published_at: new Date().toISOString() };
	const parcel = { kind: 'publish', entry, folder: releases, tables: [], upstream: null } as const;
	if ((await ship(objects, ledger, parcel)) === 'overtaken')
		return tell({ overtaken: ledger.shelf.number + 1 });
	const { number } = ledger.shelf;
	tell({ published: number, id: entry.id, at: entry.published_at, now: Date.now() });
	const pruned = await pruneStore(ledger, Number(keep));
	if (pruned.length > 0) tell({ pruned });
	if (at % 10 === 9) tell({ swept: await sweep(objects, ledger) });
}
