import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registerFonts } from '#lib/server/image/fonts.ts';
import { balanced, wrappedLines, widthOf, type Setting } from '#lib/server/image/text.ts';
import { runs } from '../../setup/properties.ts';

registerFonts();
const ctx = createCanvas(1, 1).getContext('2d');
const SETTING: Setting = { family: 'sans', size: 14, weight: 400, leading: 20, color: '#000000' };
const words = fc.array(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 20 });

test('no line is wider than its column, whatever the words', () => {
	fc.assert(
		fc.property(words, fc.integer({ min: 60, max: 600 }), (list, width) => {
			for (const line of wrappedLines(ctx, list.join(' '), SETTING, { width }))
				expect(widthOf(ctx, line, SETTING)).toBeLessThanOrEqual(width);
		}),
		{ numRuns: runs(50) }
	);
});

test('words that fit are all kept, in their order', () => {
	const text = 'Opposition to a data center near home rose from 42% to 75% in a year';
	const lines = wrappedLines(ctx, text, SETTING, { width: 160 });
	expect(lines.length).toBeGreaterThan(2);
	expect(lines.join(' ')).toBe(text);
});

test('what does not fit in so many lines ends in an ellipsis', () => {
	const lines = wrappedLines(ctx, 'one two three four five six seven', SETTING, {
		width: 60,
		most: 2
	});
	expect(lines).toHaveLength(2);
	expect(lines[1]).toMatch(/…$/);
});

test('balanced lines are as many as without balance, with the same words, and more even', () => {
	const text = 'Opposition to a data center near home rose from 42% to 75% in a year';
	const width = widthOf(ctx, text, SETTING) * 0.9;
	const plain = wrappedLines(ctx, text, SETTING, { width });
	const even = balanced(ctx, text, SETTING, { width });
	const last = (lines: string[]) => widthOf(ctx, lines.at(-1) ?? '', SETTING);
	expect(even).toHaveLength(plain.length);
	expect(even.join(' ')).toBe(text);
	expect(last(even)).toBeGreaterThan(last(plain));
});
