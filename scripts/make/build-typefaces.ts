/**
 * Writes the files of src/typefaces/ anew: the letters and weights that src/typefaces.css says of each, cut out of the
 * typefaces of their packages, which hold more letters and weights and are twice as large.
 * Usage: npm run typefaces
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const packaged = (path: string) => readFileSync(fileURLToPath(import.meta.resolve(path)));

/** What files are cut from, by the beginning of their names. */
const ORIGINS: Record<string, () => Buffer> = {
	inter: () => packaged('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
	ground: () => packaged('@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2')
};
/** A name that its licence (OFL 1.1) reserves for unchanged files, and the one that ours go by. */
const RESERVED = 'Source';
const OURS = 'Ground';

/**
 * What is kept of a typeface's rules: letters that need each other, and figures of one width. The rest, as small
 * capitals and other shapes of signs beside capitals (calt, a sixth of Inter), is a third of the files.
 */
const FEATURES = { keepFeatures: ['ccmp', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'tnum'] };

const FACES = new URL('../../src/typefaces.css', import.meta.url);
const FOLDER = new URL('../../src/typefaces/', import.meta.url);

/** What a rule says of the file it names. */
interface Face {
	file: string;
	letters: string;
	/** The weights a variable typeface keeps; null of one with a single weight. */
	weights: { min: number; max: number } | null;
}

function facesOf(css: string): Face[] {
	return css.split('@font-face').flatMap((rule) => {
		const file = /url\('\.\/typefaces\/([\w-]+\.woff2)'\)/.exec(rule)?.[1];
		if (file === undefined) return [];
		const [, min, max] = /font-weight: (\d+)(?: (\d+))?;/.exec(rule) ?? [];
		const ranges = [...rule.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)];
		if (min === undefined || ranges.length === 0)
			throw new Error(
				`src/typefaces.css: the rule of ${file} needs a font-weight and a unicode-range`
			);
		const letters = ranges.flatMap(([, first = '', last = first]) => {
			const [from, to] = [parseInt(first, 16), parseInt(last, 16)];
			return Array.from({ length: to - from + 1 }, (_, index) =>
				String.fromCodePoint(from + index)
			);
		});
		const weights = max === undefined ? null : { min: Number(min), max: Number(max) };
		return [{ file, letters: letters.join(''), weights }];
	});
}

/** The files that src/typefaces.css names in its own folder, each with its bytes. @throws Error where a rule names none that can be made */
export async function typefaces(): Promise<{ file: URL; bytes: Buffer }[]> {
	const files: { file: URL; bytes: Buffer }[] = [];
	for (const { file, letters, weights } of facesOf(readFileSync(FACES, 'utf8'))) {
		const origin = ORIGINS[file.split('-')[0] ?? ''];
		if (origin === undefined)
			throw new Error(
				`src/typefaces.css names ${file}; expected a name that begins with ${Object.keys(ORIGINS).join(' or ')}`
			);
		const cut = await subsetFont(origin(), letters, {
			targetFormat: 'sfnt',
			...FEATURES,
			...(weights ? { variationAxes: { wght: weights } } : {})
		});
		const bytes = await subsetFont(renamed(cut), letters, { targetFormat: 'woff2', ...FEATURES });
		files.push({ file: new URL(file, FOLDER), bytes });
	}
	return files;
}

/** Names of a typeface that the reserved name must leave: all but the copyright, which speaks of it. */
const COPYRIGHT = 0;

/** A typeface under our name where its own is reserved; both are of one length, so that nothing moves. */
function renamed(font: Buffer): Buffer {
	const copy = Buffer.from(font);
	const table = tableOf(copy, 'name');
	const strings = table + copy.readUInt16BE(table + 4);
	for (let index = 0; index < copy.readUInt16BE(table + 2); index++) {
		const record = table + 6 + 12 * index;
		if (copy.readUInt16BE(record + 6) === COPYRIGHT) continue;
		const start = strings + copy.readUInt16BE(record + 10);
		const text = copy.subarray(start, start + copy.readUInt16BE(record + 8));
		for (const [from, to] of [
			[utf16(RESERVED), utf16(OURS)],
			[Buffer.from(RESERVED, 'latin1'), Buffer.from(OURS, 'latin1')]
		] as const) {
			const at = text.indexOf(from);
			if (at >= 0) to.copy(text, at);
		}
	}
	return copy;
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** Where a table of an OpenType file begins. */
function tableOf(font: Buffer, tag: string): number {
	for (let index = 0; index < font.readUInt16BE(4); index++) {
		const entry = 12 + 16 * index;
		if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
	}
	throw new Error(`the typeface has no table ${tag}`);
}

if (import.meta.url === `file://${process.argv[1] ?? ''}`)
	for (const { file, bytes } of await typefaces()) writeFileSync(file, bytes);
