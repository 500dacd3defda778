import { bodyOf, type Api } from '../view-tools.ts';

/** The release a report is about, and the current one. */
export async function reportView(api: Api) {
	const [{ release: current }, { meta }] = await Promise.all([
		bodyOf(api.health.$get()),
		bodyOf(api.regions.$get({ query: { limit: '1' } }))
	]);
	return { release: meta.release, current };
}
