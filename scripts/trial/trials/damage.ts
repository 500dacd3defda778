import {
	existsSync,
	readdirSync,
	readFileSync,
	rmSync,
	truncateSync,
	writeFileSync,
	copyFileSync
} from 'node:fs';
import { join } from 'node:path';
import {
	LOG,
	POINTER,
	releaseFiles,
	releasePath
} from '#lib/server/dataset/releases/release-log.ts';
import { checkReleases } from '#lib/server/ingest/publish/check-releases.ts';
import type { Random } from '../random/random.ts';
import { Reader, Shelf, VALUES } from '../server/shelf.ts';
import { hold, type Trial } from '../trial.ts';

/** What befalls a file. */
const DAMAGES: Record<string, (path: string, random: Random) => void> = {
	'flipped bits': (path, random) => {
		const bytes = readFileSync(path);
		for (let left = random.between(1, 40); left > 0 && bytes.length > 0; left--) {
			const at = random.below(bytes.length);
			bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
		}
		writeFileSync(path, bytes);
	},
	cut: (path, random) => truncateSync(path, random.below(readFileSync(path).length + 1)),
	emptied: (path) => writeFileSync(path, ''),
	removed: (path) => rmSync(path),
	'filled with zeros': (path, random) => {
		const bytes = readFileSync(path);
		const from = random.below(bytes.length + 1);
		writeFileSync(path, bytes.fill(0, from, Math.min(bytes.length, from + random.below(8192))));
	},
	'written over with another': (path, random) => {
		const folder = join(path, '..');
		const others = readdirSync(folder).filter((name) => !name.startsWith('.'));
		const other = join(folder, random.pick(others));
		if (other !== path) copyFileSync(other, path);
	},
	'given another end': (path, random) =>
		writeFileSync(
			path,
			Buffer.concat([readFileSync(path), Buffer.from('\n{"id":"'.repeat(random.between(1, 9)))])
		)
};

/**
 * Releases, the log and the pointer are damaged, under a server that runs and under one that starts; then a build must
 * publish and leave all in order, and meanwhile nothing wrong is answered.
 */
export const trial: Trial = {
	about: 'releases, their log and their pointer are damaged',
	share: 10,
	open: ({ folder }) => {
		let shelf = new Shelf(join(folder, '0'));
		const begin = (at: number) => {
			rmSync(join(folder, '0'), { recursive: true, force: true });
			shelf = new Shelf(join(folder, '0'));
			for (const value of [1, 2, 3])
				shelf.build(value, { now: () => new Date(2026, 0, at + value) });
		};
		begin(0);
		return {
			attempt: async (random, tally) => {
				const { releases } = shelf;
				const running = new Reader(shelf);
				await running.ask();
				const files = [...releaseFiles(releases).map((id) => releasePath(releases, id))];
				for (let left = random.between(1, 2); left > 0; left--) {
					const path = random.pick([
						...files,
						...files,
						join(releases, LOG),
						join(releases, POINTER)
					]);
					if (!existsSync(path)) continue;
					const what = random.pick(Object.keys(DAMAGES));
					DAMAGES[what]?.(path, random);
					tally.add(what);
				}
				const starting = new Reader(shelf);
				for (const reader of [running, starting]) {
					for (const form of [0, 1, 2]) {
						if ((await reader.ask(form)) === null) tally.add('not served, and said so');
						const old = shelf.idOf(random.pick(VALUES));
						await reader.ask(form, `&release=${old}`);
						tally.add('answers', 2);
					}
					const health = await reader.status('/api/v1/health');
					hold([200, 503].includes(health), () => `health answered ${health}`);
				}
				const value = random.pick(VALUES);
				const { status, id } = shelf.build(value);
				hold(
					status === 'published' || status === 'unchanged',
					() => `the run after the damage is ${status}`
				);
				for (const reader of [running, starting]) {
					const answered = await reader.ask(random.below(3));
					hold(answered === id, () => `${answered} answers where ${id} was published`);
					reader.close();
				}
				const untidy = shelf.untidy().filter((words) => !words.includes('is not the file'));
				hold(untidy.length === 0, () => `the run after the damage left ${untidy.join('; ')}`);
				const current = checkReleases(releases).releases.find((one) => one.current);
				hold(current?.state === 'whole', () => `the current release is ${current?.state}`);
				begin(0);
			}
		};
	}
};
