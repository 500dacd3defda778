import { expect, it } from 'vitest';
import { apiOver } from '../setup/support.ts';

interface Overview {
	data: { tiles: { key: string; value: number; detail: string }[] };
}

it('the tile of the cheapest frontier model is what the list of cheapest prices has for its day', async () => {
	const { json, list } = apiOver();
	for (const on of ['2026-11-20', '2026-06-01', '2025-12-31']) {
		const { data } = (await json(`/api/v1/overview?on=${on}`)) as Overview;
		const tile = data.tiles.find(({ key }) => key === 'frontier_price');
		const { data: rows } = await list(
			`/api/v1/cheapest-prices?model_class=frontier&measure=blended&from=${on}&to=${on}&on=${on}`
		);
		expect(tile?.value).toBe(rows[0]?.['price']);
		expect(tile?.detail).toContain(rows[0]?.['model_name']);
	}
});

it('a tile says whether its figure is past its limit, by the list of what is stale', async () => {
	const { json, list } = apiOver();
	const { data } = (await json('/api/v1/overview?region=US&on=2026-11-25')) as {
		data: { tiles: { key: string; outdated: boolean; region: string }[] };
	};
	const { data: stale } = await list(
		'/api/v1/stale?record_kind=observation~poll~model_price&stale=yes&limit=1000&on=2026-11-25'
	);
	const ids = stale.map((row) => String(row['record_id']));
	const price = data.tiles.find(({ key }) => key === 'residential_price');
	expect(price?.outdated).toBe(
		ids.includes(`us-electricity-price-residential-annual|${price?.region ?? ''}`)
	);
	expect(data.tiles.find(({ key }) => key === 'restrictive_actions')?.outdated).toBe(false);
});
