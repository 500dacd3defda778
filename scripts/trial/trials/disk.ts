import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isSystemError } from '#lib/server/dataset/releases/system-error.ts';
import { BuildFault } from '#lib/server/ingest/build-fault.ts';
import type { Random } from '../random/random.ts';
import { Reader, Shelf, VALUES } from '../server/shelf.ts';
import { hold, type Running, type Tally, type Trial } from '../trial.ts';

/** One release of the small data takes some 900 kB; a build needs about three times that. */
const MOST_KB = 3000;
/** What `npm run ingest` answers where files cannot be written. */
const NOT_NOW = 4;
/** Every so many cases the command itself runs, in a process. */
const COMMAND_EACH = 12;

/**
 * The disk is full while a build writes. Where it may be mounted, a small tmpfs is the disk (ENOSPC); elsewhere, and
 * for the command itself, a limit on the size of files stands in (`ulimit -f`, EFBIG).
 */
export const trial: Trial = {
	about: 'the disk is full while a build writes',
	share: 5,
	open: ({ folder }) => {
		const shelf = new Shelf(folder);
		shelf.build(1);
		const disk = join(folder, 'disk');
		mkdirSync(disk);
		const mounts = canMount(disk);
		let at = 0;
		return {
			attempt: async (random, tally) => {
				if (at++ % COMMAND_EACH === 0 || !mounts) await limited(shelf, folder, random, tally);
				else await filled(shelf, disk, random, tally);
			},
			close: () => {
				if (mounts) unmounted(disk);
			}
		} satisfies Running;
	}
};

/** A build on a disk that has less room than it needs; then with room again. */
async function filled(shelf: Shelf, disk: string, random: Random, tally: Tally): Promise<void> {
	const releases = join(disk, 'releases');
	mount(disk, 64_000);
	try {
		cpSync(shelf.releases, releases, { recursive: true });
		const used = Number(/\d+/.exec(execFileSync('du', ['-sk', releases]).toString())?.[0] ?? 0);
		mount(disk, used + 64 + random.below(MOST_KB), 'remount,');
		const there = new Shelf(join(shelf.embedded, '../small'), releases);
		const reader = new Reader(there);
		const before = await reader.ask();
		const value = random.pick(VALUES);
		const outcome = outcomeOf(() => there.build(value).status);
		tally.add(outcome ?? 'full, and said so');
		const answered = await reader.ask(random.below(3));
		const right = outcome === null ? before : there.idOf(value);
		hold(answered === right, () => `${answered} answers on a full disk; ${right} is right`);
		mount(disk, 64_000, 'remount,');
		next(there, random);
		reader.close();
	} finally {
		unmounted(disk);
	}
}

/** What a build came to; null where it said that files cannot be written. */
function outcomeOf(build: () => string): string | null {
	try {
		return build();
	} catch (error) {
		if (isSystemError(error instanceof BuildFault ? error.cause : error)) return null;
		throw error;
	}
}

/** The next run, with room: it publishes and leaves nothing behind. */
function next(shelf: Shelf, random: Random): void {
	const { status } = shelf.build(random.pick(VALUES));
	hold(status === 'published' || status === 'unchanged', () => `the next run is ${status}`);
	hold(shelf.untidy().length === 0, () => `the next run left ${shelf.untidy().join('; ')}`);
}

/** The command in a shell that lets no file grow beyond some size. */
async function limited(shelf: Shelf, folder: string, random: Random, tally: Tally): Promise<void> {
	const reader = new Reader(shelf);
	const before = await reader.ask();
	// The command reads `data/` of where it is called: here that is the small data.
	const home = join(folder, 'home');
	rmSync(home, { recursive: true, force: true });
	mkdirSync(home);
	cpSync(shelf.embedded, join(home, 'data'), { recursive: true });
	const mine = shelf.options(random.pick(VALUES)).overlays[0] ?? '';
	const command = ['--import', import.meta.resolve('tsx'), resolve('scripts/ingest.ts')];
	const given = ['--releases', shelf.releases, '--data', mine, '--allow-shrink'];
	const kilobytes = random.between(4, 800);
	const child = spawn(
		'bash',
		['-c', `ulimit -f ${kilobytes}; exec "$@"`, '-', process.execPath, ...command, ...given],
		{ cwd: home, stdio: ['ignore', 'pipe', 'pipe'] }
	);
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => (said += text));
	const [code] = (await once(child, 'close')) as [number | null];
	tally.add(code === 0 ? 'file limit left room' : 'file limit, and said so');
	hold(code === 0 || code === NOT_NOW, () => `ingest ended with ${code}: ${said.slice(0, 400)}`);
	hold(code === 0 || said.includes(folder), () => `ingest names no path: ${said.slice(0, 400)}`);
	hold(!/^\s+at /m.test(said), () => `ingest ends with a stack trace: ${said.slice(0, 400)}`);
	const answered = await reader.ask(random.below(3));
	if (code !== 0) hold(answered === before, () => `${answered} answers; ${before} was published`);
	next(shelf, random);
	reader.close();
}

function canMount(disk: string): boolean {
	if (process.getuid?.() !== 0 || !existsSync('/proc/mounts')) return false;
	try {
		mount(disk, 64);
		unmounted(disk);
		return true;
	} catch {
		return false;
	}
}

const mount = (disk: string, kilobytes: number, how = '') =>
	void execFileSync('mount', ['-t', 'tmpfs', '-o', `${how}size=${kilobytes}k`, 'tmpfs', disk], {
		stdio: 'ignore'
	});

function unmounted(disk: string): void {
	const isMounted = () => execFileSync('cat', ['/proc/mounts']).toString().includes(` ${disk} `);
	if (isMounted()) execFileSync('umount', [disk]);
}
