import type { z } from '@hono/zod-openapi';
import { rollup } from 'd3-array';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { ANY_QUERY } from '#lib/domain/filter/query.ts';
import { nothingSentence, pendingSentence } from '#lib/domain/actions/words/followed-words.ts';
import { lineKey } from '#lib/domain/history/outdated.ts';
import { holds } from '#lib/domain/status/status-words.ts';
import { isVerified } from '#lib/domain/verified.ts';
import { countsOf, voteRate } from '#lib/domain/actions/votes.ts';
import { seriesOfRole } from '../../dataset/queries/indicators/series-roles.ts';
import { datesAhead } from '../../dataset/queries/actions/ahead.ts';
import { followedNow } from '../../dataset/queries/forecasts.ts';
import { inForce, type Rule } from '../../dataset/queries/actions/in-force.ts';
import { queries } from '../../dataset/queries/index.ts';
import { newestDecision, peopleOf } from '../../dataset/queries/regions/place-facts.ts';
import { isListed, pendingIn } from '../../dataset/queries/pending.ts';
import { isOutdated, newestValues } from '../../dataset/queries/regions/overview.ts';
import {
	childrenOf,
	countedActions,
	partOf,
	placesIn,
	rankAmongStates,
	repeated,
	statusesInside
} from '../../dataset/queries/regions/profile.ts';
import { all } from '../list/collection.ts';
import { metaOfAnswer, type metaSchema } from '../request/envelope.ts';
import { oppositionOf } from './opposition.ts';
import { hereOf, type ProfileOf } from './profile-here.ts';
import { PRICE_YEARS, PROFILE, type Profile } from './profile-schema.ts';
import { ask, type Asked, type Call } from '../request/request.ts';
import { notesOnShown } from '../request/withheld.ts';

/**
 * Everything a profile shows of one region or place.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function profile(call: Call): { data: Profile; meta: z.output<typeof metaSchema> } {
	const asked = ask(PROFILE, call, 'record');
	const data = profileOf(asked, hereOf(asked, call.params));
	const meta = metaOfAnswer(asked);
	const figures = [...(data.opposition?.readings ?? []), ...(data.price?.rows ?? [])];
	return {
		data,
		meta: { ...meta, notes: [...meta.notes, ...notesOnShown(asked.release, PROFILE, figures)] }
	};
}

/** The profile of a region or place on the day asked for. */
export function profileOf(asked: Asked, here: ProfileOf): Profile {
	const { release, on } = asked;
	const { region, placeId } = here;
	const regions = region === 'WLD' ? null : [region];
	const scope = placeId === null ? { regions } : { regions, place: placeId };
	const actions = countedActions(release, { region, place: placeId }, on);
	const pending = pendingIn(release, { region, place: placeId }, on);
	const inside = placeId === null ? statusesInside(release, region, on) : [];
	return {
		region,
		place_id: placeId,
		name: here.name,
		label: here.label,
		kind: here.kind,
		around: here.around.map(({ region, label }) => ({ region, region_name: label })),
		in_force: rulesOf(asked, placeId ?? region),
		inside: Object.fromEntries(
			rollup(
				inside,
				(places) => places.length,
				({ status }) => status
			)
		),
		inside_verified: inside.filter((place) => holds(place.status) && isVerified(place)).length,
		ahead: datesAhead(release, scope, on).map(({ added: _a, stamp: _s, ...row }) => row),
		newest: newestOf(asked, here),
		people: placeId === null ? peopleOf(release, region) : null,
		context: contextOf(asked, here),
		pending,
		followed: followedWords(asked, here, { pending: pending.length, actions: actions.length }),
		actions: countsOf(actions),
		votes: voteRate(actions),
		opposition: oppositionOf(
			asked,
			placeId === null ? [{ region, label: here.label }, ...here.around] : here.around
		),
		price: priceOf(asked, here),
		projects: projectsOf(asked, here),
		children: childrenIn(asked, here, inside)
	};
}

/** The newest decision of a region or place, and the newest with a count of votes. */
function newestOf({ release, on }: Asked, { region, placeId }: ProfileOf): Profile['newest'] {
	const rowOf = (counted: boolean) => {
		const id = newestDecision(release, { region, place: placeId }, on, counted);
		if (id === null) return null;
		const query = queries.actions.byId(release.kysely, id, on);
		return all<CollectionRow<'actions'>>({ release }, query)[0] ?? null;
	};
	const decided = rowOf(false);
	return decided && { decided, counted: rowOf(true) };
}

/** The state around a county or town: how many places in it have a rule in force, and its decided votes. */
function contextOf(
	{ release, on }: Asked,
	{ region, placeId, around }: ProfileOf
): Profile['context'] {
	const state = around.find((one) => /^US-[A-Z]{2}$/.test(one.region));
	if (!state || (placeId === null && state.region === region)) return null;
	const inside = statusesInside(release, state.region, on).filter(({ status }) => holds(status));
	return {
		region: state.region,
		region_name: state.label,
		holding: inside.length,
		holding_verified: inside.filter(isVerified).length,
		votes: voteRate(countedActions(release, { region: state.region, place: null }, on))
	};
}

/**
 * What is said beside what is pending, or beside nothing on record of a county or place: never a figure of this one.
 */
function followedWords(
	{ release, on }: Asked,
	{ region, placeId, kind }: ProfileOf,
	found: { pending: number; actions: number }
): string | null {
	const rows = followedNow(release);
	if (found.pending > 0) return pendingSentence(rows.find(({ record }) => record === 'pending'));
	const isSmall = placeId !== null || kind === 'county';
	if (!isSmall || found.actions > 0 || isListed(release, region, on)) return null;
	return nothingSentence(rows);
}

/** Actions of a region or place up to the day, each event once, newest first. */
export function actionsOf(
	{ release, on }: Asked,
	{ region, placeId }: ProfileOf
): CollectionRow<'actions'>[] {
	const query = {
		...ANY_QUERY,
		filters: { to: [on], ...(placeId === null ? {} : { place: [placeId] }) },
		regions: placeId === null && region !== 'WLD' ? [region] : null
	};
	const repeats = repeated(release);
	return all<CollectionRow<'actions'>>(
		{ release },
		queries.actions.rows(release.kysely, query)
	).filter(({ action_id }) => !repeats.has(action_id));
}

function rulesOf({ release, on }: Asked, where: string): Profile['in_force'] {
	const found = inForce(release, where, on);
	const rowOf = ({ row }: Rule, words: string | null) =>
		all<CollectionRow<'statuses'>>(
			{ release },
			queries.statuses.byId(release.kysely, row.status_id)
		).map((status) => ({ ...status, words }));
	return {
		own: found?.own.flatMap((rule) => rowOf(rule, null)) ?? [],
		county: found?.county.flatMap(({ standing, words }) => rowOf(standing, words)) ?? [],
		state: found?.state.flatMap((rule) => rowOf(rule, null)) ?? [],
		country: found?.country.flatMap((rule) => rowOf(rule, null)) ?? []
	};
}

function priceOf({ release, on }: Asked, { region, around }: ProfileOf): Profile['price'] {
	const nearest = [region, ...around.map((one) => one.region)];
	for (const series of seriesOfRole(release, 'residential_price'))
		for (const code of nearest) {
			const [now] = newestValues(release, series, code, on, 1);
			if (!now) continue;
			const query = {
				...ANY_QUERY,
				filters: { series: [series], from: [String(Number(now.period) - PRICE_YEARS)], to: [on] },
				regions: [...new Set([code, 'US'])],
				scope: 'exact' as const,
				sort: { column: 'date', descending: false }
			};
			return {
				series_id: series,
				region: code,
				outdated: isOutdated(
					release,
					'observation',
					lineKey({ series_id: series, region: code }),
					on
				),
				rank: rankAmongStates(release, series, code, now.period),
				rows: all<CollectionRow<'observations'>>(
					{ release },
					queries.observations.rows(release.kysely, query)
				).filter(({ dataset, estimate }) => dataset === 'groundswell' && estimate !== 'projection')
			};
		}
	return null;
}

/** Projects as they stood on the day. */
function projectsOf(
	{ release, on }: Asked,
	{ region, placeId }: ProfileOf
): CollectionRow<'projects'>[] {
	const query = { ...ANY_QUERY, day: on, regions: region === 'WLD' ? null : [region] };
	return all<CollectionRow<'projects'>>(
		{ release },
		queries.projects.rows(release.kysely, query)
	).filter(({ place_id }) => placeId === null || place_id === placeId);
}

function childrenIn(
	{ release, on }: Asked,
	{ region, placeId }: ProfileOf,
	inside: ReturnType<typeof statusesInside>
): Profile['children'] {
	if (placeId !== null) return { all: 0, known: [] };
	const standing = inside.filter(({ status }) => holds(status));
	const { all: total, known } = childrenOf(release, region, on);
	const parts = partOf(release, region);
	const holding = rollup(
		standing,
		(places) => places.length,
		(one) => parts.get(one.region) ?? ''
	);
	const own = standing.filter((one) => one.region === region);
	return {
		all: total,
		known: [
			...known.map(({ region: code, region_name, kind, actions, restrictive }) => ({
				region: code,
				place_id: null,
				name: region_name,
				kind,
				actions,
				restrictive,
				holding: holding.get(code) ?? 0
			})),
			...placesIn(release, region, on).map(({ place_id, name, place_kind, ...counts }) => ({
				region: null,
				place_id,
				name,
				kind: place_kind,
				...counts,
				holding: own.filter((one) => one.place_id === place_id).length
			}))
		]
	};
}
