import Database from 'better-sqlite3';
import {
	appendFileSync,
	copyFileSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { currentId } from '#lib/server/dataset/releases/release-log.ts';

/** A releases folder of its own for a test, to publish copies of the embedded release into. */
export function releasesFolder() {
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-api-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const embedded = inject('embeddedReleases');
	const original = join(embedded, `${currentId(embedded) ?? ''}.sqlite`);
	let published = 0;
	const put = (id: string, alter: (db: Database.Database) => void) => {
		const path = join(folder, `${id}.sqlite`);
		copyFileSync(original, path);
		const db = new Database(path);
		db.pragma('foreign_keys = OFF');
		db.prepare('UPDATE release_info SET id = ?').run(id);
		alter(db);
		db.close();
	};
	const entryOf = (id: string, at: string) =>
		`${JSON.stringify({
			id,
			published_at: at,
			data_through: '2026-11-09',
			counts: {},
			inputs: [{ dataset: 'groundswell', path: 'data' }],
			lenient: false
		})}\n`;
	return {
		folder,
		/** Puts a copy from before all others beside the current release, as `npm run ingest -- --commit` would. */
		beside(id: string, at: string) {
			put(id, () => undefined);
			const log = join(folder, 'log.jsonl');
			writeFileSync(log, entryOf(id, at) + readFileSync(log, 'utf8'));
		},
		/** Publishes a copy under an id, altered, as `npm run ingest` would have at a moment. */
		publish(id: string, at: string, alter: (db: Database.Database) => void = () => undefined) {
			put(id, alter);
			appendFileSync(join(folder, 'log.jsonl'), entryOf(id, at));
			writeFileSync(join(folder, 'current'), `${id}\n`);
			// Two builds of a test fall into one tick of the file clock; real ones do not.
			const moment = new Date(Date.parse(at) + published++ * 1000);
			utimesSync(join(folder, 'current'), moment, moment);
		},
		remove: (id: string) => rmSync(join(folder, `${id}.sqlite`))
	};
}
