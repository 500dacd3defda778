import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { countWords, shareWords } from '#lib/domain/actions/words/action-words.ts';
import { pendingWords } from '#lib/domain/actions/words/pending-words.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { profileList, type ProfileRow } from '#lib/domain/collections/page-lists.ts';
import type { FileFormat } from '#lib/domain/files.ts';
import { aheadTitle } from '#lib/domain/keeping-up/ahead.ts';
import { ruleWords } from '#lib/domain/status/rule-words.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { sourcesOfActions } from '../../dataset/queries/records/sources-behind.ts';
import { countedIn, inOrder } from '../list/computed.ts';
import { grammarOf, type WholeResult } from '../list/list-files.ts';
import { batchesOfRows } from '../formats/batches.ts';
import { hereOf, type ProfileOf } from './profile-here.ts';
import { estimateRow } from './estimate-row.ts';
import { PROFILE, type Profile } from './profile-schema.ts';
import { actionsOf, profileOf } from './profile.ts';
import { ask, type Asked, type Call } from '../request/request.ts';
import { MOST_COMPARED } from '#lib/domain/regions/addresses.ts';

/** A fact before it has its place among the others; what is not known of it is left out. */
type Row = Partial<ProfileRow>;

/** A profile is asked for in the words of actions, and its facts have an order of their own. */
const FACTS: Collection = { ...PROFILE, sort: profileList.sort };

/**
 * Every section of a profile in long form, for a file.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function findProfile(call: Call, format: FileFormat | 'metadata'): WholeResult {
	const { params } = call;
	const asked = ask(FACTS, call, grammarOf(format));
	const profiles = eachOf(asked, params).map((one) => {
		const here = hereOf(one, one === asked ? params : undefined);
		return { one, here, profile: profileOf(one, here) };
	});
	const facts = profiles
		.flatMap(({ one, here, profile }) =>
			factsOf(one, here, profile).map((fact) => ({
				...fact,
				profile_of: here.placeId ?? here.region
			}))
		)
		.map((fact, index) => ({ ...fact, row: index + 1 }));
	const rows = inOrder<Row>(facts, asked.query.sort, profileList.id);
	const rules = profiles.flatMap(({ profile }) => Object.values(profile.in_force).flat());
	return {
		collection: profileList,
		path: 'profile',
		own: {},
		asked,
		total: rows.length,
		batches: () => batchesOfRows(columnsOf(profileList.row), rows),
		countSources: () => {
			const behindRules = rules.flatMap(({ because }) => because.split(LIST_SEPARATOR));
			return added(countedIn(rows), sourcesOfActions(asked.release, behindRules));
		},
		notes: []
	};
}

/** The question for each region and place asked for, in their order; another question as it is. */
function eachOf(asked: Asked, params: URLSearchParams): Asked[] {
	const { query } = asked;
	const places = query.filters.place ?? [];
	const regions = places.length > 0 && !params.has('region') ? [] : (query.regions ?? []);
	const all = regions.length + places.length;
	if (all < 2 || all > MOST_COMPARED) return [asked];
	const { place: _place, ...filters } = query.filters;
	return [
		...regions.map((region) => ({ ...asked, query: { ...query, filters, regions: [region] } })),
		...places.map((place) => ({
			...asked,
			query: { ...query, filters: { ...filters, place: [place] }, regions: null }
		}))
	];
}

function added(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) {
	const sum = new Map(one);
	for (const [source, count] of other) sum.set(source, (sum.get(source) ?? 0) + count);
	return sum;
}

const factsOf = (asked: Asked, here: ProfileOf, profile: Profile): Row[] => [
	...inForceRows(profile),
	...aheadRows(profile),
	...pendingRows(profile),
	...voteRows(profile),
	...actionsOf(asked, here).map((action): Row => ({
		region: action.region,
		region_name: action.region_name,
		date: action.date,
		section: 'action',
		name: action.place_name,
		text: [action.summary, countWords(action), shareWords(action)].filter(Boolean).join('; '),
		status: action.decision,
		basis: action.direction,
		place_id: action.place_id,
		id: action.action_id,
		...sourceOf(action)
	})),
	...estimateRow(asked, profile),
	...oppositionRows(profile),
	...priceRows(profile),
	...projectRows(profile),
	...childRows(profile)
];

interface Sourced extends Pick<ProfileRow, 'tier'> {
	source_id: string;
	source_url: string | null;
	publisher: string;
	independent_sources: number;
}
const sourceOf = ({
	source_id,
	source_url,
	publisher,
	tier,
	independent_sources
}: Sourced): Row => ({
	source_id,
	source_url,
	publisher,
	tier,
	independent_sources
});

const inForceRows = ({ in_force, inside, region, label }: Profile): Row[] => [
	...(['own', 'county', 'state', 'country'] as const).flatMap((whose) =>
		in_force[whose].map((rule): Row => ({
			region: rule.region,
			region_name: rule.region_name,
			date: rule.from,
			date_end: rule.to,
			section: `in_force_${whose}`,
			name: rule.place_name,
			text: [ruleWords(rule), rule.words].filter(Boolean).join('; '),
			status: rule.status,
			basis: rule.to_basis,
			place_id: rule.place_id,
			id: rule.status_id,
			tier: rule.tier,
			independent_sources: rule.independent_sources
		}))
	),
	...Object.entries(inside).map(([status, places]): Row => ({
		region,
		region_name: label,
		section: 'places_inside',
		name: `Places inside whose rule is: ${status}`,
		value: places,
		unit: 'places',
		status
	}))
];

const aheadRows = ({ ahead }: Profile): Row[] =>
	ahead.map((one) => ({
		region: one.region,
		region_name: one.region_name,
		date: one.date_start,
		date_end: one.date_end,
		section: 'date_ahead',
		name: aheadTitle(one),
		text: one.summary,
		status: one.kind,
		basis: one.basis,
		place_id: one.place_id,
		id: one.action_id,
		...sourceOf(one)
	}));

const pendingRows = ({ pending }: Profile): Row[] =>
	pending.map((matter) => ({
		region: matter.region,
		region_name: matter.region_name,
		date: matter.first_pending,
		date_end: matter.last_pending,
		section: 'pending',
		name: matter.place_name ?? matter.region_name,
		text: pendingWords(matter),
		status: matter.status,
		basis: matter.tracker,
		place_id: matter.place_id,
		id: `${matter.tracker}|${matter.tracker_record_id}`,
		...sourceOf({ ...matter, independent_sources: 1 })
	}));

const voteRows = ({ votes, region, label, place_id }: Profile): Row[] =>
	Object.entries(votes).map(([name, value]) => ({
		region,
		region_name: label,
		section: 'decided_votes',
		name,
		value,
		unit: 'votes',
		place_id
	}));

const oppositionRows = ({ opposition }: Profile): Row[] =>
	opposition?.readings.map((reading) => ({
		region: reading.region,
		region_name: reading.region_name,
		date: reading.date,
		section: 'opposition',
		name: `${reading.house}: ${reading.option_label}`,
		text: reading.summary,
		value: reading.percent,
		unit: 'percent',
		status: reading.wording_group,
		basis: reading.population,
		id: reading.question_id,
		...sourceOf(reading)
	})) ?? [];

function priceRows({ price }: Profile): Row[] {
	if (price === null) return [];
	const rank: Row[] =
		price.rank === null
			? []
			: [
					{
						region: price.region,
						date: price.rank.period,
						section: 'price_rank',
						name: `Rank among ${price.rank.of} states, 1 the highest`,
						value: price.rank.rank,
						unit: 'rank'
					}
				];
	return [
		...rank,
		...price.rows.map((row) => ({
			region: row.region,
			region_name: row.region_name,
			date: row.date,
			section: 'price',
			name: row.series_title,
			value: row.value,
			unit: row.unit,
			basis: row.estimate,
			id: row.series_id,
			...sourceOf(row)
		}))
	];
}

const projectRows = ({ projects }: Profile): Row[] =>
	projects.flatMap((project): Row[] => {
		const row: Row = {
			region: project.region,
			region_name: project.region_name,
			date: project.date,
			section: 'project',
			name: project.project_name,
			text: project.developer,
			status: project.project_status,
			place_id: project.place_id,
			id: project.project_id
		};
		const figures: Row[] = [
			...(project.project_mw === null ? [] : [{ value: project.project_mw, unit: 'MW' }]),
			...(project.project_investment_usd === null
				? []
				: [{ value: project.project_investment_usd, unit: 'USD' }])
		];
		return figures.length === 0 ? [row] : figures.map((figure) => ({ ...row, ...figure }));
	});

const childRows = ({ children }: Profile): Row[] =>
	children.known.flatMap(({ region, place_id, name, kind, actions, restrictive, holding }) =>
		(
			[
				['actions', actions],
				['restrictive actions', restrictive],
				['places with a rule in force as far as recorded', holding]
			] as const
		).map(([what, value]) => ({
			region,
			section: 'inside',
			name,
			text: what,
			value,
			unit: 'count',
			status: kind,
			place_id
		}))
	);
