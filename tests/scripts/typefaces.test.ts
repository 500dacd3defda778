import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { INTER, interSubset } from '../../scripts/build-typefaces.ts';

it('the letters of Inter are those that npm run typefaces writes', async () => {
	expect(readFileSync(INTER).equals(await interSubset())).toBe(true);
});
