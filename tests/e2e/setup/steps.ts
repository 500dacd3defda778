import type { Locator, Page } from 'playwright-core';
import { settled } from './settled.ts';

/** Somebody who uses a page and counts what it takes: a click, a field filled in, and a key are one step each. */
export interface Reader {
	click: (where: Locator) => Promise<void>;
	/** Fills in a field. */
	type: (where: Locator, words: string) => Promise<void>;
	key: (name: string) => Promise<void>;
	/** Chooses a file. */
	file: (where: Locator, name: string, text: string) => Promise<void>;
	/** Steps so far. */
	steps: () => number;
}

/** A reader at a page, who waits after each step until the page stands still. */
export function readerAt(page: Page): Reader {
	let steps = 0;
	const step = async (done: Promise<unknown>) => {
		steps++;
		await done;
		await settled(page);
	};
	return {
		click: (where) => step(where.click()),
		type: (where, words) => step(where.fill(words)),
		key: (name) => step(page.keyboard.press(name)),
		file: (where, name, text) =>
			step(where.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })),
		steps: () => steps
	};
}
