import { client } from './client.ts';
import type { CollectionRow } from './domain/collections/index.ts';

/** The regions of an address with their names. */
export interface Named {
	regions: CollectionRow<'regions'>[];
	/** All of them in words; nothing where the address names none, or one that nobody knows. */
	regionName?: string;
	/** That an old or new code is answered with another, and why. */
	regionNotes: string[];
}

/** The regions an address asks for, with their names; an unknown one is left to the API of the page to refuse. */
export async function namesOf(fetch: typeof globalThis.fetch, url: URL): Promise<Named> {
	const region = url.searchParams.get('region') ?? '';
	if (region === '') return { regions: [], regionNotes: [] };
	if (region === 'all') return { regions: [], regionName: 'Every region', regionNotes: [] };
	const answer = await client(fetch, url).regions.$get({ query: { region, scope: 'exact' } });
	if (!answer.ok) return { regions: [], regionNotes: [] };
	const { data, meta } = await answer.json();
	return {
		regions: data,
		regionName: data.map(({ region_name }) => region_name).join(' or '),
		regionNotes: meta.notes
	};
}
