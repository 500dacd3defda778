import { LIMITS, UploadError } from '../upload.ts';
import type { Archive } from './workbook-zip.ts';
import { walk, type Taking } from './markup.ts';

/** Texts a workbook may share among its cells, and their characters in all. */
const MOST_TEXTS = 300_000;
const MOST_CHARACTERS = 12_000_000;

const tooMuch = () =>
	new UploadError(
		'the workbook holds more text than a list of sites has: save the sheet as CSV UTF-8 and send that',
		413
	);

/** `_x000D_` stands for a character that XML cannot hold. */
const unescape = (text: string): string =>
	text.includes('_x')
		? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
				String.fromCharCode(parseInt(code, 16))
			)
		: text;

/** Puts together the text of an element that holds `t`, perhaps in runs; how it is spoken (`rPh`) is left out. */
export function textCollector(): {
	taking: Required<Pick<Taking, 'close' | 'text'>> & { open: (name: string) => void };
	take: () => string;
} {
	let text = '';
	let isIn = false;
	let isSpoken = false;
	return {
		taking: {
			open: (name) => {
				if (name === 'rPh') isSpoken = true;
				if (name === 't') isIn = !isSpoken;
			},
			close: (name) => {
				if (name === 'rPh') isSpoken = false;
				if (name === 't') isIn = false;
			},
			text: (given) => {
				// A cell that is too long is refused where it is used; no more of it is kept than shows that.
				if (isIn && text.length <= LIMITS.cell) text += given.slice(0, LIMITS.cell + 1);
			}
		},
		take: () => {
			const all = unescape(text);
			text = '';
			return all;
		}
	};
}

/** The texts that cells share, by their number. @throws UploadError where there are too many */
export async function sharedStrings(archive: Archive, part: string): Promise<string[]> {
	const texts: string[] = [];
	let characters = 0;
	const { taking, take } = textCollector();
	await walk(archive.read(part), {
		...taking,
		close: (name) => {
			taking.close(name);
			if (name !== 'si') return;
			const text = take();
			characters += text.length;
			texts.push(text);
			if (texts.length > MOST_TEXTS || characters > MOST_CHARACTERS) throw tooMuch();
		}
	});
	return texts;
}
