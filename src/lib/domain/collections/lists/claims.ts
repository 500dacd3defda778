import { z } from 'zod';
import { MOVEMENTS, TIERS } from '../../closed.ts';
import { integer, number, oneOf, optional, text, url, yesNo } from '../../schema/column.ts';
import { claim_records, claims } from '../../tables/claims.ts';
import { stamps } from '../../tables/derived.ts';
import { sources } from '../../tables/sources.ts';
import { defineCollection, STAMP_FILTERS, STAMP_SORT, picked, words } from '../collection.ts';
import { defineStored } from '../stored.ts';

const source = sources.row.shape;
const claim = { ...claims.row.shape, ...claims.derived.shape };

const claimsCollection = defineStored({
	name: 'claims',
	title: 'Claims',
	description:
		'Figures that the press repeats, linked to the records that confirm or correct them.',
	from: {
		c: 'claims',
		s: { table: 'sources', on: 'c.best_source' },
		w: { table: 'sources', on: 'c.source_id' }
	},
	row: z.object({
		...picked(claim, 'claim_id date claim subject value unit'),
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
		...words('from to verdict record'),
		...STAMP_FILTERS,
		...words('dataset tier min_sources q')
	],
	region: null,
	sort: ['-date', 'claim_id', 'subject', 'verdict', 'independent_sources', ...STAMP_SORT],
	page: '/claims',
	shown: ['claim', 'date', 'verdict', 'weighed_by', 'evidence'],
	searched: 'claim'
});

const behind = claim_records.row.shape;

export const claimEvidenceCollection = defineCollection({
	name: 'claim-evidence',
	title: 'Records behind claims',
	description:
		'Each record behind a claim: what the claim says of it, what the record says, and what follows.',
	row: z.object({
		claim_id: claim.claim_id,
		...picked(behind, 'record_kind record_id relation'),
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
	shown: ['title', 'claim_id', 'relation', 'claimed_value', 'record_value', 'unit'],
	searched: null
});

/** Lists of claims that a release stores. */
export const claimLists = { claims: claimsCollection };
