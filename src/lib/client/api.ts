import { hc } from 'hono/client';
import { atMoment } from '#lib/domain/filter/link/moment.ts';
import type { Api } from '#lib/server/api/app.ts';

/** What calls the API: `typeof client` of some fetch. Most pages ask for one view and go without this. */
export type ApiClient = ReturnType<typeof client>;

/**
 * The API as typed calls, through the `fetch` of a load function: no socket on the server, none on hydration.
 * @param url the page's address: every call is for the release and the day it asks for, unless the call says
 * otherwise; without it, for now
 */
export const client = (fetch: typeof globalThis.fetch, url?: URL) =>
	hc<Api>('/api/v1', { fetch: url === undefined ? fetch : atMoment(fetch, url) });
