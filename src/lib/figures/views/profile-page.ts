import { redirect } from '@sveltejs/kit';
import { regionPath } from '#lib/domain/regions/addresses.ts';
import { bodyOf, client, queryOf } from '#lib/client.ts';
import { wholeOf } from '../../domain/regions/profile-words.ts';

/** Rows of the actions on a profile: the newest; the rest on further pages. */
const ACTIONS = '25';
/** Statuses under which a rule holds, as far as the record tells. */
const HOLDING = 'active~extended~unknown_end';
/** Rules inside a region that its page lists; of a country they are too many. */
const RULES_INSIDE = '500';
/** Rules inside that a page lists, by the kind of its region: of a country those of its states, of others all. */
const LISTED: Record<string, Record<string, string> | undefined> = {
	country: { reach: 'state' },
	state: {},
	county: {}
};
/** Rows of long lists that a page shows; its files hold all. */
const SHOWN = { ahead: 10, pending: 20, projects: 50 };
/** Keys that choose the data of a profile; the others order its actions. */
const DATA = ['on', 'as_of', 'release'] as const;

/** What a profile page shows of a region or place. */
export async function loadProfile(
	fetch: typeof globalThis.fetch,
	url: URL,
	where: { region: string } | { place: string }
) {
	const api = client(fetch, url);
	const query = queryOf(url);
	const day = Object.fromEntries(
		DATA.flatMap((key) => (query[key] === undefined ? [] : [[key, query[key]]]))
	);
	const until: Record<string, string> = query['on'] === undefined ? {} : { to: query['on'] };
	const { on: _on, cursor, ...rest } = query;
	const actions = { ...rest, ...where, ...until };
	const inPath = Object.keys(where);
	const [{ data: profile, meta }, table, everything] = await Promise.all([
		bodyOf(api.profile.$get({ query: { ...where, ...day } }), inPath),
		bodyOf(
			api.actions.$get({
				query: { ...actions, ...(cursor === undefined ? {} : { cursor }), limit: ACTIONS }
			}),
			inPath
		),
		bodyOf(api.actions.$get({ query: { limit: '1' } }))
	]);
	const [around] = profile.around;
	// A county's board is a place, too; its profile is the county's.
	if ('place' in where && around?.region_name === profile.label)
		redirect(307, regionPath(around.region) + url.search);
	const listed = LISTED[profile.kind];
	const inside =
		'region' in where && listed
			? await bodyOf(
					api.statuses.$get({
						query: {
							...where,
							...day,
							...listed,
							current: 'yes',
							status: HOLDING,
							sort: 'place_name',
							limit: RULES_INSIDE
						}
					})
				)
			: null;
	return {
		profile: {
			...profile,
			ahead: profile.ahead.slice(0, SHOWN.ahead),
			pending: profile.pending.slice(0, SHOWN.pending),
			projects: profile.projects.slice(0, SHOWN.projects)
		},
		whole: wholeOf(profile),
		inside: inside?.data.filter(({ place_id }) => !isOwn(profile, place_id)) ?? [],
		meta,
		table,
		actions,
		everything: everything.page.total,
		where,
		day,
		regionName: profile.label
	};
}

/** Whether a rule is one of the region itself. */
const isOwn = (
	{ in_force }: { in_force: { own: readonly { place_id: string }[] } },
	place_id: string
) => in_force.own.some((rule) => rule.place_id === place_id);

export type ProfileData = Awaited<ReturnType<typeof loadProfile>>;
export type Profile = ProfileData['profile'];
