import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** The letters that src/typefaces.css has a file for, by what the file's name ends in. */
function isIn(letter: string, ending: string): boolean {
	const code = letter.codePointAt(0) ?? 0;
	const rule = readFileSync('src/typefaces.css', 'utf8')
		.split('@font-face')
		.find((one) => one.includes(`inter-${ending}.woff2`));
	return [...(rule ?? '').matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].some(
		([, first = '', last = first]) => parseInt(first, 16) <= code && code <= parseInt(last, 16)
	);
}

/** The formulas of the methods are folded away, and have squares. */
const FOLDED = 'Formulas.svelte';

it('what pages say themselves is written in the letters of the English file', () => {
	const parts = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
		(file) => file.endsWith('.svelte') && !file.endsWith(FOLDED)
	);
	const letters = new Set(
		parts.flatMap((file) => Array.from(readFileSync(join('src', file), 'utf8')))
	);
	const signs = [...letters].filter((letter) => letter > '~');
	expect(signs.filter((letter) => isIn(letter, 'english'))).toContain('‹');
	expect(signs.filter((letter) => isIn(letter, 'western'))).toEqual([]);
});
