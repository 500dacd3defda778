/** Tries the store of releases on a real replicated one, Ceph, while its parts are killed: `npm run trial:store -- --help`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureSite } from './serve/site.ts';
import { runStoreTrial } from './store-trial/run.ts';
import { USAGE } from './parts/exits.ts';

const HELP = `Publishes small releases to a Ceph on this machine as fast as it takes them, serves them by four
servers behind nginx, reads all the while, and kills parts of it at random.

npm run trial:store -- [options]
  --seconds S   how long, once everything runs (default 300)
  --every S     how long between two kills, about (default 8)
  --seed N      what the kills follow from (default: a number drawn and printed)
  --help        this text

Needs Linux, root, 2 GB of memory and 10 GB of disk, and from Debian 12:
  apt-get install --no-install-recommends ceph-mon ceph-osd radosgw ceph-common nginx
All of it runs in a temporary folder, which is removed. Exit codes: 0 nothing wrong; 1 something was; 2 wrong usage.`;

const PROGRAMS = [
	'ceph',
	'ceph-mon',
	'ceph-osd',
	'monmaptool',
	'nginx',
	'radosgw',
	'radosgw-admin'
];

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			seconds: { type: 'string', default: '300' },
			every: { type: 'string', default: '8' },
			seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const [seconds, every, seed] = [values.seconds, values.every, values.seed].map(Number);
	if (!seconds || !every || !Number.isInteger(seed) || seed === undefined)
		return wrong('--seconds, --every and --seed take numbers');
	const missing = PROGRAMS.filter((name) => spawnSync('which', [name]).status !== 0);
	if (missing.length > 0) return wrong(`${missing.join(', ')}: not installed`);
	await ensureSite('.', console.log);
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-store-trial-'));
	console.log(`seed ${seed}`);
	try {
		const faults = await runStoreTrial({ folder, seed, seconds, every, say: console.log });
		for (const fault of faults) console.error(fault);
		console.log(
			faults.length === 0
				? 'no wrong answer, no lost release, and every server ended with what the store holds'
				: `${faults.length} faults; again: npm run trial:store -- --seed ${seed}`
		);
		return faults.length === 0 ? 0 : 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function wrong(message: string): number {
	console.error(`${message}\nRun npm run trial:store -- --help for what it needs.`);
	return USAGE;
}

try {
	process.exitCode = await main();
} catch (error) {
	if (!(error instanceof TypeError && 'code' in error)) throw error;
	process.exitCode = wrong(error.message);
}
