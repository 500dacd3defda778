import { counted } from '#lib/domain/text/format.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newestDate, publisherNames, sourceLine } from '#lib/domain/text/source-line.ts';

const row = (publisher: string, date: string | null = '2026-08-19') => ({
	publisher,
	tier: 'primary' as const,
	date
});

describe('the source line under a chart', () => {
	test('names the publishers with most rows first', () => {
		expect(publisherNames(['B', 'A', 'B'].map((name) => row(name)))).toBe('B, A');
	});

	test.each([
		[3, 'P0, P1, P2'],
		[4, 'P0, P1, P2 and 1 more'],
		[7, 'P0, P1, P2 and 4 more']
	])('of %i publishers says how many it does not name', (count, words) => {
		const rows = Array.from({ length: count }, (_, index) => row(`P${index}`));
		expect(publisherNames(rows)).toBe(words);
	});

	test('counts every publisher once, named or not', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), { minLength: 1, maxLength: 40 }),
				(all) => {
					const words = publisherNames(all.map((name) => row(name)));
					const [, names = '', more = '0'] = /^(.*?)(?: and (\d+) more)?$/.exec(words) ?? [];
					expect(names.split(', ').length + Number(more)).toBe(new Set(all).size);
				}
			)
		);
	});

	test('holds publishers, count, tiers and the newest date, and nothing where there is no row', () => {
		const rows = [row('A', '2026-03'), row('A', null), row('B', '2026-08-19')];
		expect(sourceLine(rows, counted(3, 'reading'), 'all primary')).toBe(
			`A, B; 3 readings, all primary; ${newestDate(rows)}`
		);
		expect(newestDate(rows)).toMatch(/2026$/);
		expect(sourceLine([row('A', null)], counted(1, 'reading'), '')).toBe('A; 1 reading');
		expect(sourceLine([], counted(0, 'reading'), '')).toBe('');
	});
});
