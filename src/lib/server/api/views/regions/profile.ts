import { momentIn } from '#lib/domain/filter/link/moment.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { regionPath } from '#lib/domain/regions/addresses.ts';
import { wholeOf } from '#lib/domain/regions/profile-words.ts';
import { pooledOf } from '../polls/estimate-days.ts';
import type { Stated } from '../stated.ts';
import { bodyOf, leadTo, queryOf, type Api } from '../view-tools.ts';

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

/**
 * What a profile page shows of the `region` or the `place` asked for.
 * @throws Lead to the page that has it: of the county for a county's board, side by side where a code stands for several
 */
export async function profileView(api: Api, url: URL, stated: Stated) {
	const query = queryOf(url, {}, ['region', 'place']);
	const place = url.searchParams.get('place');
	const region = url.searchParams.get('region') ?? 'US';
	const where: { region: string } | { place: string } = place === null ? { region } : { place };
	const day = momentIn(url.searchParams);
	const until: Record<string, string> = query['on'] === undefined ? {} : { to: query['on'] };
	const { on: _on, cursor, ...rest } = query;
	const actions = { ...rest, ...where, ...until };
	const known =
		place === null ? await api.regions.$get({ query: { region, scope: 'exact' } }) : null;
	// An old or new code can stand for several of ours: what they are, and why, is shown side by side.
	if (known?.ok && (await known.json()).page.total > 1)
		leadTo(apiAddress('/compare', { region, ...day }));
	const [{ data: profile, meta }, table, everything] = await Promise.all([
		bodyOf(api.profile.$get({ query: { ...where, ...day } })),
		bodyOf(
			api.actions.$get({
				query: { ...actions, ...(cursor === undefined ? {} : { cursor }), limit: ACTIONS }
			})
		),
		bodyOf(api.actions.$get({ query: { limit: '1' } }))
	]);
	const [around] = profile.around;
	// A county's board is a place, too; its profile is the county's.
	if ('place' in where && around?.region_name === profile.label)
		leadTo(apiAddress(regionPath(around.region), query));
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
		/** The estimate from all polls like the newest one of the place, or of the region around it. */
		pooled: await pooledOf(api, stated, day, profile.opposition?.headline ?? null),
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

export type ProfileData = Awaited<ReturnType<typeof profileView>>;
export type Profile = ProfileData['profile'];
