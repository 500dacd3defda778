import { verifiedByState } from '../../dataset/queries/records/verification.ts';
import { defineComputed } from '../list/computed.ts';

/** How far the records of each kind and state are verified. */
export const verification = defineComputed({
	name: 'verification',
	words: 'actions',
	rows: ({ release, on }) => ({
		rows: verifiedByState(release, on).map(({ by, ...share }) => ({
			...share,
			percent_verified: Math.round((share.verified / share.records) * 1000) / 10,
			stated_by: by,
			verification_id: `${share.record_kind}|${share.region}`
		})),
		notes: []
	})
});
