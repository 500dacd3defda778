import { statSync } from 'node:fs';

/** Globs of the TypeScript below a path. */
export const filesToMutate = (path: string): string[] =>
	statSync(path).isDirectory() ? [`${path.replace(/\/$/, '')}/**/*.ts`] : [path];

/** The tests that mirror a path of src: a folder or file of the same name, else the next folder above that has one. */
export function testsOf(path: string, exists: (path: string) => boolean): string[] {
	const parts = path
		.replace(/^src\/(lib\/)?/, '')
		.replace(/\.ts$/, '')
		.replace(/\/$/, '')
		.split('/');
	for (let length = parts.length; length > 0; length--) {
		const mirrored = `tests/${parts.slice(0, length).join('/')}`;
		const found = [`${mirrored}.test.ts`, mirrored].filter(exists);
		if (found.length > 0) return found;
	}
	return [];
}
