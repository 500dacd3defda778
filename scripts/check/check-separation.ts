/**
 * Proves that tests outside tests/data do not depend on data/: in a copy of the project a poll wave, an action and a
 * series are added as CONTRIBUTING.md describes, and every other test is run.
 * Usage: npm run separation [-- ARGUMENTS OF VITEST, such as --project node]
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
	cpSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

type Row = Record<string, string>;

/** Rows to add, by file: whoever they name is in data/ already, or among them. */
const ADDED: readonly (readonly [file: string, row: Row])[] = [
	[
		'sources/polls.csv',
		{
			source_id: 'separation-poll',
			url: 'https://example.org/separation-poll',
			title: 'A wave that nobody asked',
			publisher: 'Heatmap',
			published: '2026-11',
			tier: 'primary'
		}
	],
	[
		'polls.csv',
		{
			poll_id: 'separation-2026-11',
			house: 'Heatmap Pro',
			pollster: 'Embold Research',
			population: 'registered_voters',
			region: 'US',
			field_start: '2026-11-02',
			field_end: '2026-11-08',
			sample_size: '2000',
			source_id: 'separation-poll'
		}
	],
	[
		'questions.csv',
		{
			question_id: 'separation-2026-11-near',
			poll_id: 'separation-2026-11',
			topic: 'local_siting',
			proximity: 'near_home',
			wording_group: 'oppose_near_home',
			item: 'heatmap_near_where_you_live',
			multi: 'no',
			summary: 'Support or oppose a data center built near where you live'
		}
	],
	[
		'answers.csv',
		{
			question_id: 'separation-2026-11-near',
			subgroup_kind: 'all',
			subgroup: 'all',
			option: 'oppose',
			stance: 'oppose',
			strength: 'net',
			percent: '77',
			reading: 'yes'
		}
	],
	[
		'sources/actions.csv',
		{
			source_id: 'separation-action',
			url: 'https://example.org/separation-action',
			title: 'A suit that nobody filed',
			publisher: 'Nobody',
			published: '2026-11-20',
			tier: 'reported'
		}
	],
	[
		'actions.csv',
		{
			action_id: 'separation-suit-2026-11',
			date: '2026-11-19',
			date_basis: 'event',
			place_id: 'US-MI/city/wixom',
			region: 'US-MI-26125',
			action_type: 'lawsuit',
			body: 'court',
			body_kind: 'court',
			decision: 'pending',
			direction: 'neutral',
			summary: 'Developer sued again',
			source_id: 'separation-action'
		}
	],
	[
		'series.csv',
		{
			series_id: 'separation-count',
			title: 'Counts of nothing',
			description: 'A series that counts nothing',
			unit: 'count',
			frequency: 'annual',
			category: 'opposition',
			subject_kind: 'none',
			polarity: 'neutral'
		}
	],
	[
		'observations/opposition.csv',
		{
			series_id: 'separation-count',
			region: 'US',
			period: '2025',
			value: '7',
			estimate: 'actual',
			source_id: 'separation-action'
		}
	]
];

/** Adds a row at the end of a table, in its columns. @throws Error naming a column that the table does not have */
function add(path: string, row: Row): void {
	const text = readFileSync(path, 'utf8');
	const [columns = []] = parse(text, { to: 1 });
	const unknown = Object.keys(row).find((name) => !columns.includes(name));
	if (unknown !== undefined) throw new Error(`${path} has no column ${unknown}`);
	writeFileSync(path, `${text.trimEnd()}\n${stringify([row], { columns })}`);
}

/** The files of the project as they are now, with its packages beside them. */
function copyTo(folder: string): void {
	const listed = spawnSync(
		'git',
		['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
		{ encoding: 'utf8', maxBuffer: 1e8 }
	);
	for (const file of listed.stdout.split('\0').filter((name) => name !== '')) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		cpSync(file, join(folder, file));
	}
	linkTree('node_modules', join(folder, 'node_modules'), CACHES);
}

/** Below node_modules, what is made anew. */
const CACHES = ['.cache', '.vite'];

/** A folder of hard links, so that nothing of what is linked is outside of the copy. @param without names left behind */
function linkTree(from: string, to: string, without: readonly string[] = []): void {
	mkdirSync(to);
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		const [source, target] = [join(from, entry.name), join(to, entry.name)];
		if (without.includes(entry.name)) continue;
		if (entry.isDirectory()) linkTree(source, target);
		else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
		else linkOrCopy(source, target);
	}
}

function linkOrCopy(source: string, target: string): void {
	try {
		linkSync(source, target);
	} catch {
		// Another disk: links do not reach there.
		cpSync(source, target);
	}
}

/** The command under way, and how the run ends where it is interrupted. */
let running: ChildProcess | undefined;
let interrupted = false;

/** Ends the command and all it started: it leads a group of processes, a server and a browser among them. */
function interrupt(): void {
	interrupted = true;
	if (running?.pid === undefined) return;
	if (process.platform === 'win32') running.kill();
	else process.kill(-running.pid, 'SIGTERM');
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);

/** Runs a command. @returns whether it ended well */
async function run(folder: string, command: readonly string[]): Promise<boolean> {
	if (interrupted) return false;
	console.log(`\n${command.join(' ')}`);
	const [program = '', ...rest] = command;
	running = spawn(program, rest, {
		cwd: folder,
		stdio: 'inherit',
		detached: process.platform !== 'win32'
	});
	const [code] = (await once(running, 'close')) as [number | null];
	running = undefined;
	return code === 0;
}

const folder = mkdtempSync(join(tmpdir(), 'groundswell-separation-'));
try {
	copyTo(folder);
	for (const [file, row] of ADDED) add(join(folder, 'data', file), row);
	// These are about the rows of data/, and are meant to notice.
	const about = join(folder, 'tests/data');
	for (const file of readdirSync(about).filter((name) => name.endsWith('.test.ts')))
		rmSync(join(about, file));
	const steps = [
		['npm', 'run', '--silent', 'sync'],
		['npm', 'run', '--silent', 'describe'],
		['npm', 'run', '--silent', 'ingest'],
		['npx', 'vitest', 'run', ...process.argv.slice(2)]
	];
	let failed: readonly string[] | undefined;
	for (const step of steps) if (failed === undefined && !(await run(folder, step))) failed = step;
	console.log(
		failed === undefined
			? '\nA poll wave, an action and a series more, and every test outside tests/data holds.'
			: `\n${failed.join(' ')} ${interrupted ? 'was interrupted' : 'failed in the copy'}.`
	);
	process.exitCode = failed === undefined ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
