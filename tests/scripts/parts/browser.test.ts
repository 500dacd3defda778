import { describe, expect, it } from 'vitest';
import { browserPaths, findBrowser, NoBrowserError } from '../../../scripts/parts/browser.ts';

const only =
	(...paths: string[]) =>
	(path: string) =>
		paths.includes(path);

describe('findBrowser', () => {
	it('takes CHROMIUM_PATH before any other', () => {
		const env = { CHROMIUM_PATH: '/opt/mine/chrome', PATH: '/usr/bin' };
		expect(findBrowser(env, 'linux', only('/opt/mine/chrome', '/usr/bin/chromium'))).toBe(
			'/opt/mine/chrome'
		);
	});

	it('names a CHROMIUM_PATH that leads nowhere, rather than taking another', () => {
		const env = { CHROMIUM_PATH: '/opt/mine/chrome', PATH: '/usr/bin' };
		expect(() => findBrowser(env, 'linux', only('/usr/bin/chromium'))).toThrow(NoBrowserError);
		expect(() => findBrowser(env, 'linux', only('/usr/bin/chromium'))).toThrow(
			'CHROMIUM_PATH="/opt/mine/chrome": no such file'
		);
	});

	it.each([
		['linux', { PATH: '/usr/local/bin:/usr/bin' }, '/usr/bin/google-chrome-stable'],
		['linux', { PATH: '' }, '/snap/bin/chromium'],
		[
			'darwin',
			{ HOME: '/Users/a' },
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
		],
		['darwin', { HOME: '/Users/a' }, '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium'],
		[
			'win32',
			{ 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
			'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
		]
	] as const)('finds a browser on %s where installers put it', (platform, env, path) => {
		expect(findBrowser(env, platform, only(path))).toBe(path);
	});

	it('is null where there is none', () => {
		expect(findBrowser({ PATH: '/usr/bin' }, 'linux', () => false)).toBeNull();
	});

	it('looks nowhere twice', () => {
		const paths = browserPaths('linux', { PATH: '/usr/bin:/bin' });
		expect(new Set(paths).size).toBe(paths.length);
	});
});
