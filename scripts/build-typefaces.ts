/**
 * Writes the files of src/typefaces/ anew: the letters and weights that src/typefaces.css says of each, cut out of the
 * variable Inter of its package, which holds nine weights and is twice as large.
 * Source Serif 4 is taken as its package has it: its name is reserved for unchanged files.
 * Usage: npm run typefaces
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const PACKAGED = import.meta
	.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');
const FACES = new URL('../src/typefaces.css', import.meta.url);
const FOLDER = new URL('../src/typefaces/', import.meta.url);

/** What a rule says of the file it names. */
interface Face {
	file: string;
	letters: string;
	weights: { min: number; max: number };
}

function facesOf(css: string): Face[] {
	return css.split('@font-face').flatMap((rule) => {
		const file = /url\('\.\/typefaces\/([\w-]+\.woff2)'\)/.exec(rule)?.[1];
		if (file === undefined) return [];
		const [, min, max] = /font-weight: (\d+) (\d+);/.exec(rule) ?? [];
		const ranges = [...rule.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)];
		if (min === undefined || max === undefined || ranges.length === 0)
			throw new Error(
				`src/typefaces.css: the rule of ${file} needs a font-weight of two numbers and a unicode-range`
			);
		const letters = ranges.flatMap(([, first = '', last = first]) => {
			const [from, to] = [parseInt(first, 16), parseInt(last, 16)];
			return Array.from({ length: to - from + 1 }, (_, index) =>
				String.fromCodePoint(from + index)
			);
		});
		return [{ file, letters: letters.join(''), weights: { min: Number(min), max: Number(max) } }];
	});
}

/** The files that src/typefaces.css names in its own folder, each with its bytes. */
export async function typefaces(): Promise<{ file: URL; bytes: Buffer }[]> {
	const whole = readFileSync(fileURLToPath(PACKAGED));
	const files: { file: URL; bytes: Buffer }[] = [];
	for (const { file, letters, weights } of facesOf(readFileSync(FACES, 'utf8'))) {
		const bytes = await subsetFont(whole, letters, {
			targetFormat: 'woff2',
			variationAxes: { wght: weights }
		});
		files.push({ file: new URL(file, FOLDER), bytes });
	}
	return files;
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`)
	for (const { file, bytes } of await typefaces()) writeFileSync(file, bytes);
