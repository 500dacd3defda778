import { describe, expect, it } from 'vitest';
import { matching } from '#lib/domain/schema/table-search.ts';

const table = (name: string, description: string, columns: [string, string][]) => ({
	name,
	title: name,
	description,
	columns: columns.map(([column, words]) => ({ name: column, description: words }))
});
const tables = [
	table('polls', 'Surveys', [
		['poll_id', 'Key'],
		['margin_of_error', 'As published, in points']
	]),
	table('actions', 'Decisions of local governments', [['votes_for', 'Votes in favor']])
];
const found = (words: string) =>
	matching(tables, words).map(({ name, columns }) => [name, ...columns]);

describe('tables are found', () => {
	it.each([
		['', [['polls'], ['actions']]],
		['margin', [['polls', 'margin_of_error']]],
		['ERROR margin', [['polls', 'margin_of_error']]],
		['margin_of_error', [['polls', 'margin_of_error']]],
		['local', [['actions']]],
		['favor', [['actions', 'votes_for']]],
		['nothing like it', []]
	])('by "%s"', (words, expected) => {
		expect(found(words)).toEqual(expected);
	});
});
