import { error } from '@sveltejs/kit';
import { client } from '#lib/client/api.ts';
import { bodyOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

/** Places one page of updates is about at most. */
const MOST = 20;
/** Names that a heading still holds. */
const NAMED = 3;
/** The values of a key, each once. */
const listOf = (url: URL, key: string): string[] => [
	...new Set((url.searchParams.get(key) ?? '').split('~').filter((one) => one !== ''))
];
/** Filters of actions that a feed takes. */
const OF_ACTIONS = ['direction', 'action_type'] as const;

/** Upcoming dates and the addresses to subscribe to, of places, of every one, or of some kinds of actions. */
export const load: PageLoad = async ({ fetch, url }) => {
	const towns = listOf(url, 'place');
	const regions = listOf(url, 'region').filter((code) => code !== 'all');
	const isEvery = regions.length + towns.length === 0;
	const codes = isEvery ? ['WLD'] : regions;
	const count = codes.length + towns.length;
	if (count > MOST)
		error(400, `region: ${count} places. Updates cover at most ${MOST} places. Remove some.`);
	const api = client(fetch, url);
	const answers = await Promise.all([
		...codes.map((region) => bodyOf(api.profile.$get({ query: { region } }))),
		...towns.map((place) => bodyOf(api.profile.$get({ query: { place } })))
	]);
	const [first] = answers;
	if (!first) error(400, 'region: the address names no place.');
	const ahead = new Map(
		answers.flatMap(({ data }) => data.ahead).map((one) => [one.ahead_id, one])
	);
	const labels = answers.map(({ data }) => data.label);
	return {
		regionName: isEvery
			? 'All places'
			: labels.length > NAMED
				? `${labels.length} places`
				: labels.join(' and '),
		ahead: [...ahead.values()].sort(
			(a, b) => a.date_start.localeCompare(b.date_start) || a.ahead_id.localeCompare(b.ahead_id)
		),
		/** What feeds and calendars are of. */
		of: {
			...(regions.length > 0 ? { region: regions.join('~') } : {}),
			...(towns.length > 0 ? { place: towns.join('~') } : {})
		},
		/** What a feed is narrowed to. */
		filters: Object.fromEntries(
			OF_ACTIONS.flatMap((key) => {
				const value = url.searchParams.get(key) ?? '';
				return value === '' ? [] : [[key, value]];
			})
		),
		/** What they are of, each by its code or id; nothing where it is every place. */
		places: isEvery
			? []
			: answers.map(({ data }) => ({ id: data.place_id ?? data.region, label: data.label })),
		most: MOST,
		meta: first.meta
	};
};
