import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { holds, type Status } from '#lib/domain/status/status-words.ts';
import type { VoteRate } from '#lib/domain/actions/votes.ts';
import { apiOver } from './support.ts';

interface Profile {
	data: {
		actions: { total: number; confirmed: number };
		votes: VoteRate;
		inside: Partial<Record<Status, number>>;
		in_force: { own: { status: Status }[] };
	};
}
interface Overview {
	data: { tiles: { key: string; value: number; verified: number | null; period: string }[] };
}
interface MapAnswer {
	whole: { value: number; confirmed: number | null } | null;
}

/**
 * Where overview, profile (which compare shows side by side), screening and map disagree on what is on record, verified,
 * decided or in force, for states and counties of which anything is on record, the nation and the world; in words.
 */
export async function disagreements(releases: string, on: string): Promise<string[]> {
	const { api, store, json } = apiOver({ releases, now: () => new Date(`${on}T12:00:00Z`) });
	const regions = store
		.current()
		.prepare(
			`SELECT region, kind FROM regions WHERE kind IN ('state', 'county') AND region LIKE 'US-%' AND (kind = 'state'
				OR region IN (SELECT region FROM actions) OR region IN (SELECT region FROM statuses)) ORDER BY region`
		)
		.all() as { region: string; kind: string }[];
	const counties = regions.filter(({ kind }) => kind === 'county').map(({ region }) => region);
	const response = await api.request(`/api/v1/screen?on=${on}`, {
		method: 'POST',
		body: ['fips', ...counties.map((region) => region.slice(-5))].join('\n'),
		headers: { 'content-type': 'text/csv' }
	});
	const { data: sites } = (await response.json()) as ScreeningAnswer;
	const siteOf = new Map(counties.map((region, index) => [region, sites[index]]));
	const found: string[] = [];
	for (const region of [...regions.map((one) => one.region), 'US', 'WLD']) {
		const { data: profile } = (await json(`/api/v1/profile?region=${region}&on=${on}`)) as Profile;
		const { data: overview } = (await json(
			`/api/v1/overview?region=${region}&on=${on}`
		)) as Overview;
		const mapOf = async (query: string) =>
			((await json(`/api/v1/map?region=${region}&on=${on}&points=no&${query}`)) as MapAnswer).whole;
		const check = (what: string, one: unknown, other: unknown) => {
			if (one !== other) found.push(`${region}: ${what}: ${String(one)} and ${String(other)}`);
		};
		const inside = Object.entries(profile.inside)
			.filter(([status]) => holds(status as Status))
			.reduce((sum, [, count]) => sum + count, 0);
		if (region !== 'WLD') {
			const actions = await mapOf('measure=actions');
			check('actions, profile and map', profile.actions.total, actions?.value ?? 0);
			check('verified, profile and map', profile.actions.confirmed, actions?.confirmed ?? 0);
			const own = profile.in_force.own.some(({ status }) => holds(status)) ? 1 : 0;
			const rules = await mapOf('measure=restrictions');
			check('in force, profile and map', inside + own, rules?.value ?? 0);
			const tile = overview.tiles.find(({ key }) => key === 'restrictive_actions');
			const [from = '', to = ''] = tile?.period.split(' to ') ?? [];
			const recent = await mapOf(`measure=actions&direction=restrictive&from=${from}&to=${to}`);
			check('restrictive, overview and map', tile?.value, recent?.value ?? 0);
			check('verified restrictive, overview and map', tile?.verified, recent?.confirmed ?? 0);
		}
		const site = siteOf.get(region);
		if (site === undefined) continue;
		check('actions, profile and screen', profile.actions.total, site.records);
		check(
			'verified, profile and screen',
			profile.actions.confirmed,
			(site.records ?? 0) - (site.records_tracker ?? 0)
		);
		check('decided, profile and screen', profile.votes.decided, site.votes_decided);
		check('restrictive, profile and screen', profile.votes.restrictive, site.votes_restrictive);
		check(
			'verified decided, profile and screen',
			profile.votes.decided_confirmed,
			site.votes_confirmed
		);
		check(
			'verified restrictive, profile and screen',
			profile.votes.restrictive_confirmed,
			site.votes_restrictive_confirmed
		);
		check('in force inside, profile and screen', inside, site.places_with_rule);
	}
	return found;
}
