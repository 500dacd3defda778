import { apiOver } from '../api/setup/support.ts';

interface Operation {
	parameters?: { name: string; in: string; schema: { enum?: string[] } }[];
}

/** Records have an address each: that of the first stands for all. */
const RECORDS: Record<string, { list: string; id: string }> = {
	'/polls/{id}': { list: '/polls', id: 'poll_id' },
	'/actions/{id}': { list: '/actions', id: 'action_id' }
};
/** Answers about the server at this moment. */
const OF_NOW = ['/health', '/live', '/releases'];
/** What pages of one record are made of: the records themselves stand for them. */
const OF_RECORDS = ['/views/poll', '/views/action'];
/** What a route needs beside its path. */
const NEEDS: Record<string, string> = {
	'/filters': 'collection=polls',
	'/profile': 'region=US-VA',
	'/profile.csv': 'region=US-VA',
	'/profile.{format}': 'region=US-VA',
	'/search': 'q=virginia&limit=10',
	'/transformed': 'transform=percent_change&region=all'
};

/** Every address of the API that GET answers, with the whole of what it holds: each list, each file, each record. */
export async function everyAddress(releases: string): Promise<string[]> {
	const api = apiOver({ releases });
	const { paths } = (await api.json('/api/v1/openapi.json')) as {
		paths: Record<string, { get?: Operation }>;
	};
	const addresses: string[] = [];
	for (const [path, { get }] of Object.entries(paths)) {
		if (get === undefined || OF_NOW.includes(path) || OF_RECORDS.includes(path)) continue;
		const record = RECORDS[path];
		if (record !== undefined) {
			const { data } = await api.list(`/api/v1${record.list}?limit=1`);
			addresses.push(`/api/v1${record.list}/${encodeURIComponent(String(data[0]?.[record.id]))}`);
			continue;
		}
		const needed = NEEDS[path] ?? '';
		const takes = (name: string) => get.parameters?.some((one) => one.name === name) ?? false;
		const query = [
			needed,
			...(takes('region') && !needed.includes('region') ? ['region=all'] : []),
			...(takes('limit') && !needed.includes('limit') ? ['limit=1000'] : [])
		].filter((one) => one !== '');
		const formats = get.parameters?.find(({ name }) => name === 'format')?.schema.enum ?? [''];
		for (const format of formats)
			addresses.push(`/api/v1${path.replace('{format}', format)}?${query.join('&')}`);
	}
	return addresses;
}
