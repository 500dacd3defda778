import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handed, WholeAnswer } from './api/hand-on/handed.ts';
import { encodingOf } from './api/cache.ts';
import { building } from './building.ts';
import type { ReleaseStore } from './dataset/releases/release-store.ts';
import { pathOf } from './door/limits/refuse.ts';
import { sendBuilding } from './door/pages/building-page.ts';
import type { PageCache } from './door/pages/page-cache.ts';
import { handedPage, pathsBelow, sendPage, warmed } from './door/pages/page-request.ts';
import { Warmer } from './door/pages/warmer.ts';
import { pageElsewhere } from './elsewhere.ts';
import { told } from './reached.ts';

/** Answers a request for a page; a promise is fulfilled once it has, and rejected where it cannot. */
export type Pages = (
	request: IncomingMessage,
	response: ServerResponse,
	next: (error?: unknown) => void
) => unknown;

const FILES = 'build/client';

/**
 * Files of the build as they lie there; pages, which workers make, and make anew for a new release.
 * @param files answers what is a file of the build
 * @param kept pages made before
 */
export function pagesBeside(
	files: Pages,
	releases: ReleaseStore,
	kept: PageCache
): { pages: Pages; warmer: Warmer } {
	const there = pathsBelow(FILES);
	const underWay = new Map<string, Promise<WholeAnswer>>();
	const made = (key: string | null, handed: Handed): Promise<WholeAnswer> => {
		if (key === null) return pageElsewhere(releases, handed);
		const known = underWay.get(key);
		if (known) return known;
		// Others may wait for it by then: it is made even where its first reader leaves.
		const { signal: _, ...shared } = handed;
		const making = pageElsewhere(releases, shared).finally(() => underWay.delete(key));
		underWay.set(key, making);
		return making;
	};
	const warmer = new Warmer(
		() => kept.basis(),
		async ({ reached, url, accept }) => {
			const key = () => kept.keyOf('GET', reached + url, accept);
			const before = key();
			if (before === null || kept.has(before)) return;
			const handed = warmed({ reached, url, accept }, kept.release());
			const { status, headers, body } = await made(before, handed);
			if (status === 200) await kept.keep(before, new Response(body, { headers }), key);
		}
	);
	const pages: Pages = async (request, response, next) => {
		if (there.has(pathOf(request))) return files(request, response, next);
		const { reached, client } = told(request);
		const { method = '', url = '', headers } = request;
		const accept = headers['accept-encoding'];
		const key = () => kept.keyOf(method, reached + url, accept);
		const before = key();
		const basis = kept.release();
		const state = building();
		if (basis === null && state !== null) return sendBuilding(response, state);
		const handed = await handedPage(request, response, { reached, client, basis });
		await sendPage(await made(before, handed), response, async (page) => {
			if (before === null) return page;
			const sent = await kept.keep(before, page, key);
			if (kept.has(before)) warmer.asked({ reached, url, accept: encodingOf(accept) });
			return sent;
		});
	};
	return { pages, warmer };
}
