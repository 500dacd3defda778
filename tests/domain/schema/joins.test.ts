import { describe, expect, it } from 'vitest';
import { joinsOf } from '#lib/domain/schema/joins.ts';

const column = (name: string, references?: { table: string; column: string }) => ({
	name,
	meta: references === undefined ? {} : { references }
});

describe('tables join', () => {
	const tables = [
		{
			name: 'regions',
			id: 'region',
			columns: [column('region'), column('parent', { table: 'regions', column: 'region' })]
		},
		{ name: 'polls', id: 'poll_id', columns: [column('poll_id'), column('region')] },
		{ name: 'sizes', id: 'region', columns: [column('region'), column('size')] },
		{
			name: 'notes',
			id: 'note_id',
			columns: [column('place_id', { table: 'places', column: 'place_id' })]
		}
	];

	it('by what is declared and by the name of a key, the first table of that key, never by a key of its own', () => {
		expect(
			joinsOf(tables).map(({ table, column, to, key }) => `${table}.${column} ${to}.${key}`)
		).toEqual(['regions.parent regions.region', 'polls.region regions.region']);
	});
});
