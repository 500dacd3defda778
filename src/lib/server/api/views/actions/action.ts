import { bodyOf, idInPath, queryOf, type Api } from '../view-tools.ts';

/** An action with the steps around it and the claims that rest on it; `action` is its id. */
export async function actionView(api: Api, url: URL) {
	const id = url.searchParams.get('action') ?? '';
	const query = queryOf(url, {}, ['region', 'action']);
	const [{ data, meta }, claims] = await Promise.all([
		bodyOf(api.actions[':id'].$get({ param: idInPath(id), query })),
		bodyOf(api.claims.$get({ query: { ...query, record: id } }))
	]);
	return { ...data, claims: claims.data, meta };
}
