import { z } from 'zod';
import { inject, expect, test } from 'vitest';
import { join } from 'node:path';
import { defineStored, described, type Stored } from '#lib/domain/collections/stored.ts';
import { ANY_QUERY } from '#lib/domain/filter/query.ts';
import { integer } from '#lib/domain/schema/column.ts';
import { polls } from '#lib/domain/tables/polls.ts';
import { defineQuery } from '#lib/server/dataset/queries/collection-query.ts';
import { currentId } from '#lib/server/dataset/releases/release-log.ts';
import { allRows, openRelease } from '#lib/server/dataset/release.ts';

const folder = inject('embeddedReleases');
const release = openRelease(join(folder, `${currentId(folder) ?? ''}.sqlite`));

const declared = {
	name: 'waves',
	title: 'Waves',
	description: 'A list that is declared and nothing else.',
	from: { p: 'polls', ...described('p') },
	id: 'poll_id' as const,
	filters: ['house', 'min_sources'],
	region: null,
	sort: ['-house'],
	searched: null
} satisfies Omit<Stored, 'row'>;
const { poll_id, house } = polls.row.shape;

test('a list that is only declared has its statement', () => {
	const list = defineStored({ ...declared, row: z.object({ poll_id, house }) });
	const query = { ...ANY_QUERY, sort: { column: 'house', descending: true } };
	type Wave = { poll_id: string; house: string };
	const rows = allRows(release, defineQuery(list).rows(release.kysely, query)) as Wave[];
	expect(rows.length).toBeGreaterThan(1);
	expect(Object.keys(rows[0] ?? {})).toEqual(['poll_id', 'house']);
	const first = rows[0]?.house ?? '';
	const narrowed = defineQuery(list).rows(release.kysely, {
		...query,
		filters: { house: [first] }
	});
	const left = allRows(release, narrowed) as Wave[];
	expect(new Set(left.map((row) => row.house))).toEqual(new Set([first]));
});

test('a column that is stored nowhere must be made by hand', () => {
	const row = z.object({ poll_id, spare: integer('Counted nowhere') });
	const statements = defineQuery(defineStored({ ...declared, row }));
	expect(() => statements.rows(release.kysely, ANY_QUERY)).toThrow(/spare .* stored nowhere/);
});
