import { z } from 'zod';
import { integer, oneOf, optional, percent, text } from '../../schema/column.ts';
import { regions } from '../../tables/regions.ts';
import { defineCollection, regionName } from '../collection.ts';

const count = (description: string) => integer(description, { unit: 'records', min: 0 });

/** How far records are verified. */
export const verificationCollection = defineCollection({
	name: 'verification',
	title: 'Verification',
	description:
		'How many actions and polls of each state, or country elsewhere, are verified: stated by a source beyond trackers. By whom, and the date of the newest document that does.',
	row: z.object({
		region: regions.row.shape.region,
		...regionName,
		record_kind: oneOf(['action', 'poll'], 'Kind of record'),
		records: count('Records up to the day, each event once'),
		verified: count('Of these, verified'),
		percent_verified: percent('Share verified'),
		stated_by: optional(text('Publishers that state most of them, up to three')),
		newest_check: optional(text('Date of the newest document that verifies one, YYYY-MM-DD')),
		verification_id: text('record_kind|region')
	}),
	id: 'verification_id',
	filters: ['dataset'],
	region: null,
	sort: ['-records', 'verified', 'percent_verified', 'region_name', 'newest_check'],
	page: '/data/verification',
	shown: ['region_name', 'record_kind', 'verified', 'records', 'percent_verified', 'newest_check'],
	searched: null
});
