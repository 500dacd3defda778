import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertiesOf } from '../../setup/properties.ts';

describe('the seed of properties', () => {
	it('is the same in every run unless it is set', () => {
		expect(propertiesOf({})).toEqual(propertiesOf({}, () => 0.5));
		expect(propertiesOf({ GROUNDSWELL_SEED: '42', GROUNDSWELL_RUNS: '10' })).toMatchObject({
			seed: 42,
			times: 10,
			sentence: 'properties run with GROUNDSWELL_SEED=42 GROUNDSWELL_RUNS=10'
		});
	});

	it('can be random, and is handed on as the number it became', () => {
		const { seed, env } = propertiesOf({ GROUNDSWELL_SEED: 'random' }, () => 0.25);
		expect(seed).toBe(2 ** 29);
		expect(propertiesOf(env).seed).toBe(seed);
	});

	it.each([
		[
			{ GROUNDSWELL_SEED: 'often' },
			'GROUNDSWELL_SEED="often": expected a whole number or "random"'
		],
		[{ GROUNDSWELL_SEED: '-1' }, 'GROUNDSWELL_SEED="-1"'],
		[{ GROUNDSWELL_SEED: '1.5' }, 'GROUNDSWELL_SEED="1.5"'],
		[{ GROUNDSWELL_RUNS: '0' }, 'GROUNDSWELL_RUNS="0": expected a whole number']
	])('is refused where it is none: %j', (env, message) => {
		expect(() => propertiesOf(env)).toThrow(message);
	});

	it('is the one that fast-check uses in every test', () => {
		const { seed, times } = propertiesOf(process.env);
		expect(fc.readConfigureGlobal()).toMatchObject({ seed, numRuns: 100 * times });
	});
});
