import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import { SANS, SERIF } from './palette.ts';

const require = createRequire(import.meta.url);
/** The two families, each in the letters of Western Europe and those of its other languages. */
const FILES = [
	[SANS, require.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')],
	[SANS, require.resolve('@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2')],
	[
		SERIF,
		require.resolve('@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2')
	],
	[
		SERIF,
		require.resolve('@fontsource/source-serif-4/files/source-serif-4-latin-ext-600-normal.woff2')
	]
] as const;

let isDone = false;

/**
 * Registers the pages' own typefaces, as they are served to browsers; the machine's fonts are not looked at.
 * @throws Error where a file is no typeface
 */
export function registerFonts(): void {
	if (isDone) return;
	for (const [family, file] of FILES)
		if (!GlobalFonts.registerFromPath(file, family.replaceAll('"', '')))
			throw new Error(`${file}: not readable as a typeface`);
	isDone = true;
}
