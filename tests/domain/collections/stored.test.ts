import { expect, test } from 'vitest';
import { answersCollection, pollsCollection } from '#lib/domain/collections/lists/polls.ts';
import { modelPricesCollection } from '#lib/domain/collections/lists/prices.ts';
import { statusesCollection } from '#lib/domain/collections/lists/status.ts';
import { idOf, labelled, placeOf } from '#lib/domain/collections/stored.ts';

test.each([
	['a column of the first table', pollsCollection, 'house', 'p.house'],
	['a column of a table joined', answersCollection, 'topic', 'q.topic'],
	['a column that the list calls otherwise', statusesCollection, 'place_name', 'l.name'],
	['of columns that several tables share, the first', answersCollection, 'added', 'a.added'],
	['the name of the region', pollsCollection, 'region_name', 'r.label'],
	['the document to link first', pollsCollection, 'source_url', 's.url'],
	['nowhere, where it is counted', pollsCollection, 'questions', null]
])('%s', (_, list, column, place) => {
	expect(placeOf(list, column)).toBe(place);
});

test('words of the vocabulary follow from the column that they name', () => {
	expect(labelled(answersCollection, 'option_label')).toEqual({
		kind: 'option',
		place: 'a.option'
	});
	expect(labelled(answersCollection, 'option')).toBeNull();
});

test('an id is a column, or the key of the table with what can be unknown', () => {
	expect(idOf(pollsCollection)).toEqual([{ place: 'p.poll_id', optional: false }]);
	expect(idOf(modelPricesCollection)).toEqual([
		{ place: 'm.model', optional: false },
		{ place: 'm.host', optional: true },
		{ place: 'm.valid_from', optional: true }
	]);
});
