/** Everything that must hold before a change is taken in: `npm test`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.ts';

interface Outcome {
	passed: number;
	failed: number;
	output: string;
}
interface Step {
	name: string;
	run: () => Promise<Outcome>;
}

/** What a caller may have set for a server of their own; FORCE_COLOR goes against NO_COLOR. */
const SETTINGS = new Set([
	'PORT',
	'HOST',
	'GROUNDSWELL_DATA',
	'GROUNDSWELL_RELEASES',
	'FORCE_COLOR'
]);

const folder = mkdtempSync(join(tmpdir(), 'groundswell-test-'));

const STEPS: Step[] = [
	{ name: 'browser', run: browser },
	{ name: 'format', run: () => script('format') },
	{ name: 'types', run: () => script('types') },
	{ name: 'lint and boundaries', run: () => script('lint') },
	{ name: 'cycles', run: () => script('cycles') },
	{ name: 'unused code', run: () => script('unused') },
	{ name: 'unit and API', run: () => tests('test:unit') },
	{ name: 'build', run: () => script('build') },
	{ name: 'end to end', run: () => tests('test:e2e') }
];

process.exitCode = await main().finally(() => rmSync(folder, { recursive: true, force: true }));

async function main(): Promise<number> {
	const started = performance.now();
	let passed = 0;
	let failed = 0;
	for (const { name, run } of STEPS) {
		const since = performance.now();
		const outcome = await run();
		passed += outcome.passed;
		failed += outcome.failed;
		const verdict = outcome.failed === 0 ? 'ok' : 'FAILED';
		console.log(`${name.padEnd(22)} ${verdict.padEnd(7)} ${seconds(since)}`);
		if (outcome.failed > 0) {
			console.log(outcome.output);
			break;
		}
	}
	console.log(`in ${seconds(started)}`);
	console.log(`${passed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

function seconds(since: number): string {
	return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

function browser(): Promise<Outcome> {
	try {
		process.env['CHROMIUM_PATH'] = ensureBrowser((line) => console.log(line));
		return Promise.resolve({ passed: 1, failed: 0, output: '' });
	} catch (error) {
		const output = error instanceof Error ? error.message : String(error);
		return Promise.resolve({ passed: 0, failed: 1, output });
	}
}

/** An npm script that holds or does not. */
async function script(name: string): Promise<Outcome> {
	const { code, output } = await npm(['run', '--silent', name]);
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

/** An npm script that runs tests, each of which counts. */
async function tests(name: string): Promise<Outcome> {
	const report = join(folder, `${name.replace(':', '-')}.json`);
	const { code, output } = await npm([
		'run',
		'--silent',
		name,
		'--',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`
	]);
	const { numPassedTests, numFailedTests } = counts(report);
	return { passed: numPassedTests, failed: code === 0 ? 0 : Math.max(1, numFailedTests), output };
}

/** What a run of vitest says of itself; nothing where it ended before it could. */
function counts(report: string): { numPassedTests: number; numFailedTests: number } {
	if (!existsSync(report)) return { numPassedTests: 0, numFailedTests: 0 };
	return JSON.parse(readFileSync(report, 'utf8')) as ReturnType<typeof counts>;
}

/** Runs npm without a terminal and without the settings of whoever calls, so that every run is the same. */
function npm(args: string[]): Promise<{ code: number | null; output: string }> {
	const kept = Object.entries(process.env).filter(([name]) => !SETTINGS.has(name));
	const env = { ...Object.fromEntries(kept), CI: 'true', TZ: 'UTC', NO_COLOR: '1' };
	return new Promise((done, failed) => {
		const child = spawn('npm', args, {
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32'
		});
		const output: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
		child.on('error', failed);
		child.on('close', (code) => done({ code, output: Buffer.concat(output).toString() }));
	});
}
