import { expect, it } from 'vitest';
import { inSentences, type Override } from '#lib/server/ingest/read/overrides.ts';

const change = (line: number, more: Partial<Override> = {}): Override => ({
	dataset: 'groundswell',
	file: 'overrides.csv',
	line,
	table: 'populations',
	id: `county-${line}`,
	column: 'vintage',
	value: '2026',
	reason: 'a new edition',
	before: '2025',
	good: true,
	...more
});

it('tells each change, and many of one kind together with the first of them', () => {
	const many = Array.from({ length: 30 }, (_, n) => change(n + 2));
	expect(inSentences([...many, change(40, { column: 'note', before: '', value: 'x' })])).toEqual([
		'overrides.csv: 30 populations: vintage changes, first county-2: "2025" becomes "2026" (a new edition)',
		'overrides.csv:40: populations county-40: note "" becomes "x" (a new edition)'
	]);
});
