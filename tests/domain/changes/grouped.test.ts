import { expect, it } from 'vitest';
import { grouped, thingWords } from '#lib/domain/changes/grouped.ts';

type Row = Parameters<typeof grouped>[0][number];

const row = (record_table: Row['record_table'], record: string, more: Partial<Row> = {}): Row => ({
	region: null,
	region_name: null,
	date: null,
	record_table,
	change: 'added',
	record,
	words: 'added',
	columns: null,
	dataset: 'groundswell',
	record_id: record,
	change_id: `${record_table}|${record}`,
	...more
});
const POLL = 'Poll by Harbor, Virginia, 2026-08';

it('takes a poll with its questions and answers for one thing, whose page is that of the poll', () => {
	const things = grouped([
		row('answers', `Answer “oppose”, everyone: Near home, ${POLL}`),
		row('answers', `Answer “support”, everyone: Near home, ${POLL}`),
		row('polls', POLL, { record_id: 'harbor' }),
		row('questions', `Question: Near home, ${POLL}`),
		row('actions', 'Leesburg: ban adopted, 2026-08-01')
	]);
	expect(things.map(({ name }) => name)).toEqual([POLL, 'Leesburg: ban adopted, 2026-08-01']);
	expect(things[0]?.row.record_id).toBe('harbor');
	expect(things.map(thingWords)).toEqual(['added: 2 answers, 1 poll, 1 question', 'added']);
});

it('says what changed in a single row, and counts where several changed', () => {
	const changed = { change: 'changed', words: 'note emptied' } as const;
	const [one] = grouped([row('claims', 'Claim: a', changed)]);
	expect(one && thingWords(one)).toBe('changed: note emptied');
	const [sources] = grouped([
		row('sources', 'Source: a', changed),
		row('citations', 'Citation of b')
	]);
	expect(sources && thingWords(sources)).toBe('changed: 1 source; added: 1 citation');
});
