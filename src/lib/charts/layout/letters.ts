/** How a text on a chart is set. */
export interface Type {
	/** Pixels. */
	size: number;
	weight: 400 | 600;
}

/** First character of the tables of widths. */
const FIRST = 32;
/**
 * Widths of the printable characters of ASCII in thousandths of the size, as Inter has them; tests/charts/layout/letters.test.ts
 * compares them with the typeface.
 */
const WIDTHS = {
	400: [
		281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610,
		618, 646, 593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601,
		590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682,
		679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549,
		242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662
	],
	600: [
		252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379, 660, 423, 623,
		636, 666, 612, 640, 576, 640, 640, 319, 329, 673, 673, 673, 543, 999, 728, 659, 737, 722, 605,
		588, 749, 746, 277, 580, 703, 565, 922, 759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720,
		713, 652, 373, 379, 373, 481, 469, 351, 574, 624, 583, 624, 591, 389, 625, 612, 262, 262, 569,
		262, 900, 612, 609, 624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455, 359, 455, 673
	]
} as const;
/** Punctuation and signs beyond ASCII. */
const SIGNS: Readonly<Record<string, number>> = {
	'\u00a0': 281,
	'…': 956,
	'—': 1000,
	'–': 500,
	'“': 507,
	'”': 507,
	'‘': 294,
	'’': 294
};
/** A letter that is in no table, and one of a script whose letters are squares. */
const USUAL = 690;
const SQUARE = 1000;
const SQUARES_FROM = 0x2e80;

/**
 * Width of a text in pixels, the same in every browser and on the server, so that labels are placed alike. Letters with
 * accents are as wide as those without.
 */
export function textWidth(text: string, { size, weight }: Type): number {
	let sum = 0;
	for (const letter of text.normalize('NFD').replace(/\p{M}/gu, '')) {
		const code = letter.codePointAt(0) ?? 0;
		sum +=
			WIDTHS[weight][code - FIRST] ??
			SIGNS[letter] ??
			(code >= SQUARES_FROM && code < 0xfb00 ? SQUARE : USUAL);
	}
	return (sum * size) / 1000;
}

/** The longest beginning of a word that fits a width with an ellipsis. */
function cut(word: string, type: Type, width: number): string {
	const letters = Array.from(word);
	while (letters.length > 1 && textWidth(`${letters.join('')}…`, type) > width) letters.pop();
	return `${letters.join('')}…`;
}

/** A text in lines of words, none wider than `width`; only a word that is wider by itself is cut. */
export function wrapped(text: string, type: Type, width: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(/[ \t\n]+/).filter((part) => part !== '')) {
		const last = lines.at(-1);
		if (last !== undefined && textWidth(`${last} ${word}`, type) <= width)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(textWidth(word, type) <= width ? word : cut(word, type, width));
	}
	return lines;
}
