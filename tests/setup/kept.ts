import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Where kept texts and images lie: what was drawn and said when somebody last read it. */
const FOLDER = new URL('../kept/', import.meta.url);

/** How a new or changed one is taken, said where one is missing. */
const HOW = 'run the test with -u, read what it writes, and commit it';

/** A file name for an address or id. */
export const fileName = (name: string): string =>
	name.replace(/^\//, '').replaceAll(/[^\w.=-]+/g, '_') || 'home';

/**
 * The kept files of one kind, `tests/kept/KIND/`; one for each name, and no other.
 * @param extension with its dot
 */
export function kept(kind: string, extension: string, names: readonly string[]) {
	const folder = fileURLToPath(new URL(`${kind}/`, FOLDER));
	const pathOf = (name: string) => `${folder}${fileName(name)}${extension}`;
	// Read before a test of this file could write one.
	const before = existsSync(folder) ? readdirSync(folder).sort() : [];
	test(`every one is kept in tests/kept/${kind}, and no other: ${HOW}`, () => {
		expect(before).toEqual(names.map((name) => `${fileName(name)}${extension}`).sort());
	});
	return {
		pathOf,
		/** Compares a text with the one that is kept. */
		same: (name: string, text: string) =>
			expect(`${text.trimEnd()}\n`).toMatchFileSnapshot(pathOf(name))
	};
}

/** A text without the id of the release, which changes with any row of the data. */
export const withoutRelease = (text: string, release: string): string =>
	text.replaceAll(release, 'RELEASE');
