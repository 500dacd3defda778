import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import { SANS, SERIF } from './palette.ts';

const require = createRequire(import.meta.url);
const SUBSETS = ['latin', 'latin-ext'];

let isDone = false;

/** Registers the pages' own typefaces, as they are served to browsers; the machine's fonts are not looked at. */
export function registerFonts(): void {
	if (isDone) return;
	for (const subset of SUBSETS) {
		register(`@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`, SANS);
		register(`@fontsource/source-serif-4/files/source-serif-4-${subset}-600-normal.woff2`, SERIF);
	}
	isDone = true;
}

function register(file: string, family: string): void {
	if (!GlobalFonts.registerFromPath(require.resolve(file), family.replaceAll('"', '')))
		throw new Error(`${file}: not readable as a typeface`);
}
