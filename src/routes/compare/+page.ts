import { isHttpError, redirect } from '@sveltejs/kit';
import type { ApiClient } from '#lib/client/api.ts';
import { bodyOf, viewAsAsked, viewOf, WITHOUT } from '#lib/client/view.ts';
import { chartProblem } from '#lib/domain/filter/link/chart-view.ts';
import { withParams } from '#lib/domain/filter/link/address.ts';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import {
	idOfPath,
	isTown,
	listsOf,
	usualOrder,
	MOST_COMPARED,
	FIRST_COMPARED
} from '#lib/domain/regions/addresses.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { findByName, isName, type Unclear } from '#lib/ui/compare/by-name.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
	const typed = url.searchParams.getAll('region').flatMap(placesIn);
	const towns = url.searchParams
		.getAll('place')
		.flatMap((value) => value.split(LIST_SEPARATOR))
		.filter((id) => id !== '');
	const named = [...typed, ...towns];
	const asTyped = await shownAsTyped(fetch, withOrder(url, named), named);
	if (asTyped !== null) return { ...asTyped, unclear: [], tooMany: [] };
	const { client } = await import('#lib/client/api.ts');
	const api = client(fetch, url);
	const { codes, unclear } = await understood(api, typed);
	const { known, unknown } = await townsIn(api, towns);
	unclear.push(...unknown);
	const all = [...codes, ...known];
	const tooMany = all.slice(MOST_COMPARED);
	// What was typed and is understood has an address of its own; a slip takes nothing else away.
	const region = codes.join(LIST_SEPARATOR);
	const asListed = url.searchParams.getAll('region').join(LIST_SEPARATOR);
	if (unclear.length === 0 && tooMany.length === 0 && region !== '' && region !== asListed) {
		const params = new URLSearchParams(withOrder(url, all).searchParams);
		params.set('region', region);
		redirect(307, `${url.pathname}?${canonical(params)}`);
	}
	// A slip is no address to keep, here as on every page.
	const isWrong = unclear.length > 0 || tooMany.length > 0;
	const shown = await viewOf(
		isWrong ? asFaulty(fetch) : fetch,
		isWrong ? withKnown(url, all.slice(0, MOST_COMPARED)) : url,
		'compare'
	);
	return { ...shown, unclear, tooMany };
};

/** Asks as a page does whose address is partly wrong: it is answered with status 400 and not kept. */
const asFaulty =
	(fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
	(input, init) =>
		fetch(input, { ...init, headers: { [WITHOUT]: 'region' } });

/** Ids of towns that the release knows, and those it does not. */
async function townsIn(api: ApiClient, ids: readonly string[]) {
	const found = await Promise.all(
		ids.map(async (id) => ({ id, ok: (await api.profile.$get({ query: { place: id } })).ok }))
	);
	return {
		known: found.filter(({ ok }) => ok).map(({ id }) => id),
		unknown: found
			.filter(({ ok }) => !ok)
			.map(({ id }): Unclear => ({ typed: id, offered: [], more: 0 }))
	};
}

/** What the page shows where every code is known as it was typed; null where one has to be understood first. */
async function shownAsTyped(fetch: typeof globalThis.fetch, url: URL, typed: readonly string[]) {
	const isMended =
		typed.length > MOST_COMPARED ||
		typed.some((one) => (isName(one) && !isTown(one)) || one === 'all');
	if (isMended || chartProblem(url.searchParams) !== null) return null;
	try {
		return await viewAsAsked(fetch, url, 'compare');
	} catch (refused) {
		if (isHttpError(refused, 400) || isHttpError(refused, 404)) return null;
		throw refused;
	}
}

/** The address with the order in which it names places, where it states none and that is not the usual one. */
function withOrder(url: URL, ids: readonly string[]): URL {
	const { searchParams: params } = url;
	if (params.has('order') || usualOrder(ids).every((id, at) => id === ids[at])) return url;
	return new URL(withParams(url, { order: ids.join(LIST_SEPARATOR) }), url);
}

/** The address with the places that are known and fit; without any, the page has places to begin with. */
function withKnown(url: URL, ids: readonly string[]): URL {
	const known = new URL(url);
	known.search =
		withParams(url, listsOf(usualOrder(ids.length === 0 ? FIRST_COMPARED : ids))).split('?')[1] ??
		'';
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
		const found = isName(one)
			? await offeringTowns(api, await findByName(api, one.trim()))
			: await known(api, one);
		if (typeof found === 'string') codes.push(...(codes.includes(found) ? [] : [found]));
		else unclear.push(found);
	}
	return { codes, unclear };
}

/** The same, with what the search finds where a name is that of no region. */
async function offeringTowns(api: ApiClient, found: string | Unclear): Promise<string | Unclear> {
	if (typeof found === 'string' || found.offered.length > 0 || found.typed === '') return found;
	const answer = await api.search.$get({ query: { q: found.typed.slice(0, 80), limit: '6' } });
	if (!answer.ok) return found;
	const offered = (await answer.json()).data.flatMap(({ path, name }) => {
		const id = idOfPath(path);
		return id === null ? [] : [{ region: id, region_name: name }];
	});
	return { ...found, offered };
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
