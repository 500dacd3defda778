import { error, isHttpError, redirect } from '@sveltejs/kit';
import type { ApiClient } from '#lib/api-client.ts';
import { bodyOf, viewAsAsked, viewOf } from '#lib/client.ts';
import { CHART_KEYS, chartProblem } from '#lib/domain/filter/link/chart-view.ts';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import { MOMENT_KEYS } from '#lib/domain/filter/link/moment.ts';
import { MOST_COMPARED } from '#lib/figures/regions/compare.ts';
import { findByName, isName, type Unclear } from '#lib/ui/compare/by-name.ts';
import type { PageLoad } from './$types';

/** Keys of the address; the API sees each region's part only, and so cannot refuse another. */
const KEYS = ['region', 'order', ...MOMENT_KEYS, ...CHART_KEYS];

/** Places shown beside a slip where nothing else is known. */
const FIRST = ['US-VA', 'US-WI'];

export const load: PageLoad = async ({ fetch, url }) => {
	const unknown = [...url.searchParams.keys()].find((key) => !KEYS.includes(key));
	if (unknown !== undefined) error(400, `${unknown}: unknown key; allowed are ${KEYS.join(', ')}`);
	const typed = url.searchParams
		.getAll('region')
		.flatMap((value) => value.split('~'))
		.filter((one) => one.trim() !== '');
	const asTyped = await shownAsTyped(fetch, url, typed);
	if (asTyped !== null) return { ...asTyped, unclear: [], tooMany: [] };
	const { client } = await import('#lib/api-client.ts');
	const { codes, unclear } = await understood(client(fetch, url), typed);
	const tooMany = codes.slice(MOST_COMPARED);
	// What was typed and is understood has an address of its own; a slip takes nothing else away.
	if (unclear.length === 0 && tooMany.length === 0 && typed.some(isName)) {
		const params = new URLSearchParams(url.searchParams);
		params.set('region', [...new Set(codes)].join('~'));
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
