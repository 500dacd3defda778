import { XMLParser } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { releasesFolder } from '../setup/releases-folder.ts';
import { apiOver } from '../setup/support.ts';

interface Entry {
	id: string;
	link: { '@href': string };
	category: { '@term': string }[];
}
const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	isArray: (name) => name === 'entry' || name === 'category'
});
const embedded = apiOver();

async function entries(query: string, { get } = embedded): Promise<Entry[]> {
	const text = await (await get(`/api/v1/feed.atom?${query}`)).text();
	return (parser.parse(text) as { feed: { entry: Entry[] } }).feed.entry;
}
const pathOf = ({ link }: Entry) => {
	const { pathname, search, hash } = new URL(link['@href']);
	return pathname + search + hash;
};

it.each(['action', 'poll', 'observation', 'model_price', 'claim'])(
	'each entry of kind %s leads to a page of its own',
	async (kind) => {
		const found = await entries(`record_kind=${kind}`);
		const paths = found.map(pathOf);
		expect(paths.length).toBeGreaterThan(5);
		expect(paths.filter((path) => path.startsWith('/api/'))).toEqual([]);
		expect(new Set(paths).size).toBe(paths.length);
	}
);

it('claims lead to their place on the page of claims', async () => {
	const claims = await embedded.list('/api/v1/claims?limit=1000');
	const ids = new Set(claims.data.map(({ claim_id }) => `/claims#${String(claim_id)}`));
	for (const entry of await entries('record_kind=claim')) expect(ids).toContain(pathOf(entry));
});

it('indicators lead to the page of their category', async () => {
	const { data } = await embedded.list('/api/v1/series?limit=1000');
	const categories = new Map(data.map(({ series_id, category }) => [series_id, category]));
	for (const entry of await entries('record_kind=observation')) {
		const { pathname, searchParams } = new URL(entry.link['@href']);
		const isCost = ['capex', 'training_cost', 'hardware_price', 'token_price', 'funding', 'demand'];
		expect(pathname).toBe(
			isCost.includes(String(categories.get(searchParams.get('series') ?? '')))
				? '/costs/indicators'
				: '/energy'
		);
		expect(searchParams.get('region')).toBe(entry.category[1]?.['@term']);
	}
});

it('an id of any letters is written so that it stays one part of the address', async () => {
	const copies = releasesFolder();
	copies.publish('aaaaaaaaaaaa', '2026-12-24T12:00:00.000Z', (db) => {
		db.pragma('foreign_keys = OFF');
		db.prepare(
			`UPDATE claims SET claim_id = 'mine:50% of #1?' WHERE claim_id = (SELECT min(claim_id) FROM claims)`
		).run();
	});
	const later = apiOver({
		releases: copies.folder,
		now: () => new Date('2026-12-25T10:00:00.000Z')
	});
	const paths = (await entries('record_kind=claim', later)).map(pathOf);
	expect(paths).toContain('/claims#mine%3A50%25%20of%20%231%3F');
});
