import { isHttpError, redirect } from '@sveltejs/kit';
import type { ApiClient } from '#lib/client/api.ts';
import { bodyOf, viewAsAsked, viewOf } from '#lib/client/view.ts';
import { chartProblem } from '#lib/domain/filter/link/chart-view.ts';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/keys.ts';
import { MOST_COMPARED } from '#lib/figures/regions/compare.ts';
import { findByName, isName, type Unclear } from '#lib/ui/compare/by-name.ts';
import type { PageLoad } from './$types';

/** Places shown beside a slip where nothing else is known. */
const FIRST = ['US-VA', 'US-WI'];

export const load: PageLoad = async ({ fetch, url }) => {
	const typed = url.searchParams.getAll('region').flatMap(placesIn);
	const asTyped = await shownAsTyped(fetch, url, typed);
	if (asTyped !== null) return { ...asTyped, unclear: [], tooMany: [] };
	const { client } = await import('#lib/client/api.ts');
	const { codes, unclear } = await understood(client(fetch, url), typed);
	const tooMany = codes.slice(MOST_COMPARED);
	// What was typed and is understood has an address of its own; a slip takes nothing else away.
	const region = codes.join(LIST_SEPARATOR);
	const asListed = url.searchParams.getAll('region').join(LIST_SEPARATOR);
	if (unclear.length === 0 && tooMany.length === 0 && region !== '' && region !== asListed) {
		const params = new URLSearchParams(url.searchParams);
		params.set('region', region);
		redirect(307, `${url.pathname}?${canonical(params)}`);
	}
	return { ...(await viewOf(fetch, withCodes(url, codes, unclear), 'compare')), unclear, tooMany };
};

/** What the page shows where every code is known as it was typed; null where one has to be understood first. */
async function shownAsTyped(fetch: typeof globalThis.fetch, url: URL, typed: readonly string[]) {
	const isMended =
		typed.length > MOST_COMPARED || typed.some((one) => isName(one) || one === 'all');
	if (isMended || chartProblem(url.searchParams) !== null) return null;
	try {
		return await viewAsAsked(fetch, url, 'compare');
	} catch (refused) {
		if (isHttpError(refused, 400)) return null;
		throw refused;
	}
}

/** The address with what is known and fits of its regions; without any, the page has places to begin with. */
function withCodes(url: URL, codes: readonly string[], unclear: readonly Unclear[]): URL {
	if (unclear.length === 0 && codes.length <= MOST_COMPARED) return url;
	const kept = codes.length === 0 ? FIRST : codes.slice(0, MOST_COMPARED);
	const known = new URL(url);
	known.searchParams.set('region', kept.toSorted().join('~'));
	return known;
}

/** The places of one value of the address: a comma stands in a name, and parts a list only where all of it are codes. */
function placesIn(value: string): string[] {
	return value
		.split(LIST_SEPARATOR)
		.flatMap((one) => {
			const parts = one.split(',').map((part) => part.trim());
			return parts.some((part) => part === '' || isName(part)) ? [one] : parts;
		})
		.filter((one) => one.trim() !== '');
}

/** The codes of what the address names, in its order, and what of it names no region, or several. */
async function understood(api: ApiClient, typed: readonly string[]) {
	const codes: string[] = [];
	const unclear: Unclear[] = [];
	for (const one of typed) {
		const found = isName(one) ? await findByName(api, one.trim()) : await known(api, one);
		if (typeof found === 'string') codes.push(...(codes.includes(found) ? [] : [found]));
		else unclear.push(found);
	}
	return { codes, unclear };
}

/** A code as it is, where the release knows it or an older one of it. */
async function known(api: ApiClient, code: string): Promise<string | Unclear> {
	if (code === 'all') return { typed: code, offered: [], more: 0 };
	const answer = await api.regions.$get({ query: { region: code, scope: 'exact' } });
	if (answer.ok) return code;
	const found = await bodyOf(api.regions.$get({ query: { q: code, limit: '6' } }));
	return {
		typed: code,
		offered: found.data.map(({ region, region_name }) => ({ region, region_name })),
		more: 0
	};
}
