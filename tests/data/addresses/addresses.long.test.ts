import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve, type Served } from '../../e2e/setup/global-setup.ts';
import { liveApi, lost, recorded } from './addresses.ts';
import { liveReleases } from '../live.ts';

/** Every recorded address of commit 4dc9c6b, on today's data. */

/** A release of all data may have to be built first, and the pages too. */
const BUILT_MS = 600_000;
const ALL_MS = 900_000;

let live: Served;
beforeAll(async () => {
	live = await serve('data', liveReleases());
}, BUILT_MS);
afterAll(() => live.stop());

it(
	'each address of the API answers, or leads on once',
	async () => {
		const { ask, release } = liveApi();
		expect(await lost(recorded(release).api.flat(), ask)).toEqual([]);
	},
	ALL_MS
);

it(
	'each page, embed and picture answers, or leads on once',
	async () => {
		const { ask: askApi, release } = liveApi();
		const ask = (address: string) => {
			const { pathname } = new URL(address, live.site);
			return pathname.startsWith('/api/v1/')
				? askApi(address)
				: fetch(`${live.site}${address}`, { redirect: 'manual' });
		};
		expect(await lost(recorded(release).pages.flat(), ask)).toEqual([]);
	},
	ALL_MS
);
