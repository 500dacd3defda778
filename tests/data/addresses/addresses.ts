import { readFileSync } from 'node:fs';
import { createApi } from '#lib/server/api/app.ts';
import { isApiPath } from '#lib/server/api/api-address.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { liveReleases } from '../live.ts';

/**
 * Every kind of address that pages, feeds, embeds and citations of commit 4dc9c6b held, by its path, with addresses
 * that use each of its keys. They were printed, mailed and bookmarked, so they answer for good.
 */
const RECORDED = JSON.parse(
	readFileSync(new URL('addresses.json', import.meta.url), 'utf8')
) as Record<string, string[]>;

/** How to ask for an address, with no redirect followed. */
export type Ask = (address: string) => Promise<Response>;

/** Release ids of that day are of no release here: the current one stands for them. */
export function recorded(release: string): { api: string[][]; pages: string[][] } {
	const kinds = Object.values(RECORDED).map((addresses) =>
		addresses.map((address) => address.replaceAll('RELEASE', release))
	);
	const isOfApi = ([address = '']: string[]) =>
		isApiPath(new URL(address, 'http://site.invalid').pathname);
	return { api: kinds.filter(isOfApi), pages: kinds.filter((kind) => !isOfApi(kind)) };
}

/** The API over the live data, without limits for one client. */
export function liveApi(): { ask: Ask; release: string } {
	const store = new ReleaseStore(liveReleases());
	const api = createApi({ store, now: () => new Date() }, { costlyBurst: 1e6, readBurst: 1e6 });
	return { ask: async (address) => await api.request(address), release: store.current().id };
}

/** Addresses that answer neither 200 nor one redirect to a 200, with what they answer. */
export async function lost(addresses: readonly string[], ask: Ask): Promise<string[]> {
	const found: string[] = [];
	for (const address of addresses) {
		const first = await ask(address);
		await first.body?.cancel();
		const to = first.status >= 300 && first.status < 400 ? first.headers.get('location') : null;
		const last =
			to === null ? first : await ask(new URL(to, new URL(address, HERE)).href.replace(HERE, ''));
		if (to !== null) await last.body?.cancel();
		if (last.status !== 200)
			found.push(`${address} ${first.status}${to === null ? '' : ` ${to} ${last.status}`}`);
	}
	return found;
}
const HERE = 'http://site.invalid';
