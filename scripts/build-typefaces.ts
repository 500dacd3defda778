/**
 * Writes src/typefaces/inter-latin.woff2 anew: the letters of Western Europe at the weights that pages use, cut out
 * of the variable Inter of its package, which holds nine weights and is 1.6 times as large.
 * Source Serif 4 is taken as its package has it: its name is reserved for unchanged files.
 * Usage: npm run typefaces
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const PACKAGED = import.meta
	.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
export const INTER = new URL('../src/typefaces/inter-latin.woff2', import.meta.url);
const FACES = new URL('../src/typefaces.css', import.meta.url);

/** The letters and the weights that src/typefaces.css says of the file. */
function declared(): { letters: string; weights: { min: number; max: number } } {
	const face = readFileSync(FACES, 'utf8')
		.split('@font-face')
		.find((rule) => rule.includes('inter-latin.woff2'));
	const [, min, max] = /font-weight: (\d+) (\d+);/.exec(face ?? '') ?? [];
	const ranges = [...(face ?? '').matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)];
	if (min === undefined || max === undefined || ranges.length === 0)
		throw new Error(
			'src/typefaces.css has no @font-face of inter-latin.woff2 with font-weight and unicode-range'
		);
	const letters = ranges.flatMap(([, first = '', last = first]) => {
		const [from, to] = [parseInt(first, 16), parseInt(last, 16)];
		return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
	});
	return { letters: letters.join(''), weights: { min: Number(min), max: Number(max) } };
}

/** The bytes of src/typefaces/inter-latin.woff2. */
export async function interSubset(): Promise<Buffer> {
	const { letters, weights } = declared();
	return subsetFont(readFileSync(fileURLToPath(PACKAGED)), letters, {
		targetFormat: 'woff2',
		variationAxes: { wght: weights }
	});
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`)
	writeFileSync(INTER, await interSubset());
