import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { Feed } from 'feed';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { claimPath, placePath, actionPath, pollPath } from '#lib/domain/regions/addresses.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { actionsCollection } from '#lib/domain/collections/lists/actions.ts';
import { publishers, readable, TIER_WORDS } from '#lib/domain/text/format.ts';
import { FIRST_DAY } from '#lib/domain/history/history.ts';
import { indicatorPath, pricePath } from '#lib/domain/indicators/value-addresses.ts';
import { changesInWords } from '#lib/domain/keeping-up/news.ts';
import {
	categoryOf,
	changesOf,
	news,
	NEWS_KINDS,
	type News,
	type NewsKind
} from '../../dataset/queries/records/news.ts';
import { placeOf } from '../../dataset/queries/regions/profile.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import type { Document } from '../formats/document.ts';
import { badQuery } from '../request/problem.ts';
import { ask, type Asked } from '../request/request.ts';

const FEED: Collection = {
	...actionsCollection,
	name: 'feed',
	title: 'New and changed records',
	filters: ['region', 'place', 'record_kind', 'direction', 'action_type']
};

const ENTRIES = 100;
const EMBEDDED = 'groundswell';

const WHAT = `The ${ENTRIES} records that came into the data or changed last, of regions with what lies inside and of places (both keys together are one list), and of some kinds (${NEWS_KINDS.join(', ')}; several joined with ~). direction and action_type leave actions alone. Sorted and stamped by added and changed, so the feed is the same wherever the same release is served; a changed record says what changed where its history tells. A poll is one entry, with its questions and answers. Rows of user folders are told where they state their days, those of refreshed upstreams by the day they were first seen. Prices of models and claims belong to no place: they are only in the feed of all places. A place has its own votes, actions and polls.`;

/** New and changed records of a region or place, and kind, as Atom (RFC 4287). */
export const feed: Document = {
	path: '/feed.atom',
	summary: 'New and changed records as Atom',
	description: WHAT,
	type: 'application/atom+xml; charset=utf-8',
	collection: FEED,
	fileName: (name) => `${name}.atom`,
	make: (...asked) => `${feedOf('feed.atom', ...asked).atom1()}\n`
};

/** The same as RSS 2.0, which more readers open. */
export const rss: Document = {
	...feed,
	path: '/feed.rss',
	summary: 'New and changed records as RSS',
	type: 'application/rss+xml; charset=utf-8',
	fileName: (name) => `${name}.rss`,
	make: (...asked) => `${feedOf('feed.rss', ...asked).rss2()}\n`
};

function feedOf(file: string, ...[call, origin]: Parameters<Document['make']>): Feed {
	const { params } = call;
	const asked = ask(FEED, call, 'record');
	const { release, query } = asked;
	const { place, direction, action_type } = query.filters;
	const found = news(
		release,
		{
			regions: query.regions,
			places: place ?? null,
			directions: direction ?? null,
			types: action_type ?? null
		},
		kindsOf(asked),
		ENTRIES
	);
	const self = `${origin}/api/v1/${file}${params.size === 0 ? '' : `?${params.toString().replaceAll('%7E', LIST_SEPARATOR)}`}`;
	const made = new Feed({
		id: `tag:groundswell,2026:feed/${params.toString()}`,
		title: escaped(`${titleOf(asked)} · Groundswell`),
		description: escaped(
			['Polls, local votes and indicators on data centers and AI', ...asked.query.notes].join('. ')
		),
		updated: at(found[0]?.stamp ?? FIRST_DAY),
		generator: 'Groundswell',
		author: { name: 'Groundswell' },
		link: `${origin}${pageOf(params)}`,
		feedLinks: { [file.replace('feed.', '')]: self }
	});
	for (const one of found) made.addItem(entryOf(one, release, origin));
	return made;
}

const at = (day: string) => new Date(`${day}T00:00:00Z`);

/** The sentence of the filters, with places by their names. */
function titleOf({ sentence, query, release }: Asked): string {
	const named = (query.filters.place ?? []).map((id): [string, string] => [
		`in ${id.replaceAll('_', ' ')}`,
		`in ${placeOf(release, id)?.name ?? id}`
	]);
	return named.reduce((text, [id, name]) => text.replace(id, name), sentence);
}

/** The page a feed belongs to: of its one place, else of updates for its list. */
function pageOf(params: URLSearchParams): string {
	const [place, region] = [params.get('place'), params.get('region')];
	if (place !== null && region === null && !place.includes(LIST_SEPARATOR)) return placePath(place);
	return apiAddress('/feeds', {
		...(region === null ? {} : { region }),
		...(place === null ? {} : { place })
	});
}

/** @throws ProblemError 400 for a kind of record no feed tells of */
function kindsOf({ query }: Asked): readonly NewsKind[] {
	const isOfActions = query.filters.direction ?? query.filters.action_type;
	const given = query.filters.record_kind ?? (isOfActions ? ['action'] : [...NEWS_KINDS]);
	const kinds = NEWS_KINDS.filter((kind) => given.includes(kind));
	const other = given.find((kind) => !kinds.some((one) => one === kind));
	if (other === undefined) return kinds;
	throw badQuery([
		{
			key: 'record_kind',
			value: other,
			message: 'no feed tells of this kind',
			allowed: [...NEWS_KINDS]
		}
	]);
}

/** Titles and summaries are HTML to the reader of a feed. */
const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function entryOf(one: News, release: OpenRelease, origin: string) {
	const support =
		one.tier === null || one.independent_sources === null
			? one.publisher
			: `${one.publisher}, ${TIER_WORDS[one.tier]}; ${publishers(one.independent_sources)}`;
	const isChanged = one.stamp > one.added;
	const changes = isChanged ? changesInWords(changesOf(release, one)) : '';
	const sentences = [
		one.summary,
		readable(one.date),
		changes === '' ? '' : `Changed on ${readable(one.stamp)}: ${changes}`,
		support,
		one.dataset === EMBEDDED ? '' : `From the dataset ${one.dataset}`
	];
	return {
		id: `tag:groundswell,2026:${one.kind}/${encodeURIComponent(one.id)}`,
		title: escaped(`${isChanged ? 'Changed' : 'New'}: ${one.title}`),
		link: `${origin}${pathOf(one, release)}`,
		date: at(one.stamp),
		published: at(one.added),
		description: escaped(
			sentences
				.filter((sentence) => sentence !== '')
				.map((sentence) => sentence.replace(/\.?$/, '.'))
				.join(' ')
		),
		category: [
			{ term: one.kind, name: one.kind },
			...(one.region === null ? [] : [{ term: one.region, name: one.region_name ?? one.region }])
		]
	};
}

/** The page of a record, each its own. */
function pathOf({ kind, id, region, dataset }: News, release: OpenRelease): string {
	const [first = '', second = '', third = ''] = id.split('|');
	switch (kind) {
		case 'action':
			return actionPath(id);
		case 'poll':
			return pollPath(id);
		case 'observation':
			return indicatorPath(categoryOf(release, first), {
				series: first,
				...(region === null ? {} : { region }),
				...(dataset === EMBEDDED ? {} : { dataset })
			});
		case 'model_price':
			return pricePath(first, { host: second, from: third });
		case 'claim':
			return claimPath(id);
	}
}
