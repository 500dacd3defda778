import { expect, test } from 'vitest';
import { collections } from '#lib/domain/collections/index.ts';
import { everythingIn } from '#lib/domain/files.ts';
import { apiOver } from '../setup/support.ts';

interface Dictionary {
	data: { name: string; rows: number; columns: { name: string; description: string }[] }[];
	inputs: { oldest: string; newest: string; terms: { attribution: string | null }[] };
}

test('the dictionary lists every collection with the columns its CSV has', async () => {
	const { json } = apiOver();
	const { data } = (await json('/api/v1/collections')) as Dictionary;
	expect(data.map(({ name, columns }) => [name, columns.map((column) => column.name)])).toEqual(
		Object.entries(collections).map(([name, { row }]) => [name, Object.keys(row.shape)])
	);
	expect(data.flatMap(({ columns }) => columns).every(({ description }) => description)).toBe(true);
});

test('the rows it states are those of the whole file', async () => {
	const { json, get } = apiOver();
	const { data } = (await json('/api/v1/collections')) as Dictionary;
	const files = await Promise.all(
		data.map(async ({ name }) => {
			const whole = new URLSearchParams(everythingIn(name).query);
			const file = await get(`/api/v1/${name}.csv?${whole}`, { method: 'HEAD' });
			return Number(file.headers.get('x-groundswell-rows'));
		})
	);
	expect(data.map(({ rows }) => rows)).toEqual(files);
});

test('it says how old the sources are and credits those that ask for it', async () => {
	const { json } = apiOver();
	const { inputs } = (await json('/api/v1/collections')) as Dictionary;
	expect(inputs.oldest < inputs.newest).toBe(true);
	const credits = inputs.terms.map(({ attribution }) => attribution ?? '').join('\n');
	for (const name of ['Invented Action Tracker', 'Invented Laboratory'])
		expect(credits).toContain(name);
});

test.each(['/api/v1/actions/ca-marigold-ban', '/api/v1/polls/harbor-2025-08'])(
	'%s names the terms of its sources, the one it was seen in among them',
	async (path) => {
		const { json } = apiOver();
		const { data } = (await json(path)) as {
			data: Record<string, unknown> & {
				sources: { source_id: string; licence: string | null }[];
				citations: { source_id: string }[];
			};
		};
		const record = (data['action'] ?? data['poll']) as { source_id: string };
		const cited = data.citations.map(({ source_id }) => source_id);
		expect(new Set(data.sources.map(({ source_id }) => source_id))).toEqual(
			new Set([record.source_id, ...cited])
		);
		expect(data.sources.every((source) => 'licence' in source)).toBe(true);
	}
);
