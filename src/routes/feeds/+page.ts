import { error } from '@sveltejs/kit';
import { client } from '#lib/client/api.ts';
import { bodyOf } from '#lib/client/view.ts';
import type { PageLoad } from './$types';

/** Places one page of updates is about at most. */
const MOST = 20;
/** Filters of actions that a feed takes. */
const OF_ACTIONS = ['direction', 'action_type'] as const;

/** Upcoming dates and the addresses to subscribe to, of places, of every one, or of some kinds of actions. */
export const load: PageLoad = async ({ fetch, url, parent }) => {
	const place = url.searchParams.get('place') ?? '';
	const asked = url.searchParams.get('region') ?? 'all';
	const codes = asked === 'all' || asked === '' ? ['WLD'] : asked.split('~');
	if (codes.length > MOST)
		error(
			400,
			`region: ${codes.length} places. Updates cover at most ${MOST} places. Remove some.`
		);
	const api = client(fetch, url);
	const [answers, { regionName = 'All places' }] = await Promise.all([
		Promise.all(
			place === ''
				? codes.map((region) => bodyOf(api.profile.$get({ query: { region } })))
				: [bodyOf(api.profile.$get({ query: { place } }))]
		),
		parent()
	]);
	const [first] = answers;
	if (!first) error(400, 'region: the address names no place.');
	const ahead = new Map(
		answers.flatMap(({ data }) => data.ahead).map((one) => [one.ahead_id, one])
	);
	const isEvery = place === '' && codes[0] === 'WLD';
	return {
		regionName: place !== '' ? first.data.label : isEvery ? 'All places' : regionName,
		ahead: [...ahead.values()].sort(
			(a, b) => a.date_start.localeCompare(b.date_start) || a.ahead_id.localeCompare(b.ahead_id)
		),
		/** What feeds and calendars are of. */
		of: place !== '' ? { place } : isEvery ? {} : { region: codes.join('~') },
		/** What a feed is narrowed to. */
		filters: Object.fromEntries(
			OF_ACTIONS.flatMap((key) => {
				const value = url.searchParams.get(key) ?? '';
				return value === '' ? [] : [[key, value]];
			})
		),
		places: answers.map(({ data }) => ({
			name: data.label,
			region: data.region,
			place_id: data.place_id
		})),
		meta: first.meta
	};
};
