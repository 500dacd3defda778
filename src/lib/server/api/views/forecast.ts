import { bodyOf, queryOf, type Api } from './view-tools.ts';

/** What followed what was on record, as the page of it shows it. */
export async function whatFollowedView(api: Api, url: URL) {
	const { region: _region, ...query } = queryOf(url);
	const table = await bodyOf(api['what-followed'].$get({ query: { ...query, limit: '1000' } }));
	return { query, table };
}

/** The scores of frozen forecasts, what was tried before, and the newest that is not due. */
export async function forecastView(api: Api, url: URL) {
	const { region: _region, ...query } = queryOf(url);
	const whole = { query: { ...query, limit: '1000' } };
	const [scores, trials, newest] = await Promise.all([
		bodyOf(api['forecast-scores'].$get(whole)),
		bodyOf(api['forecast-trials'].$get(whole)),
		bodyOf(api.forecasts.$get({ query: { ...query, limit: '1' } }))
	]);
	return { query, scores, trials, newest: newest.data[0]?.origin_day ?? null };
}
