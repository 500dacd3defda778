import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, posix, win32 } from 'node:path';

type Env = Record<string, string | undefined>;

/** Names under which Chromium, Chrome and Edge stand on the PATH. */
const NAMES = [
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'chrome',
	'microsoft-edge',
	'microsoft-edge-stable'
];
const MAC_APPS = [
	'Google Chrome.app/Contents/MacOS/Google Chrome',
	'Chromium.app/Contents/MacOS/Chromium',
	'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
];
const WINDOWS_PROGRAMS = [
	'Google\\Chrome\\Application\\chrome.exe',
	'Chromium\\Application\\chrome.exe',
	'Microsoft\\Edge\\Application\\msedge.exe'
];
const LINUX_PATHS = [
	'/snap/bin/chromium',
	'/opt/google/chrome/chrome',
	'/opt/microsoft/msedge/msedge'
];

const HOW_TO_GET_ONE =
	'no Chrome, Chromium or Edge found: install one (https://www.chromium.org/getting-involved/download-chromium/) or set CHROMIUM_PATH to its program';

/** No browser to test with; the message says in one line how to get one. */
export class NoBrowserError extends Error {}

/** Where a browser may stand, the likeliest first: the PATH, then where its installers put it. */
export function browserPaths(platform: NodeJS.Platform, env: Env): string[] {
	if (platform === 'win32')
		return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].flatMap((folder) =>
			folder === undefined ? [] : WINDOWS_PROGRAMS.map((program) => win32.join(folder, program))
		);
	const onPath = (env['PATH'] ?? '')
		.split(delimiter)
		.filter((folder) => folder !== '')
		.flatMap((folder) => NAMES.map((name) => posix.join(folder, name)));
	const installed =
		platform === 'darwin'
			? ['/Applications', posix.join(env['HOME'] ?? '/', 'Applications')].flatMap((folder) =>
					MAC_APPS.map((app) => posix.join(folder, app))
				)
			: LINUX_PATHS;
	return [...onPath, ...installed];
}

/**
 * The browser to test with: `CHROMIUM_PATH` where it is set, else the first found, else null.
 * @throws NoBrowserError where CHROMIUM_PATH leads nowhere
 */
export function findBrowser(
	env: Env = process.env,
	platform: NodeJS.Platform = process.platform,
	exists: (path: string) => boolean = existsSync
): string | null {
	const wanted = env['CHROMIUM_PATH'];
	if (wanted === undefined || wanted === '')
		return browserPaths(platform, env).find(exists) ?? null;
	if (!exists(wanted))
		throw new NoBrowserError(
			`CHROMIUM_PATH="${wanted}": no such file; expected a Chromium program`
		);
	return wanted;
}

/**
 * The browser to test with; on Debian as root it is installed where there is none.
 * @throws NoBrowserError where there is none and none may be installed
 */
export function ensureBrowser(say: (line: string) => void): string {
	const found = findBrowser();
	if (found !== null) return found;
	if (!mayInstall()) throw new NoBrowserError(HOW_TO_GET_ONE);
	say("no browser found: installing Debian's chromium");
	aptGet('update');
	aptGet('install', '-y', '--no-install-recommends', 'chromium');
	const installed = findBrowser();
	if (installed === null) throw new NoBrowserError(HOW_TO_GET_ONE);
	return installed;
}

const mayInstall = () =>
	process.getuid?.() === 0 &&
	existsSync('/etc/os-release') &&
	/^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));

function aptGet(...args: string[]): void {
	const run = spawnSync('apt-get', args, {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
	if (run.status !== 0)
		throw new NoBrowserError(
			`${HOW_TO_GET_ONE}; apt-get ${args.join(' ')} failed: ${lastLine(run.stderr)}`
		);
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';
