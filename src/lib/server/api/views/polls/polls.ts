import { words } from '#lib/domain/collections/collection.ts';
import { MOMENT_KEYS } from '#lib/domain/filter/link/moment.ts';
import { KNOWN } from '#lib/domain/closed.ts';
import {
	bodyOf,
	facetsOf,
	leadTo,
	queryOf,
	refuseValue,
	withParams,
	type Api
} from '../view-tools.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { everythingIn } from '#lib/domain/files.ts';
import { METHODS, type Method } from '#lib/charts/methods.ts';
import { methodReason } from '#lib/domain/polls/estimate.ts';
import type { Stated } from '../stated.ts';
import { daysOf, drawnDays, findingOf, poolOf } from './estimate-days.ts';
import { areSeveral, averageOf, isOne, similarTo } from './similar.ts';

/** Keys that say which question is looked at; without any of them a page takes the best known one. */
const QUESTION = ['wording_group', 'pool', 'item', 'topic', 'proximity', 'q'];
/** Keys that choose data and region, for everything a page shows. */
const FRAME = ['region', 'scope', 'dataset', ...MOMENT_KEYS];
/** Keys by which a trend is known; with any other filter on the readings there is no estimate of them. */
const OF_TREND = [
	...FRAME,
	...words('wording_group pool option followed stance subgroup population from'),
	...words('to')
];
/** Keys by which questions are found, whether or not an answer to them is followed. */
const OF_QUESTION = [
	...FRAME,
	...words('wording_group topic proximity item house pollster population from'),
	...words('to tier min_sources q')
];
/** Keys of this page that no route takes. */
const PAGE_KEYS = ['method', 'marks', 'known'];
/** Rows a chart takes at most, the newest; a table has them all, page by page. */
const DRAWN = '1000';

/**
 * Everything the page of polls shows.
 * @throws Lead to the explicit address where the question depends on a default; the API's refusals
 */
export async function pollsView(api: Api, url: URL, stated: Stated) {
	const frame = only(url, FRAME);
	const groups = await bodyOf(api.readings.groups.$get({ query: { ...frame, subgroup: 'all' } }));
	if (!QUESTION.some((key) => url.searchParams.has(key))) {
		const best = bestGroup(groups.data);
		// Where questions like it are estimated together, that says most.
		const pooled = best === null ? null : await poolOf(api, stated, frame, best);
		const usual = pooled ? { pool: pooled.pool } : best === null ? null : { wording_group: best };
		if (usual && (await leavesRows(api, url, usual)))
			leadTo(withParams(url, { ...usual, subgroup: url.searchParams.get('subgroup') ?? 'all' }));
	}
	const query = queryOf(url, {}, PAGE_KEYS);
	const everyone = ofEveryone(url);
	const { cursor: _, ...whole } = queryOf(everyone, {}, PAGE_KEYS);
	const drawn = { ...whole, sort: '-date', limit: DRAWN };
	const wanted = methodOf(url);
	const [table, ofAll, facets, everything, actionDays, parts, own] = await Promise.all([
		bodyOf(api.readings.$get({ query })),
		bodyOf(api.readings.$get({ query: drawn })),
		facetsOf(api, 'readings', query),
		bodyOf(api.readings.$get({ query: { ...everythingIn('readings').query, limit: '1' } })),
		url.searchParams.get('marks') === 'none'
			? { data: [] }
			: bodyOf(
					api.actions.days.$get({
						query: {
							direction: 'restrictive',
							...(url.searchParams.get('region') === 'all'
								? {}
								: { region: frame['region'] ?? 'US' })
						}
					})
				),
		bodyOf(api.readings.$get({ query: { ...without(drawn, 'subgroup') } })),
		summaryOf(api, everyone)
	]);
	// Polls may report a part of their sample and not the whole.
	const readings = ofAll.page.total === 0 && everyone !== url ? parts : ofAll;
	const pools = await Promise.all(
		(facets.find(({ key }) => key === 'pool')?.values ?? []).map(async (pool) => {
			const members = await bodyOf(
				api.readings.groups.$get({ query: { ...frame, pool: pool.value, subgroup: 'all' } })
			);
			return { ...pool, groups: members.data.map(({ wording_group }) => wording_group) };
		})
	);
	const drawnRows = readings.data.toReversed();
	const similar =
		own.summary === null && areSeveral(everyone, own.extra)
			? await similarTo(api, stated, frame, drawnRows)
			: null;
	const estimate = similar?.areAll ? { ...own, summary: similar.summary } : own;
	const trendQuery: Record<string, string> = similar?.areAll
		? { ...frame, pool: similar.pool, subgroup: 'all' }
		: only(everyone, OF_TREND);
	const asked = drawnRows.length === 0 ? await askedFor(api, url) : NOTHING_ASKED;
	const reasons = METHODS.flatMap(({ method: one }) => {
		const reason = methodReason(one, drawnRows, estimate.summary);
		return reason === null ? [] : [{ method: one, reason }];
	});
	const usual: Method = reasons.some((one) => one.method === 'model') ? 'same' : 'model';
	const method = reasons.some((one) => one.method === wanted) ? 'same' : (wanted ?? usual);
	// Only a model is fitted anew on each day of publication.
	const known = method === 'model' ? knownOf(url) : 'now';
	const daysQuery = { ...trendQuery, method, ...(known === 'then' ? { known } : {}) };
	const days = method === 'same' || estimate.summary === null ? [] : await daysOf(api, daysQuery);
	const finding =
		method === 'model' && known === 'now' && estimate.summary
			? await findingOf(api, trendQuery, estimate.summary, days)
			: null;
	return {
		table,
		pools,
		/** The question shown where the address names none. */
		usualQuestion: bestGroup(groups.data),
		drawn: { data: drawnRows, total: readings.page.total },
		/** The query of what the chart shows: of everyone asked, where the address names no part. */
		drawnQuery: readings === ofAll ? whole : query,
		/** Where no reading is left: the questions there are all the same. */
		asked,
		parts: parts.data.toReversed().filter(({ subgroup }) => subgroup !== 'all'),
		query,
		method,
		/** What the page shows where its address names no method. */
		usual,
		trend: { ...estimate, days: drawnDays(days) },
		/** What the model says of its last day, where it is shown. */
		finding,
		/** What the average says of its newest day, where it is shown. */
		average: averageOf(method, days),
		/** Pool of the questions like these, where there are several; its estimate is the page's where it is of them all. */
		similar: similar?.pool ?? null,
		/** Ways to estimate that say nothing here, each with why. */
		reasons,
		/** The way the address asks for, where it says nothing here. */
		refused: wanted !== null && wanted !== method ? wanted : null,
		trendQuery,
		/** The same for its days, by the method in force. */
		daysQuery,
		/** From which polls each day is estimated: all there are, or those published by it. */
		known,
		marks: url.searchParams.get('marks') !== 'none',
		actionDays: actionDays.data,
		facets,
		groups: groups.data,
		everything: everything.page.total
	};
}

export type PollsData = Awaited<ReturnType<typeof pollsView>>;

/** Questions on record for the filters of a page, and how many shares their options have. */
interface PollsAsked {
	questions: CollectionRow<'questions'>[];
	total: number;
	/** Shares of all their options. */
	shares: number;
	/** Those of them that their wording groups follow: other filters hide these. */
	followed: number;
}

const NOTHING_ASKED: PollsAsked = { questions: [], total: 0, shares: 0, followed: 0 };

async function askedFor(api: Api, url: URL): Promise<PollsAsked> {
	// A pool is made of what is followed.
	if (url.searchParams.has('pool')) return NOTHING_ASKED;
	const [questions, shares, followed] = await Promise.all([
		bodyOf(
			api.questions.$get({
				query: {
					region: 'US',
					scope: 'exact',
					...only(url, OF_QUESTION),
					sort: '-date',
					limit: '100'
				}
			})
		),
		bodyOf(
			api.readings.$get({ query: { ...only(url, OF_QUESTION), followed: 'all', limit: '1' } })
		),
		bodyOf(api.readings.$get({ query: { ...only(url, OF_QUESTION), limit: '1' } }))
	]);
	return {
		questions: questions.data,
		total: questions.page.total,
		shares: shares.page.total,
		followed: followed.page.total
	};
}

/** What an estimate for this address rests on, and why there is none. */
async function summaryOf(api: Api, url: URL) {
	const extra = [...url.searchParams.keys()].filter(
		(key) => ![...OF_TREND, ...PAGE_KEYS, 'sort', 'limit', 'cursor'].includes(key)
	);
	const single = ['wording_group', 'pool'].filter((key) => isOne(url, key)).length === 1;
	const parts = ['population', 'subgroup', 'option', 'stance'].every(
		(key) => !url.searchParams.has(key) || isOne(url, key)
	);
	if (extra.length > 0 || !single || !parts) return { summary: null, extra };
	const { data } = await bodyOf(api.trends.summary.$get({ query: only(url, OF_TREND) }));
	return { summary: data.length === 1 ? (data[0] ?? null) : null, extra };
}

/** Whether filters of the address leave something of the question that a page begins with; without filters it does. */
async function leavesRows(api: Api, url: URL, usual: Record<string, string>): Promise<boolean> {
	const known = [...FRAME, ...PAGE_KEYS, 'sort', 'limit', 'cursor'];
	if ([...url.searchParams.keys()].every((key) => known.includes(key))) return true;
	const { cursor: _, ...query } = queryOf(url, {}, PAGE_KEYS);
	const { page } = await bodyOf(
		api.readings.$get({ query: { subgroup: 'all', ...query, ...usual, limit: '1' } })
	);
	return page.total > 0;
}

/** The address with everyone asked in place of every part of the samples, where it names no part. */
function ofEveryone(url: URL): URL {
	if (url.searchParams.has('subgroup')) return url;
	const everyone = new URL(url);
	everyone.searchParams.set('subgroup', 'all');
	return everyone;
}

/** The method the address names, or null. */
function methodOf(url: URL): Method | null {
	const wanted = url.searchParams.get('method');
	if (wanted === null) return null;
	const known = METHODS.find(({ method }) => method === wanted)?.method;
	if (known) return known;
	refuseValue(
		'method',
		wanted,
		METHODS.map(({ method }) => method)
	);
}

/** From which polls the address wants each day estimated. */
function knownOf(url: URL): (typeof KNOWN)[number] {
	const wanted = url.searchParams.get('known') ?? 'now';
	const known = KNOWN.find((one) => one === wanted);
	if (known) return known;
	refuseValue('known', wanted, KNOWN);
}

function only(url: URL, keys: readonly string[]): Record<string, string> {
	return Object.fromEntries([...url.searchParams].filter(([key]) => keys.includes(key)));
}

function without(query: Record<string, string>, key: string): Record<string, string> {
	return Object.fromEntries(Object.entries(query).filter(([name]) => name !== key));
}

interface Group {
	wording_group: string;
	wording_group_label: string;
	topic: string;
	items: { waves: number }[];
}

/** The group whose question was asked again most often, else one that asks who opposes, else the first about siting nearby, else the first. */
function bestGroup(groups: readonly Group[]): string | null {
	const waves = ({ items }: Group) => Math.max(0, ...items.map((item) => item.waves));
	const siting = groups.filter(({ topic }) => topic === 'local_siting');
	const opposes = ({ wording_group_label }: Group) =>
		Number(wording_group_label.startsWith('Oppose'));
	const [best] = siting.toSorted((a, b) => waves(b) - waves(a) || opposes(b) - opposes(a));
	return (best ?? groups[0])?.wording_group ?? null;
}
