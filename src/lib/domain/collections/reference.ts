import { z } from 'zod';
import { MOVEMENTS, TIERS } from '../closed.ts';
import { integer, number, oneOf, optional, text, url, yesNo } from '../schema/column.ts';
import { claim_records, claims } from '../tables/claims.ts';
import { regions } from '../tables/regions.ts';
import { citations, sources } from '../tables/sources.ts';
import { defineCollection, STAMP_FILTERS, STAMP_SORT } from './collection.ts';
import { stamps } from '../tables/derived.ts';

const source = { ...sources.row.shape, ...sources.derived.shape };
const claim = { ...claims.row.shape, ...claims.derived.shape };

export const regionsCollection = defineCollection({
	name: 'regions',
	title: 'Regions',
	description:
		'World, countries, US states and counties, grid operators; with counts of what the release holds.',
	row: z.object({
		region: regions.row.shape.region,
		region_name: regions.derived.shape.label,
		name: regions.row.shape.name,
		kind: regions.row.shape.kind,
		parent: regions.row.shape.parent,
		aliases: optional(text('Other codes that stand for it, joined with ~')),
		lon: regions.row.shape.lon,
		lat: regions.row.shape.lat,
		west: regions.row.shape.west,
		south: regions.row.shape.south,
		east: regions.row.shape.east,
		north: regions.row.shape.north,
		polls: integer('Polls in it, or in a region inside it', { min: 0 }),
		actions: integer('Actions in it, or in a region inside it, each event once', { min: 0 }),
		observations: integer('Observations of the region itself', { min: 0 }),
		note: regions.row.shape.note,
		dataset: regions.derived.shape.dataset
	}),
	id: 'region',
	filters: ['region', 'scope', 'kind', 'parent', 'pending', 'dataset', 'q'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['region', 'region_name', 'kind', 'polls', 'actions', 'observations'],
	searched: 'region'
});

export const sourcesCollection = defineCollection({
	name: 'sources',
	title: 'Sources',
	description: 'Documents that state the figures, with publisher, tier and licence.',
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
	searched: 'source'
});

export const citationsCollection = defineCollection({
	name: 'citations',
	title: 'Citations',
	description: 'Further sources that state the same figure as a record.',
	row: z.object({
		citation_id: text('record_kind|record_id|source_id'),
		record_kind: citations.row.shape.record_kind,
		record_id: citations.row.shape.record_id,
		source_id: citations.row.shape.source_id,
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
	searched: null
});

export const claimsCollection = defineCollection({
	name: 'claims',
	title: 'Claims',
	description:
		'Figures as the press repeats them, tied to the records that confirm or correct them.',
	row: z.object({
		claim_id: claim.claim_id,
		date: claim.date,
		claim: claim.claim,
		subject: claim.subject,
		value: claim.value,
		unit: claim.unit,
		verdict: claim.weighed,
		weighed_by: claim.weighed_by,
		evidence: claim.evidence,
		records: optional(text('Records that bear on it: kind:id joined with ~')),
		note: claim.note,
		read_in: text('Publisher of the document the claim was read in'),
		read_url: optional(url('Address of that document')),
		read_tier: oneOf(TIERS, 'How close that document is to the origin'),
		...stamps,
		dataset: claim.dataset,
		source_id: claim.source_id,
		source_title: source.title,
		source_url: source.url,
		publisher: source.publisher,
		tier: source.tier,
		independent_sources: claim.independent_sources
	}),
	id: 'claim_id',
	filters: [
		'from',
		'to',
		'verdict',
		'record',
		...STAMP_FILTERS,
		'dataset',
		'tier',
		'min_sources',
		'q'
	],
	region: null,
	sort: ['-date', 'claim_id', 'subject', 'verdict', 'independent_sources', ...STAMP_SORT],
	searched: 'claim'
});

const behind = claim_records.row.shape;

export const claimEvidenceCollection = defineCollection({
	name: 'claim-evidence',
	title: 'Evidence of claims',
	description:
		'Each record behind a claim: what the claim says of it, what the record says, and what follows.',
	row: z.object({
		claim_id: claim.claim_id,
		record_kind: behind.record_kind,
		record_id: behind.record_id,
		relation: behind.relation,
		title: text('The record in words'),
		href: optional(text('Page of the record')),
		claimed_value: behind.claimed_value,
		record_value: optional(number('What the record says, in unit')),
		unit: optional(text('Unit of both')),
		claimed_date: behind.claimed_date,
		record_date: optional(text('Date of the record')),
		claimed_by: behind.claimed_by,
		record_by: optional(text('House, body or company of the record')),
		claimed_of: behind.claimed_of,
		record_of: optional(text('Population of the record')),
		claimed_movement: behind.claimed_movement,
		record_movement: optional(oneOf(MOVEMENTS, 'Which way the value of the record moved')),
		before_value: optional(number('Value the movement began from, in unit')),
		before_date: optional(text('Date of that value')),
		agrees: optional(
			yesNo('Whether the record says what the claim says; empty where nothing is compared')
		),
		evidence_id: text('claim_id|record_kind|record_id'),
		source_url: source.url,
		publisher: source.publisher,
		tier: source.tier,
		independent_sources: integer('Publishers of the record', { min: 0 })
	}),
	id: 'evidence_id',
	filters: ['from', 'to', 'verdict', 'record', 'dataset', 'q'],
	region: null,
	sort: ['claim_id', 'record_kind', 'record_id'],
	searched: null
});
