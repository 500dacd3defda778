import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { regionPath } from '#lib/domain/regions/addresses.ts';
import { keepMoment } from '#lib/domain/filter/link/moment.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { codeByName, isName } from '../compare/by-name.ts';

/**
 * The address of the profile that somebody asks for by code, by name or, without JavaScript, by typing either:
 * several regions are compared, and every region is the world.
 * @throws the page's error where a name fits no region or several
 */
export async function profileOfRegion(
	fetch: typeof globalThis.fetch,
	url: URL,
	chosen: string
): Promise<string> {
	if (chosen.includes(LIST_SEPARATOR))
		return keepMoment(apiAddress('/compare', { region: chosen }), url.searchParams);
	if (chosen === 'all') return keepMoment(regionPath('WLD'), url.searchParams);
	const region = isName(chosen) ? await codeOf(fetch, url, chosen.trim()) : chosen;
	return keepMoment(regionPath(region), url.searchParams);
}

async function codeOf(fetch: typeof globalThis.fetch, url: URL, name: string): Promise<string> {
	const { client } = await import('#lib/client/api.ts');
	return codeByName(client(fetch, url), name);
}
