import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { inject } from 'vitest';
import { createApi } from '#lib/server/api/app.ts';
import type { Limits } from '#lib/server/api/capacity.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import type { Answer } from '#lib/server/mcp/bounded.ts';
import { withAssistants } from '#lib/server/mcp/http.ts';
import { NOW } from '../api/setup/support.ts';

export const SITE = 'http://groundswell.invalid';

/** A question to each tool that the invented data answers with rows. */
export const QUESTIONS: Record<string, Record<string, unknown>> = {
	find_place: { name: 'Loudoun' },
	in_force: { region: 'US-VA-51107' },
	actions: { region: 'US-VA' },
	polls: { region: 'US' },
	estimate: { region: 'US' },
	indicator: { series: 'us-electricity-price-residential-monthly' },
	model_prices: {},
	compare: { regions: ['US-VA', 'US-WI'] },
	screen_sites: { sites: [{ fips: '51107' }, { name: 'b', place: 'Nowhere at all, VA' }] },
	what_changed: { since: '2026-01-01' }
};

/** The API with what answers assistants, over a releases folder, in this process. */
export function siteOver({
	releases = inject('embeddedReleases'),
	limits = {},
	host = '0.0.0.0'
}: { releases?: string; limits?: Partial<Limits>; host?: string } = {}) {
	const now = () => new Date(NOW);
	const store = new ReleaseStore(releases, () => now().getTime());
	const api = createApi({ store, now, origin: null }, limits);
	const site = withAssistants(api, { now, origin: null, host });
	const json = async (address: string, init?: RequestInit): Promise<unknown> => {
		const response = await site.fetch(new Request(new URL(address, SITE), init));
		if (response.status === 303) return json(response.headers.get('location') ?? '');
		return response.json();
	};
	return { site, json };
}

type Site = ReturnType<typeof siteOver>['site'];

/** The official client, connected to a site inside this process, as one asker. */
export async function connected(
	site: Site,
	{ env = {}, version }: { env?: object; version?: 'auto' } = {}
): Promise<Client> {
	const client = new Client(
		{ name: 'test', version: '1' },
		version ? { versionNegotiation: { mode: version } } : {}
	);
	const transport = new StreamableHTTPClientTransport(new URL('/mcp', SITE), {
		fetch: async (url, init) => site.fetch(new Request(url, init), env)
	});
	await client.connect(transport);
	return client;
}

/** What a tool answers. @throws Error in the words of the tool where it refuses */
export async function answered(
	client: Client,
	name: string,
	input: Record<string, unknown> = {}
): Promise<Answer & { marks?: string }> {
	const result = await client.callTool({ name, arguments: input });
	const [content] = result.content;
	const text = content?.type === 'text' ? content.text : '';
	if (result.isError) throw new Error(text);
	return JSON.parse(text) as Answer;
}
