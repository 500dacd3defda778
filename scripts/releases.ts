/** Lists the releases of a folder, or checks their files: `npm run releases -- --help`. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SettingsError, type Settings } from '#lib/server/env.ts';
import {
	checkReleases,
	listReleases,
	type Checked,
	type FolderCheck
} from '#lib/server/ingest/publish/check-releases.ts';
import { isSystemError } from '#lib/server/dataset/releases/system-error.ts';
import { StoreError } from '#lib/server/store/objects/objects.ts';
import { bringUp } from '#lib/server/store/objects/open.ts';
import { settingsWith } from './parts/settings.ts';
import { USAGE } from './parts/exits.ts';

const HELP = `Lists the releases of a folder, or checks their files.

npm run releases -- list [options]     what was published, when, and whether it is still here
npm run releases -- check [options]    reads every file and compares it with the hash in the log
  --releases DIR   where releases are (default data/releases; also GROUNDSWELL_RELEASES); of a store,
                   s3://bucket/prefix, this machine's copies are brought up to date first
  --json           print the result as JSON
  --help           this text

Neither changes anything. Exit codes: 0 fine; 1 a release is damaged, or a line of the log; 2 wrong usage;
4 files can't be read.`;

const DAMAGED = 1;
const UNREADABLE = 4;
const COMMANDS = { list: listReleases, check: checkReleases };

async function main(): Promise<number> {
	try {
		const asked = readOptions();
		if (typeof asked === 'number') return asked;
		const { command, settings, json } = asked;
		const { releases: folder } = settings;
		await bringUp(settings, console.error, true);
		if (!existsSync(folder))
			return wrong(
				`${folder}: no such folder; run npm run ingest to make it, or name another with --releases`
			);
		const found = COMMANDS[command](folder);
		if (json) console.log(JSON.stringify(found, null, '\t'));
		else print(command, found, folder);
		return found.isDamaged ? DAMAGED : 0;
	} catch (error) {
		if (error instanceof SettingsError) console.error(error.message);
		else if (isSystemError(error) || error instanceof StoreError) console.error(error.message);
		else throw error;
		return error instanceof SettingsError ? USAGE : UNREADABLE;
	}
}

interface Asked {
	command: keyof typeof COMMANDS;
	settings: Settings;
	json: boolean;
}

/** What is asked for, or the exit code where that is answered already. */
function readOptions(): Asked | number {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: {
				releases: { type: 'string' },
				json: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false }
			}
		});
		if (values.help) {
			console.log(HELP);
			return 0;
		}
		const [command = 'list', ...more] = positionals;
		if ((command !== 'list' && command !== 'check') || more.length > 0)
			return wrong(`${positionals.join(' ')}: expected list or check`);
		return { command, settings: settingsWith(values.releases), json: values.json };
	} catch (error) {
		if (error instanceof SettingsError) throw error;
		return wrong(error instanceof Error ? error.message : String(error));
	}
}

function wrong(message: string): number {
	console.error(`${message}\nRun npm run releases -- --help for the options.`);
	return USAGE;
}

function print(command: Asked['command'], found: FolderCheck, folder: string): void {
	if (found.releases.length === 0) console.log(`${folder}: no release was published here`);
	for (const release of found.releases) console.log(lineOf(release));
	for (const problem of found.problems) console.error(problem);
	if (command === 'check' && !found.isDamaged) console.log(summary(found));
}

function summary({ releases }: FolderCheck): string {
	const whole = releases.filter(({ state }) => state === 'whole').length;
	return `${whole} ${whole === 1 ? 'release is' : 'releases are'} complete; nothing is damaged`;
}

const STATES = {
	here: 'here',
	whole: 'whole',
	pruned: 'pruned',
	damaged: 'DAMAGED',
	other_version: 'of another version'
} as const;

function lineOf({ id, published_at, data_through, size, state, current }: Checked): string {
	const columns = [
		id,
		`${published_at.slice(0, 16).replace('T', ' ')} UTC`,
		`data through ${data_through ?? '-'}`.padEnd(23),
		size === null ? '' : `${(size / 1e6).toFixed(1)} MB`,
		STATES[state] + (current ? ', current' : '')
	];
	return columns.filter((text) => text !== '').join('  ');
}

process.exitCode = await main();
