import type { Tier } from './closed.ts';

/** The tier of what rests on trackers and digests alone. */
export const UNVERIFIED: Tier = 'aggregator';

/** Whether a record is verified: stated by a source beyond trackers. The one place that says so. */
export const isVerified = ({ tier }: { tier: Tier }): boolean => tier !== UNVERIFIED;
