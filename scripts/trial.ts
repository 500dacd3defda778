/** Tries faults on the product, again and again, until a time is up: `npm run trial -- --help`. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureSite } from './serve/site.ts';
import { endingOf } from './trial/server/ending.ts';
import { servedIn, startProduct, type Product } from './trial/server/product.ts';
import { runTrials, type Outcome } from './trial/run.ts';
import type { Trial } from './trial/trial.ts';
import { USAGE } from './parts/exits.ts';

const FOLDER = new URL('trial/trials/', import.meta.url);
const NAMES = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.ts'))
	.map((name) => name.slice(0, -'.ts'.length))
	.sort();

const HELP = `Tries faults on a copy of the product over invented data, until the time is up.

npm run trial -- [options]
  --seed N       what the cases follow from (default: a number drawn and printed)
  --seconds S    how long all trials together may take (default 60)
  --only NAME    only this trial (repeatable)
  --case N       only this case of the trials named
  --help         this text

Trials: ${NAMES.join(', ')}.
Exit codes: 0 every trial held; 1 one did not; 2 wrong usage.`;

async function main(): Promise<number> {
	const asked = readOptions();
	if (typeof asked === 'number') return asked;
	const { names, seed, seconds, only } = asked;
	const trials: Record<string, Trial> = {};
	for (const name of names) {
		const loaded = (await import(new URL(`${name}.ts`, FOLDER).href)) as { trial: Trial };
		trials[name] = loaded.trial;
	}
	console.log(`seed ${seed}, ${seconds} s: ${names.join(', ')}`);
	// Not counted: the pages are built once, for all that follows.
	await ensureSite('.', console.log);
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-trial-'));
	let started: Promise<Product> | null = null;
	const product = () => (started ??= startProduct(servedIn(folder)));
	try {
		const outcomes = await runTrials(
			trials,
			{ seed, seconds, only },
			{ folder, product, told: (outcome) => tell(outcome, seed) }
		);
		const running = started as Promise<Product> | null;
		const ending = running === null ? null : await endingOf(await running);
		return close(outcomes, seed, ending);
	} finally {
		await (started as Promise<Product> | null)?.then(({ stop }) => stop());
		rmSync(folder, { recursive: true, force: true });
	}
}

function tell({ name, cases, seconds, numbers, faults }: Outcome, seed: number): void {
	const counted = Object.entries(numbers).map(
		([what, count]) => `${what} ${count.toLocaleString('en-US')}`
	);
	console.log(
		`${name}: ${[`cases ${cases.toLocaleString('en-US')}`, ...counted].join(', ')} (${seconds.toFixed(0)} s)`
	);
	for (const { at, message } of faults) {
		const again = at < 0 ? '' : ` --case ${at}`;
		console.error(`  ${message}\n  again: npm run trial -- --only ${name} --seed ${seed}${again}`);
	}
}

/** Sums up. @param ending what was wrong with how the product ended, or null */
function close(outcomes: readonly Outcome[], seed: number, ending: string | null): number {
	if (ending !== null) console.error(ending);
	const failed = outcomes.filter(({ faults }) => faults.length > 0);
	const cases = outcomes.reduce((sum, outcome) => sum + outcome.cases, 0).toLocaleString('en-US');
	if (failed.length === 0 && ending === null) {
		console.log(`seed ${seed}: all ${outcomes.length} trials held in ${cases} cases`);
		return 0;
	}
	console.log(
		`seed ${seed}: ${[...failed.map(({ name }) => name), ...(ending === null ? [] : ['the end'])].join(', ')} did not hold, of ${outcomes.length} trials in ${cases} cases`
	);
	return 1;
}

/** What is asked for, or the exit code where that is answered already. */
function readOptions() {
	try {
		const { values } = parseArgs({
			options: {
				seed: { type: 'string' },
				seconds: { type: 'string', default: '60' },
				only: { type: 'string', multiple: true, default: [] },
				case: { type: 'string' },
				help: { type: 'boolean', default: false }
			}
		});
		if (values.help) {
			console.log(HELP);
			return 0;
		}
		const unknown = values.only.filter((name) => !NAMES.includes(name));
		if (unknown.length > 0)
			return wrong(`no trial ${unknown.join(', ')}; there are ${NAMES.join(', ')}`);
		const given = { seed: values.seed, seconds: values.seconds, case: values.case };
		for (const [name, value] of Object.entries(given))
			if (value !== undefined && !/^\d{1,9}$/.test(value))
				return wrong(`--${name} ${value}: expected a whole number`);
		return {
			names: values.only.length > 0 ? values.only : NAMES,
			seed: Number(values.seed ?? Math.floor(Math.random() * 1e9)),
			seconds: Number(values.seconds),
			only: values.case === undefined ? null : Number(values.case)
		};
	} catch (error) {
		return wrong(error instanceof Error ? error.message : String(error));
	}
}

function wrong(message: string): number {
	console.error(`${message}\nRun npm run trial -- --help for the options.`);
	return USAGE;
}

process.exitCode = await main();
