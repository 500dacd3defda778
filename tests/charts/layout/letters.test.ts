import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWidth, wrapped, type Type } from '#lib/charts/layout/letters.ts';
import { registerFonts } from '#lib/server/image/fonts.ts';
import { SANS } from '#lib/server/image/palette.ts';

registerFonts();
const ctx = createCanvas(1, 1).getContext('2d');
const drawn = (text: string, { size, weight }: Type) => {
	ctx.font = `${weight} ${size}px ${SANS}`;
	return ctx.measureText(text).width;
};

const type = fc.record<Type>({
	size: fc.constantFrom(12, 13),
	weight: fc.constantFrom(400 as const, 600 as const)
});
const words = fc.stringMatching(/^[ -~]{1,60}$/);

describe('the width of a text', () => {
	test('is that of the typeface, to the kerning of its letters', () => {
		fc.assert(
			fc.property(words, type, (text, set) => {
				const width = textWidth(text, set);
				expect(Math.abs(width - drawn(text, set)), text).toBeLessThan(1 + 0.06 * width);
			})
		);
	});

	test.each(['47% Polaris Opinión', 'Añil & Søn', '70% Harbor Poll', '$31.2 billion, 2026 Q3'])(
		'of %s is right to two pixels',
		(text) => {
			const set = { size: 12, weight: 600 } as const;
			expect(Math.abs(textWidth(text, set) - drawn(text, set))).toBeLessThan(2);
		}
	);
});

describe('a text in lines', () => {
	test('keeps every word in order, and no line is wider than its room', () => {
		fc.assert(
			fc.property(words, type, fc.integer({ min: 40, max: 220 }), (text, set, room) => {
				const lines = wrapped(text, set, room);
				for (const line of lines) expect(textWidth(line, set)).toBeLessThanOrEqual(room);
				const kept = lines.join(' ').split(' ');
				const given = text.split(' ').filter((word) => word !== '');
				expect(kept).toHaveLength(given.length);
				for (const [index, word] of kept.entries())
					expect(given[index]?.startsWith(word.replace(/…$/, '')), word).toBe(true);
			})
		);
	});

	test('cuts a word only where it is wider than a line by itself', () => {
		const set = { size: 12, weight: 400 } as const;
		expect(wrapped('Harbor Poll of voters', set, 70)).toEqual(['Harbor Poll', 'of voters']);
		expect(wrapped(`A ${'x'.repeat(60)}`, set, 70)).toEqual(['A', expect.stringMatching(/^x+…$/)]);
	});

	test('keeps together what a space that does not break joins', () => {
		expect(wrapped('voters, n\u00a02,000', { size: 12, weight: 400 }, 60)).toEqual([
			'voters,',
			'n\u00a02,000'
		]);
	});
});
