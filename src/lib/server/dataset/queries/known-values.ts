import type { OpenRelease } from '../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** A value that rows of a collection have in the column of a filter. */
interface FilterValue {
	collection: string;
	key: string;
	value: string;
	label: string;
}

/** Every value of every filter. */
export const filterValues = (release: Prepares): FilterValue[] =>
	release.prepare('SELECT collection, key, value, label FROM filter_values').all() as FilterValue[];

/** Every region's code with its label. */
export const regionLabels = (release: Prepares): [string, string][] =>
	release.prepare('SELECT region, label FROM regions').raw().all() as [string, string][];

/** An old or new code of a region, which region answers for it, and why. */
interface RegionAlias {
	alias: string;
	region: string;
	name: string;
	note: string;
}

/** Every alias of a region. */
export const regionAliases = (release: Prepares): RegionAlias[] =>
	release.prepare('SELECT alias, region, name, note FROM region_aliases').all() as RegionAlias[];
