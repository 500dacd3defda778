import {
	inForceAt,
	type PlaceAsked,
	type InForce,
	type RuleStanding
} from '#lib/domain/status/in-force.ts';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import type { OpenRelease } from '../../release.ts';

type Row = StoredRow<'statuses'> & { place_name: string; whole: 0 | 1 };

/** A rule on record as a page shows it: the stored interval, with the name of its place. */
export type Rule = RuleStanding & { row: Row };

/**
 * What is on record on a day for a place or a region: its own rules, the county's with what they mean for a town,
 * the state's and the country's, which count for everything inside. Never one for the other.
 * @param where a `place_id` or a region code
 * @param on YYYY-MM-DD
 * @returns null where the release has no such place or region
 */
export function inForce(
	release: Pick<OpenRelease, 'prepare'>,
	where: string,
	on: string
): InForce<Rule> | null {
	const here = hereOf(release, where);
	if (!here) return null;
	const rows = release
		.prepare(
			`SELECT t.*, l.name AS place_name, r.kind = 'county' AND lower(r.name) = lower(l.name || ' city') AS whole
				FROM statuses t JOIN places l USING (place_id) JOIN regions r ON r.region = t.region
				WHERE (t.place_id = @place OR t.region IN (SELECT value FROM json_each(@regions)))
					AND t."from" <= @on AND (t."to" IS NULL OR t."to" >= @on)
				ORDER BY t.status_id`
		)
		.all({
			place: here.placeId ?? '',
			regions: JSON.stringify([here.region, ...here.ancestors]),
			on
		}) as Row[];
	return inForceAt(rows.map(ruleOf), here, on);
}

/** A stored interval of a rule as standings are worked out from it, with its row. */
export const ruleOf = <Stored extends StoredRow<'statuses'> & { whole: 0 | 1 }>(
	row: Stored
): RuleStanding & { row: Stored } => ({
	status: row.status,
	from: row.from,
	fromLatest: row.from_latest,
	to: row.to,
	toEarliest: row.to_earliest,
	rule: row.action_type,
	reach: row.reach,
	region: row.region,
	placeId: row.place_id,
	isWholeRegion: row.whole === 1,
	row
});

function hereOf({ prepare }: Pick<OpenRelease, 'prepare'>, where: string): PlaceAsked | null {
	const place = prepare('SELECT region FROM places WHERE place_id = ?').pluck().get(where) as
		string | undefined;
	const region = place ?? where;
	const ancestors = prepare('SELECT ancestor FROM region_closure WHERE region = ?')
		.pluck()
		.all(region) as string[];
	if (ancestors.length === 0) return null;
	return { placeId: place === undefined ? null : where, region, ancestors };
}
