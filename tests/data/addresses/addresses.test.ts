import { expect, it } from 'vitest';
import { liveApi, lost, recorded } from './addresses.ts';

/** Files of whole tables take long: the other test asks for all of them. */
const QUICK = /^\/api\/v1\/[a-z/-]+(\.csv)?(\?|$)/;

it('an address of each list that the API had at commit 4dc9c6b still answers', async () => {
	const { ask, release } = liveApi();
	const first = recorded(release).api.flatMap(([address = '']) =>
		QUICK.test(address) ? [address] : []
	);
	expect(first.length).toBeGreaterThan(60);
	expect(await lost(first, ask)).toEqual([]);
});
