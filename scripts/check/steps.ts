import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from '../parts/browser.ts';
import type { Outcome } from './report.ts';
import { run } from './command.ts';
import type { Task } from './schedule.ts';
import { touchedTests, unitTests } from './touched.ts';

export interface Setting {
	/** A folder for what the steps write beside their output. */
	folder: string;
	env: NodeJS.ProcessEnv;
	say: (line: string) => void;
}

type Step = Task<Outcome>;

/** What a caller may have set for a server of their own; FORCE_COLOR goes against NO_COLOR. */
const SETTINGS = new Set([
	'PORT',
	'HOST',
	'GROUNDSWELL_DATA',
	'GROUNDSWELL_RELEASES',
	'FORCE_COLOR'
]);

/**
 * Room for what lives briefly, so that compilers of types and pages collect garbage less often. From Node 22 it
 * would let a worker that runs out of memory end the whole process, as workers take it over.
 */
const NODE_OPTIONS = Number.parseInt(process.versions.node) < 22 ? '--max-semi-space-size=64' : '';

/** The environment of a step: without the settings of whoever calls, so that every run is the same. */
export function environment(
	env: NodeJS.ProcessEnv,
	own: Readonly<Record<string, string>>
): NodeJS.ProcessEnv {
	const kept = Object.entries(env).filter(([name]) => !SETTINGS.has(name));
	const options = [env['NODE_OPTIONS'], NODE_OPTIONS].filter(Boolean).join(' ');
	const fixed = { CI: 'true', TZ: 'UTC', NO_COLOR: '1', NODE_OPTIONS: options };
	return { ...Object.fromEntries(kept), ...fixed, ...own };
}

/** Each fault is tried a few times, the same ones in every run: an hour of other ones is `npm run trial`. */
const FAULTS = ['--seed', '1', '--seconds', '20'];

/**
 * What a run checks, the longest first where the order is free, so that two at a time end together.
 * @param full also what `npm run test:full` alone runs
 */
export function steps(setting: Setting, full: boolean): Step[] {
	return [
		{ name: 'browser', run: () => timed(() => browser(setting)) },
		script('generated types', 'sync', setting),
		script('build', 'build', setting, { needs: ['generated types'] }),
		script('lint and boundaries', 'lint:rules', setting),
		script('lint with types', 'lint:typed', setting, { needs: ['generated types'] }),
		// Tests are compiled by the tsconfig that comes with the generated types.
		tests('unit and API', 'test:unit', setting, { needs: ['generated types'] }),
		// Every page in a browser takes longer than a change can wait: parts and embeds stand for them here.
		tests('in the browser', full ? 'test:e2e' : 'test:browser', setting, {
			needs: ['browser', 'build']
		}),
		script('faults', 'trial', setting, { needs: ['build'], args: FAULTS }),
		...(full
			? [tests('what takes long', 'test:long', setting, { needs: ['browser', 'build'] })]
			: []),
		script('types', 'types', setting, { needs: ['generated types'] }),
		script('format', 'format', setting),
		script('cycles', 'cycles', setting),
		script('unused code', 'unused', setting)
	];
}

/** What a change most likely breaks. @param changed its files */
export function quickSteps(setting: Setting, changed: readonly string[]): Step[] {
	const code = changed.filter((path) => /\.(ts|js|svelte)$/.test(path));
	const touched = touchedTests(changed, unitTests());
	return [
		script('generated types', 'sync', setting),
		...(touched.length === 0
			? []
			: [
					tests('unit tests it touches', 'test:unit', setting, {
						needs: ['generated types'],
						args: touched
					})
				]),
		script('types', 'types', setting, { needs: ['generated types'], args: ['--incremental'] }),
		...(code.length === 0
			? []
			: [
					script('lint and boundaries', 'lint:files', setting, { args: code }),
					script('lint with types', 'lint:typed', setting, {
						needs: ['generated types'],
						args: code
					})
				])
	];
}

interface Extra {
	needs?: readonly string[];
	/** Further arguments of the script. */
	args?: readonly string[];
}

/** Finds a browser, or installs one where that can be done. */
function browser({ env, say }: Setting): Promise<Omit<Outcome, 'wall'>> {
	try {
		env['CHROMIUM_PATH'] = ensureBrowser(say);
		return Promise.resolve({ passed: 1, failed: 0, output: '', cpu: null });
	} catch (error) {
		const output = error instanceof Error ? error.message : String(error);
		return Promise.resolve({ passed: 0, failed: 1, output, cpu: null });
	}
}

/** An npm script that holds or does not. */
const script = (
	name: string,
	npmScript: string,
	{ env }: Setting,
	{ needs = [], args = [] }: Extra = {}
): Step => ({
	name,
	needs,
	run: () =>
		timed(async () => {
			const { code, output, cpu } = await npm(npmScript, args, env);
			return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output, cpu };
		})
});

/** An npm script that runs tests, each of which counts. */
const tests = (
	name: string,
	npmScript: string,
	{ env, folder }: Setting,
	{ needs = [], args = [] }: Extra = {}
): Step => ({
	name,
	needs,
	run: () =>
		timed(async () => {
			const report = join(folder, `${npmScript.replace(':', '-')}.json`);
			const told = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
			const { code, output, cpu } = await npm(npmScript, [...told, ...args], env);
			const { numPassedTests, numFailedTests } = counts(report);
			const failed = code === 0 ? 0 : Math.max(1, numFailedTests);
			return { passed: numPassedTests, failed, output, cpu };
		})
});

/** Leaves out what npm would run before the script: the generated types are a step of their own. */
const npm = (npmScript: string, args: readonly string[], env: NodeJS.ProcessEnv) =>
	run('npm', ['run', '--silent', '--ignore-scripts', npmScript, '--', ...args], env);

async function timed(work: () => Promise<Omit<Outcome, 'wall'>>): Promise<Outcome> {
	const since = performance.now();
	const outcome = await work();
	return { ...outcome, wall: (performance.now() - since) / 1000 };
}

/** What a run of vitest says of itself; nothing where it ended before it could. */
function counts(report: string): { numPassedTests: number; numFailedTests: number } {
	if (!existsSync(report)) return { numPassedTests: 0, numFailedTests: 0 };
	return JSON.parse(readFileSync(report, 'utf8')) as ReturnType<typeof counts>;
}
