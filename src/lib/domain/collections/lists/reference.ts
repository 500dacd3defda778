import { z } from 'zod';
import { integer, optional, text } from '../../schema/column.ts';
import { regions } from '../../tables/regions.ts';
import { citations, sources } from '../../tables/sources.ts';
import { STAMP_FILTERS, STAMP_SORT, picked } from '../collection.ts';
import { stamps } from '../../tables/derived.ts';
import { defineStored } from '../stored.ts';

const source = { ...sources.row.shape, ...sources.derived.shape };

const regionsCollection = defineStored({
	name: 'regions',
	title: 'Regions',
	description:
		'World, countries, U.S. states and counties, grid operators and survey areas, with the number of records of each.',
	from: { r: 'regions' },
	row: z.object({
		region: regions.row.shape.region,
		region_name: regions.derived.shape.label,
		...picked(regions.row.shape, 'name kind parent'),
		aliases: optional(text('Other codes that stand for it, joined with ~')),
		...picked(regions.row.shape, 'lon lat west south east north'),
		polls: integer('Polls in it, or in a region inside it', { min: 0 }),
		actions: integer('Actions in it, or in a region inside it, each event once', { min: 0 }),
		observations: integer('Values of the region itself', { min: 0 }),
		note: regions.row.shape.note,
		dataset: regions.derived.shape.dataset
	}),
	id: 'region',
	filters: ['region', 'scope', 'kind', 'parent', 'pending', 'dataset', 'q'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['region', 'region_name', 'kind', 'polls', 'actions', 'observations'],
	shown: ['region_name', 'region', 'kind', 'polls', 'actions', 'observations'],
	searched: 'region'
});

const sourcesCollection = defineStored({
	name: 'sources',
	title: 'Sources',
	description: 'Documents that state the figures, with publisher, tier and license.',
	from: { s: 'sources' },
	row: z.object({
		source_id: source.source_id,
		title: source.title,
		date: source.published,
		licence: source.licence,
		attribution: source.attribution,
		records: integer('Records that name or cite it', { min: 0 }),
		...stamps,
		dataset: source.dataset,
		seen_url: source.seen_url,
		source_url: source.url,
		publisher: source.publisher,
		tier: source.tier
	}),
	id: 'source_id',
	filters: ['region', 'scope', 'from', 'to', 'publisher', ...STAMP_FILTERS, 'dataset', 'tier', 'q'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['source_id', 'date', 'publisher', 'title', 'tier', 'records', ...STAMP_SORT],
	shown: ['title', 'publisher', 'date', 'licence', 'records'],
	searched: 'source'
});

const citationsCollection = defineStored({
	name: 'citations',
	title: 'Citations',
	description: 'Further sources that state the same figure as a record.',
	from: { c: 'citations', s: { table: 'sources', on: 'c.source_id' } },
	row: z.object({
		citation_id: text('record_kind|record_id|source_id'),
		...picked(citations.row.shape, 'record_kind record_id source_id'),
		source_title: source.title,
		date: source.published,
		dataset: citations.derived.shape.dataset,
		source_url: source.url,
		publisher: source.publisher,
		tier: source.tier
	}),
	id: 'citation_id',
	filters: ['record_kind', 'record', 'source', 'publisher', 'dataset', 'tier'],
	region: null,
	sort: ['citation_id', 'record_id', 'source_id', 'publisher', 'date', 'tier'],
	shown: ['source_title', 'record_kind', 'record_id', 'date', 'publisher'],
	searched: null
});

/** Lists of what records refer to. */
export const referenceLists = {
	regions: regionsCollection,
	sources: sourcesCollection,
	citations: citationsCollection
};
