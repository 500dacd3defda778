import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { typefaces } from '../../../scripts/make/build-typefaces.ts';

/** Four files are cut, each in two passes: more than a busy machine does in the usual time. */
const PATIENCE_MS = 60_000;

it(
	'the typefaces are those that npm run typefaces writes',
	async () => {
		const files = await typefaces();
		expect(files).toHaveLength(4);
		for (const { file, bytes } of files)
			expect(readFileSync(file).equals(bytes), file.pathname).toBe(true);
	},
	PATIENCE_MS
);
