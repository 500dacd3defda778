import { ALL_PLACES } from '#lib/domain/text/format.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { Api } from '../view-tools.ts';

/** The regions of an address with their names. */
export interface Named {
	regions: CollectionRow<'regions'>[];
	/** All of them in words; nothing where the address names none, or one that nobody knows. */
	regionName?: string;
	/** That an old or new code is answered with another, and why. */
	regionNotes: string[];
}

/** The regions an address asks for, with their names; an unknown one is left to the view to refuse. */
export async function namesIn(api: Api, url: URL): Promise<Named> {
	const region = url.searchParams.get('region') ?? '';
	if (region === '') return { regions: [], regionNotes: [] };
	if (region === 'all') return { regions: [], regionName: ALL_PLACES, regionNotes: [] };
	const answer = await api.regions.$get({ query: { region, scope: 'exact' } });
	if (!answer.ok) return { regions: [], regionNotes: [] };
	const { data, meta } = await answer.json();
	return {
		regions: data,
		regionName: data.map(({ region_name }) => region_name).join(' or '),
		regionNotes: meta.notes
	};
}

/** The regions of an address in words. */
export const regionNamed = async (api: Api, url: URL): Promise<string | undefined> =>
	(await namesIn(api, url)).regionName;
