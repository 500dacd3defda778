import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from './server/product.ts';
import { Random } from './random/random.ts';
import { Fault, Tally, type Running, type Trial } from './trial.ts';

/** What a run is asked for. */
export interface Asked {
	seed: number;
	/** How long all trials together may take. */
	seconds: number;
	/** The only case to run; null for as many as the time allows. */
	only: number | null;
}

/** What came of a trial. */
export interface Outcome {
	name: string;
	cases: number;
	seconds: number;
	numbers: Record<string, number>;
	/** What went wrong, each with the number of its case. */
	faults: { at: number; message: string }[];
}

/** After so many faults a trial ends: the next would say the same. */
const ENOUGH = 10;

/** Gives each trial its part of the time that is left, one after the other. */
export async function runTrials(
	trials: Readonly<Record<string, Trial>>,
	{ seed, seconds, only }: Asked,
	{
		folder,
		product,
		told
	}: { folder: string; product: () => Promise<Product>; told: (outcome: Outcome) => void }
): Promise<Outcome[]> {
	const until = performance.now() + seconds * 1000;
	let left = Object.values(trials).reduce((sum, { share }) => sum + share, 0);
	const outcomes: Outcome[] = [];
	for (const [name, trial] of Object.entries(trials)) {
		const ms = Math.max(0, ((until - performance.now()) * trial.share) / left);
		left -= trial.share;
		const own = join(folder, name);
		mkdirSync(own);
		const outcome = await runOne(name, trial, { seed, ms, only, folder: own, product });
		told(outcome);
		outcomes.push(outcome);
	}
	return outcomes;
}

interface One extends Omit<Asked, 'seconds'> {
	ms: number;
	folder: string;
	product: () => Promise<Product>;
}

/** Runs a trial for its time, at least one case of it. */
async function runOne(name: string, trial: Trial, one: One): Promise<Outcome> {
	const { seed, ms, only, folder, product } = one;
	const began = performance.now();
	const tally = new Tally();
	const faults: Outcome['faults'] = [];
	let cases = 0;
	const attempt = async (running: Running, at: number) => {
		cases++;
		try {
			await running.attempt(new Random(seed, name, at), tally);
		} catch (error) {
			faults.push({ at, message: error instanceof Fault ? error.message : unexpected(error) });
		}
	};
	let running: Running | null = null;
	try {
		running = await trial.open({ folder, ms, product });
		if (only !== null) await attempt(running, only);
		else
			for (let at = 0; at === 0 || performance.now() - began < ms; at++) {
				await attempt(running, at);
				if (faults.length >= ENOUGH) break;
			}
	} catch (error) {
		faults.push({ at: -1, message: `the trial could not begin: ${unexpected(error)}` });
	} finally {
		await running?.close?.();
	}
	const seconds = (performance.now() - began) / 1000;
	return { name, cases, seconds, numbers: tally.numbers, faults };
}

const unexpected = (error: unknown) =>
	error instanceof Error ? (error.stack ?? error.message) : String(error);
