import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ApiDocument } from '../../scripts/trial/api-document.ts';
import { mutatedFile } from '../../scripts/trial/random/mutated-file.ts';
import { Random } from '../../scripts/trial/random/random.ts';
import { runTrials } from '../../scripts/trial/run.ts';
import { Fault, type Trial } from '../../scripts/trial/trial.ts';

/** Runs one trial that has no product to try. */
async function run(trial: Trial, asked: { seed?: number; seconds?: number; only?: number } = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-trials-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const { seed = 1, seconds = 0, only = null } = asked;
	const product = () => Promise.reject(new Error('there is none'));
	const around = { folder, product, told: () => undefined };
	const [outcome] = await runTrials({ one: trial }, { seed, seconds, only }, around);
	return outcome;
}

test('a case follows from the seed, the trial and its number', async () => {
	const drawn = async (seed: number, only: number) => {
		const numbers: number[] = [];
		const attempt = (random: Random) => void numbers.push(random.next(), random.below(100));
		await run({ about: '', share: 1, open: () => ({ attempt }) }, { seed, only });
		return numbers;
	};
	expect(await drawn(7, 3)).toEqual(await drawn(7, 3));
	expect(await drawn(7, 3)).not.toEqual(await drawn(7, 4));
	expect(await drawn(7, 3)).not.toEqual(await drawn(8, 3));
});

test('a trial has at least one case, counts, and is closed', async () => {
	let isClosed = false;
	const outcome = await run({
		about: '',
		share: 1,
		open: () => ({
			attempt: (_random, tally) => tally.add('answers', 2),
			close: () => void (isClosed = true)
		})
	});
	expect(outcome).toMatchObject({ cases: 1, numbers: { answers: 2 }, faults: [] });
	expect(isClosed).toBe(true);
});

test('what does not hold is told with its case, and a trial that always fails ends', async () => {
	const attempt = () => {
		throw new Fault('a wrong answer');
	};
	const outcome = await run({ about: '', share: 1, open: () => ({ attempt }) }, { seconds: 600 });
	expect(outcome?.cases).toBe(10);
	expect(outcome?.faults[2]).toEqual({ at: 2, message: 'a wrong answer' });
});

test('an error that nobody expected is a fault, also while the trial is set up', async () => {
	const fails = () => Promise.reject(new Error('no room'));
	const within = await run({ about: '', share: 1, open: () => ({ attempt: fails }) });
	expect(within?.faults[0]?.message).toContain('no room');
	const before = await run({ about: '', share: 1, open: fails });
	expect(before?.faults[0]?.message).toContain('could not begin');
});

test('an answer that the document does not state, or of another shape, is told', () => {
	const schema = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
	const content = { 'application/json': { schema } };
	const document = new ApiDocument({
		openapi: '3.1.0',
		paths: { '/a/{id}': { get: { responses: { 200: { content }, 303: {} } } } }
	});
	const [operation] = document.operations;
	if (!operation) throw new Error('no operation');
	const broken = (status: number, type: string | null, body: string | null) =>
		document.broken(operation, status, type, body);
	expect(broken(200, 'application/json; charset=utf-8', '{"id":"x"}')).toBeNull();
	expect(broken(303, null, null)).toBeNull();
	expect(broken(200, 'application/json', '{"id":1}')).toContain('must be string');
	expect(broken(404, 'application/json', '{}')).toBe('status 404 is not stated');
	expect(broken(200, 'text/html', null)).toBe('text/html is not stated for 200');
	expect(broken(200, null, null)).toContain('nothing comes');
});

test('a mutated file is most often another', () => {
	const original = Buffer.from('a,b\n1,2\n3,4\n');
	const changed = Array.from({ length: 200 }, (_, at) =>
		mutatedFile(original, new Random('file', at)).bytes.equals(original)
	).filter((isSame) => !isSame);
	expect(changed.length).toBeGreaterThan(150);
});
