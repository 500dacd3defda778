import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { group } from 'd3-array';
import type { StoredRow } from '#lib/domain/tables/index.ts';

export type PollReading = StoredRow<'readings'>;

/** Readings that one trend is estimated from, and what they are readings of. */
export interface Combination extends Pick<
	StoredRow<'trends'>,
	| 'trend_id'
	| 'region'
	| 'wording_group'
	| 'pool'
	| 'wordings'
	| 'followed'
	| 'option'
	| 'stance'
	| 'subgroup'
	| 'population'
	| 'from_dataset'
> {
	readings: PollReading[];
	/** Readings known only to the quarter or year. */
	leftOut: number;
}

/** Stands for every population or dataset together. */
const ALL = 'all';
/** A part of the readings is a trend of its own only where it is a real part. */
const LEAST_POLLS = 2;

/**
 * Every trend that pages offer: for each region, subgroup and wording group (or pool) the share its questions
 * contribute, and each other option; for all populations and datasets together and each of them apart.
 * Regions are never joined. Readings without a day enter none; a combination needs two polls.
 */
export function combinationsOf(
	readings: readonly PollReading[],
	pools: readonly { pool: string; wording_group: string }[]
): Combination[] {
	const poolsOf = group(pools, ({ wording_group }) => wording_group);
	const found: Combination[] = [];
	const bySample = group(readings, ({ region, subgroup }) => `${region}|${subgroup}`);
	for (const sample of bySample.values()) {
		const wordings = group(sample, ({ wording_group }) => wording_group);
		for (const [wording, rows] of wordings) found.push(...ofWording(rows, wording, null));
		const pooled = group(
			sample.flatMap((row) =>
				(poolsOf.get(row.wording_group) ?? []).map(({ pool }) => ({ pool, row }))
			),
			({ pool }) => pool
		);
		for (const [pool, rows] of pooled)
			found.push(
				...ofWording(
					rows.map(({ row }) => row),
					null,
					pool
				)
			);
	}
	return found;
}

function ofWording(
	rows: readonly PollReading[],
	wording_group: string | null,
	pool: string | null
): Combination[] {
	const followed = rows.filter((row) => row.followed === 'yes');
	const others = group(
		rows.filter((row) => row.followed === 'no'),
		({ option }) => option
	);
	const shares = [
		{ followed: 'yes' as const, rows: followed },
		...(pool === null
			? [...others.values()].map((part) => ({ followed: 'no' as const, rows: part }))
			: [])
	];
	return shares.flatMap((share) =>
		parts(share.rows, ({ population }) => population).flatMap(({ name: population, rows: some }) =>
			parts(some, ({ dataset }) => dataset).flatMap(({ name: from_dataset, rows: own }) =>
				combination(own, {
					wording_group,
					pool,
					followed: share.followed,
					population,
					from_dataset
				})
			)
		)
	);
}

/** All rows together, and each part where there are several. */
function parts(rows: readonly PollReading[], key: (row: PollReading) => string) {
	const groups = [...group(rows, key)].map(([name, part]) => ({ name, rows: part }));
	return [{ name: ALL, rows: [...rows] }, ...(groups.length > 1 ? groups : [])];
}

function combination(
	rows: readonly PollReading[],
	about: Pick<Combination, 'wording_group' | 'pool' | 'followed' | 'population' | 'from_dataset'>
): Combination[] {
	const dated = rows.filter(({ trend_date }) => trend_date !== null);
	const [first] = dated;
	if (!first || new Set(dated.map(({ poll_id }) => poll_id)).size < LEAST_POLLS) return [];
	const option = [...new Set(dated.map((row) => row.option))].sort().join(LIST_SEPARATOR);
	const stances = new Set(dated.map(({ stance }) => stance));
	const what = about.pool === null ? about.wording_group : `pool:${about.pool}`;
	const share = about.followed === 'yes' ? 'followed' : option;
	return [
		{
			...about,
			trend_id: [
				first.region,
				what,
				share,
				first.subgroup,
				about.population,
				about.from_dataset
			].join('|'),
			region: first.region,
			subgroup: first.subgroup,
			option,
			stance: stances.size === 1 ? first.stance : 'other',
			wordings: new Set(dated.map(({ wording_group }) => wording_group)).size,
			readings: dated,
			leftOut: rows.length - dated.length
		}
	];
}
