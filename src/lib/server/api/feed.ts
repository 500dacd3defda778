import { Feed } from 'feed';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { actionsCollection } from '#lib/domain/collections/actions.ts';
import { publishers, readable, TIER_WORDS } from '#lib/domain/format.ts';
import { news, NEWS_KINDS, type News, type NewsKind } from '../dataset/queries/news.ts';
import type { Document } from './formats/document.ts';
import { badQuery } from './problem.ts';
import { ask, type Asked } from './request.ts';

const FEED = {
	...actionsCollection,
	name: 'feed',
	title: 'New and changed records',
	filters: ['region', 'record_kind']
} as unknown as Collection;

const ENTRIES = 100;

/** New and changed records of a region and kind as Atom (RFC 4287). */
export const feed: Document = {
	path: '/feed.atom',
	summary: 'New and changed records as Atom',
	description: `The ${ENTRIES} records that came into the data or changed last, of a region with what lies inside and of some kinds (${NEWS_KINDS.join(', ')}; several joined with ~). Stamped with the days kept in data/history, so the feed is the same wherever the same release is served. Prices of models and claims belong to no region: they are in the feed of every region only.`,
	type: 'application/atom+xml; charset=utf-8',
	collection: FEED,
	fileName: (name) => `${name}.atom`,
	make: (params, moment, origin) => {
		const asked = ask(FEED, params, moment, 'record');
		const found = news(asked.release, asked.query.regions, kindsOf(asked), ENTRIES);
		const self = `${origin}/api/v1/feed.atom${params.size === 0 ? '' : `?${params.toString().replaceAll('%7E', '~')}`}`;
		const made = new Feed({
			id: `tag:groundswell,2026:feed/${params.toString()}`,
			title: escaped(`${asked.sentence} · Groundswell`),
			description: 'Polls, local votes and indicators on data centers and AI',
			updated: at(found[0]?.stamp ?? FIRST),
			generator: 'Groundswell',
			author: { name: 'Groundswell' },
			link: `${origin}/feeds${params.has('region') ? `?region=${params.get('region') ?? ''}` : ''}`,
			feedLinks: { atom: self }
		});
		for (const one of found) made.addItem(entryOf(one, origin));
		return `${made.atom1()}\n`;
	}
};

/** The day of the first data: a feed without entries never changed since. */
const FIRST = '2026-11-24';
const at = (day: string) => new Date(`${day}T00:00:00Z`);

/** @throws ProblemError 400 for a kind of record no feed tells of */
function kindsOf({ query }: Asked): readonly NewsKind[] {
	const given = query.filters.record_kind ?? [...NEWS_KINDS];
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

function entryOf(one: News, origin: string) {
	const support =
		one.tier === null || one.independent_sources === null
			? one.publisher
			: `${one.publisher}, ${TIER_WORDS[one.tier]}; ${publishers(one.independent_sources)}`;
	const what = one.summary === '' ? '' : `${one.summary}. `;
	return {
		id: `tag:groundswell,2026:${one.kind}/${encodeURIComponent(one.id)}`,
		title: escaped(`${one.stamp > one.added ? 'Changed' : 'New'}: ${one.title}`),
		link: `${origin}${pathOf(one)}`,
		date: at(one.stamp),
		published: at(one.added),
		description: escaped(`${what}${readable(one.date)}. ${support}.`),
		category: [
			{ term: one.kind },
			...(one.region === null ? [] : [{ term: one.region, name: one.region_name ?? one.region }])
		]
	};
}

function pathOf({ kind, id, region }: News): string {
	const [first = ''] = id.split('|');
	switch (kind) {
		case 'action':
			return `/actions/${encodeURIComponent(id)}`;
		case 'poll':
			return `/polls/${encodeURIComponent(id)}`;
		case 'observation':
			return `/api/v1/observations?region=${region ?? ''}&series=${encodeURIComponent(first)}`;
		case 'model_price':
			return `/api/v1/model-prices?model=${encodeURIComponent(first)}`;
		case 'claim':
			return `/claims`;
	}
}
