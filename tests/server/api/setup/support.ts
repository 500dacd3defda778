import { parse } from 'csv-parse/sync';
import { inject } from 'vitest';
import { createApi } from '#lib/server/api/app.ts';
import type { Limits } from '#lib/server/api/capacity.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';

/** A day after the shared embedded release was published. */
export const NOW = '2026-11-25T10:00:00.000Z';

export interface List {
	data: Record<string, unknown>[];
	page: { next: string | null; first: number; total: number };
	meta: {
		release: string;
		on: string;
		filters: Record<string, string[]>;
		scope: string;
		sentence: string;
		notes: string[];
	};
}

export interface Problem {
	type: string;
	title: string;
	status: number;
	detail: string;
	instance: string;
	errors?: {
		key: string;
		value: string;
		message: string;
		allowed?: string[];
		did_you_mean?: string;
	}[];
}

/** The API over a releases folder (the embedded release by default), at a moment the test sets. */
export function apiOver(
	options: {
		releases?: string;
		now?: () => Date;
		limits?: Partial<Limits>;
		origin?: string;
	} = {}
) {
	const now = options.now ?? (() => new Date(NOW));
	const store = new ReleaseStore(options.releases ?? inject('embeddedReleases'), () =>
		now().getTime()
	);
	const api = createApi({ store, now, origin: options.origin ?? null }, options.limits);
	const get = async (path: string, init?: RequestInit) => await api.request(path, init);
	return {
		store,
		api,
		get,
		/** Asks as the load of a page does. */
		fetch: (input: RequestInfo | URL) => {
			const asked = new URL(input instanceof Request ? input.url : input, 'http://page.invalid');
			return get(`${asked.pathname}${asked.search}`);
		},
		list: async (path: string) => (await bodyOf(await get(path))) as List,
		json: async (path: string) => bodyOf(await get(path)),
		problem: async (path: string, init?: RequestInit) =>
			(await (await get(path, init)).json()) as Problem
	};
}

async function bodyOf(response: Response): Promise<unknown> {
	const text = await response.text();
	if (response.status !== 200) throw new Error(`${response.status} ${text}`);
	return JSON.parse(text);
}

/** The rows of a CSV as objects of text. */
export const rowsOfCsv = (text: string) =>
	parse<Record<string, string>>(text, { columns: true, bom: true });
