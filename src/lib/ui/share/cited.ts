import { bodyOf } from '#lib/client/view.ts';
import { utcDay } from '#lib/domain/dates.ts';

/** What a citation says of a release. */
export interface Cited {
	release: string;
	/** Day the release was published, YYYY-MM-DD. */
	published: string;
	data_through: string | null;
}

/** A release as a citation names it. @throws the page's error where the list of releases is refused or lacks it */
export async function citedRelease(
	fetch: typeof globalThis.fetch,
	release: string
): Promise<Cited> {
	const { client } = await import('#lib/client/api.ts');
	const { data } = await bodyOf(client(fetch).releases.$get());
	const found = data.find(({ id }) => id === release);
	if (!found) throw new Error(`release ${release} is not among those of this server`);
	return {
		release,
		published: utcDay(new Date(found.published_at)),
		data_through: found.data_through
	};
}
