import { hc } from 'hono/client';
import { expect, expectTypeOf, test } from 'vitest';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { Api } from '#lib/server/api/app.ts';
import { apiOver } from '../setup/support.ts';

const { api, list } = apiOver();
const client = hc<Api>('/api/v1', {
	fetch: async (input: URL | RequestInfo) => await api.request(input)
});

test('the typed client gets rows with the types of their columns', async () => {
	const response = await client.polls.$get({ query: { region: 'US-VA', limit: '3' } });
	if (!response.ok) throw new Error(`answered ${response.status}`);
	const { data, page, meta } = await response.json();
	expectTypeOf(data).toEqualTypeOf<CollectionRow<'polls'>[]>();
	expectTypeOf(page.next).toEqualTypeOf<string | null>();
	expectTypeOf(meta.on).toEqualTypeOf<string>();
	expect(data).toHaveLength(3);
});

test('so are records and prices', async () => {
	const prices = await client['model-prices'].$get({ query: {} });
	if (!prices.ok) throw new Error(`answered ${prices.status}`);
	const [price] = (await prices.json()).data;
	expectTypeOf(price?.output_usd_per_mtok).toEqualTypeOf<number | null | undefined>();
	const [action] = (await list('/api/v1/actions?limit=1')).data;
	const id = String(action?.['action_id']);
	const record = await client.actions[':id'].$get({
		param: { id },
		query: {}
	});
	if (!record.ok) throw new Error(`answered ${record.status}`);
	const { data } = await record.json();
	expectTypeOf(data.before).toEqualTypeOf<CollectionRow<'actions'>[]>();
	expect(data.action.action_id).toBe(id);
});
