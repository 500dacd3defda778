import { createRoute, z } from '@hono/zod-openapi';
import { rollup } from 'd3-array';
import { AHEAD_BASES, AHEAD_KINDS } from '#lib/domain/keeping-up/ahead.ts';
import { DATE_PRECISIONS, TIERS } from '#lib/domain/closed.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections, type CollectionRow } from '#lib/domain/collections/index.ts';
import { ANY_QUERY } from '#lib/domain/filter/query.ts';
import { RESIDENTIAL_PRICE } from '#lib/domain/headline.ts';
import { REACHES, RULES, STATUSES, holds } from '#lib/domain/status/words.ts';
import { voteRate } from '#lib/domain/votes.ts';
import { datesAhead } from '../dataset/queries/ahead.ts';
import { inForce, type Rule } from '../dataset/queries/in-force.ts';
import { queries } from '../dataset/queries/index.ts';
import { lineage, newestValues } from '../dataset/queries/overview.ts';
import {
	childrenOf,
	placeOf,
	placesIn,
	rankAmongStates,
	repeated,
	statusesInside
} from '../dataset/queries/profile.ts';
import { all, dataControls, PROBLEMS } from './collection.ts';
import { metaOfAnswer, metaSchema } from './envelope.ts';
import { headlineSchema, oppositionOf } from './opposition.ts';
import { badQuery, ProblemError } from './problem.ts';
import { ask, type Asked, type Moment } from './request.ts';
import { notesOnShown } from './withheld.ts';

/** Years a price line reaches back. */
const PRICE_YEARS = 10;

const ruleSchema = collections.statuses.row.extend({
	words: z
		.string()
		.nullable()
		.openapi({ description: 'What a county’s rule means for a town inside it' })
});

const aheadSchema = z
	.object({
		ahead_id: z.string(),
		kind: z.enum(AHEAD_KINDS),
		date_start: z.string(),
		date_end: z.string(),
		date_precision: z.enum(DATE_PRECISIONS),
		basis: z.enum(AHEAD_BASES),
		region: z.string(),
		region_name: z.string(),
		place_id: z.string(),
		place_name: z.string(),
		reach: z.enum(REACHES),
		rule: z.enum(RULES).nullable(),
		action_id: z.string(),
		action_type_label: z.string(),
		summary: z.string(),
		source_id: z.string(),
		source_url: z.string().nullable(),
		publisher: z.string(),
		tier: z.enum(TIERS),
		independent_sources: z.int()
	})
	.openapi('DateAhead');

const count = z.int();
const childSchema = z.object({
	region: z.string().nullable(),
	place_id: z.string().nullable(),
	name: z.string(),
	kind: z.string(),
	actions: count,
	restrictive: count,
	holding: count.openapi({ description: 'Places in it with a rule in force as far as recorded' })
});

const profileSchema = z
	.object({
		region: z.string(),
		place_id: z.string().nullable(),
		name: z.string(),
		label: z.string(),
		kind: z.string(),
		around: z.array(z.object({ region: z.string(), region_name: z.string() })),
		in_force: z.object({
			own: z.array(ruleSchema),
			county: z.array(ruleSchema),
			state: z.array(ruleSchema),
			country: z.array(ruleSchema)
		}),
		inside: z
			.partialRecord(z.enum(STATUSES), count)
			.openapi({ description: 'Places inside by the firmest status of their rules on the day' }),
		ahead: z.array(aheadSchema),
		actions: z.object({ total: count, confirmed: count }),
		votes: z.object({
			decided: count,
			restrictive: count,
			permissive: count,
			neutral: count,
			restrictive_confirmed: count,
			decided_confirmed: count
		}),
		opposition: z
			.object({ headline: headlineSchema, readings: z.array(collections.readings.row) })
			.nullable(),
		price: z
			.object({
				series_id: z.string(),
				region: z.string(),
				rank: z.object({ period: z.string(), rank: count, of: count }).nullable(),
				rows: z
					.array(collections.observations.row)
					.openapi({ description: `Yearly values of ${PRICE_YEARS} years, with the nation’s` })
			})
			.nullable(),
		projects: z.array(collections.projects.row),
		children: z.object({ all: count, known: z.array(childSchema) })
	})
	.openapi('Profile');
export type Profile = z.output<typeof profileSchema>;

export const PROFILE = {
	...collections.actions,
	name: 'actions',
	title: 'Profile',
	filters: ['region', 'place'],
	region: { scope: 'within', fallback: 'US' }
} as unknown as Collection;

export const profileRoute = createRoute({
	method: 'get',
	path: '/profile' as const,
	summary: 'Profile of a region or place',
	description:
		'What is in force on the day (own rules, the county’s, the state’s and the country’s apart), dates ahead, decided votes, opposition (its own polls, else those of the nearest region around it), the residential electricity price with its rank, projects, and what lies inside. One region or one place; US unless told. The same in one file, a row a fact: /api/v1/profile.csv with the same query, or another extension.',
	request: {
		query: z.object({
			region: z.string().optional().openapi({ description: 'One region; US unless told' }),
			place: z.string().optional().openapi({ description: 'One place by its place_id, instead' }),
			...dataControls
		})
	},
	responses: {
		200: {
			description: 'The profile',
			content: {
				'application/json': { schema: z.object({ data: profileSchema, meta: metaSchema }) }
			}
		},
		...PROBLEMS
	}
});

/** Everything a profile shows of one region or place. */
export function profile(
	url: URL,
	moment: Moment
): { data: Profile; meta: z.output<typeof metaSchema> } {
	const asked = ask(PROFILE, url.searchParams, moment, 'record');
	const data = profileOf(asked, hereOf(asked, url.searchParams));
	const meta = metaOfAnswer(asked);
	const figures = [...(data.opposition?.readings ?? []), ...(data.price?.rows ?? [])];
	return {
		data,
		meta: { ...meta, notes: [...meta.notes, ...notesOnShown(asked.release, PROFILE, figures)] }
	};
}

/** Where a profile is of. */
export interface Here {
	region: string;
	placeId: string | null;
	name: string;
	label: string;
	kind: string;
	around: { region: string; label: string }[];
}

/** @throws ProblemError 400 for several regions or places, or for both; 404 for one the release does not know */
export function hereOf(asked: Asked, params: URLSearchParams): Here {
	const { release, query } = asked;
	const places = query.filters.place ?? [];
	const regions = query.regions ?? [];
	if (places.length > 0 && params.has('region'))
		throw badQuery([
			{
				key: 'region',
				value: params.get('region') ?? '',
				message: 'give a region or a place, not both'
			}
		]);
	if (places.length > 1 || (places.length === 0 && regions.length !== 1))
		throw badQuery([
			{
				key: places.length > 1 ? 'place' : 'region',
				value: (places.length > 1 ? places : (query.filters.region ?? [])).join('~'),
				message: 'a profile is of one; /compare shows several',
				...(regions.length > 1 ? { allowed: regions } : {})
			}
		]);
	const [id] = places;
	if (id !== undefined) {
		const place = placeOf(release, id);
		if (!place) throw new ProblemError(404, `no place has the id "${id}"`);
		const around = lineage(release, place.region);
		return {
			region: place.region,
			placeId: id,
			name: place.name,
			label: labelIn(place.name, around[0]?.label ?? place.region),
			kind: place.place_kind,
			around
		};
	}
	const [region = 'US'] = regions;
	const [self, ...around] = lineage(release, region);
	const kind = release.prepare('SELECT kind FROM regions WHERE region = ?').pluck().get(region);
	const label = self?.label ?? region;
	return { region, placeId: null, name: label, label, kind: String(kind), around };
}

const labelIn = (name: string, region: string) =>
	region === name || region.startsWith(`${name}, `) ? region : `${name}, ${region}`;

/** The profile of a region or place on the day asked for. */
export function profileOf(asked: Asked, here: Here): Profile {
	const { release, on } = asked;
	const { region, placeId } = here;
	const regions = region === 'WLD' ? null : [region];
	const scope = placeId === null ? { regions } : { regions, place: placeId };
	const actions = actionsOf(asked, here);
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
		ahead: datesAhead(release, scope, on).map(({ added: _a, stamp: _s, ...row }) => row),
		actions: {
			total: actions.length,
			confirmed: actions.filter(({ tier }) => tier !== 'aggregator').length
		},
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

/** Actions of a region or place up to the day, each event once, newest first. */
export function actionsOf(
	{ release, on }: Asked,
	{ region, placeId }: Here
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

function priceOf({ release, on }: Asked, { region, around }: Here): Profile['price'] {
	const nearest = [region, ...around.map((one) => one.region)];
	for (const series of RESIDENTIAL_PRICE)
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
	{ region, placeId }: Here
): CollectionRow<'projects'>[] {
	const query = { ...ANY_QUERY, day: on, regions: region === 'WLD' ? null : [region] };
	return all<CollectionRow<'projects'>>(
		{ release },
		queries.projects.rows(release.kysely, query)
	).filter(({ place_id }) => placeId === null || place_id === placeId);
}

function childrenIn(
	{ release, on }: Asked,
	{ region, placeId }: Here,
	inside: ReturnType<typeof statusesInside>
): Profile['children'] {
	if (placeId !== null) return { all: 0, known: [] };
	const standing = inside.filter(({ status }) => holds(status));
	const { all: total, known } = childrenOf(release, region, on);
	const closure = release.prepare('SELECT 1 FROM region_closure WHERE ancestor = ? AND region = ?');
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
				holding: standing.filter((one) => closure.get(code, one.region) !== undefined).length
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
