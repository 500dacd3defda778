import type { Tier } from '#lib/domain/closed.ts';
import { worthOf, type Checkable } from '#lib/domain/history/verification.ts';
import { verifiedSql } from '../../counted.ts';
import type { OpenRelease } from '../../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** Kinds of record that are verified one by one, and the tables they are in. */
const CHECKED_KINDS = { action: 'actions', poll: 'polls' } as const;
type CheckedKind = keyof typeof CHECKED_KINDS;

/** A record to be checked, with all it says and where to look. */
export interface ToCheck extends Checkable {
	record_kind: CheckedKind;
	record_id: string;
	worth: number;
	/** Its columns, as stored. */
	row: Record<string, string | number | null>;
	sources: { publisher: string; title: string; url: string | null; tier: Tier }[];
}

const COLUMN = { action: 'action_id', poll: 'poll_id' } as const;

/** How far a record reaches: that of a town abroad is no more than a town's, though its region is the country. */
const KIND: Record<CheckedKind, string> = {
	action: `(SELECT iif(l.place_kind IN ('country', 'state', 'county'), l.place_kind, 'place') FROM actions a JOIN places l USING (place_id)
		WHERE a.action_id = h.record_id)`,
	poll: 'r.kind'
};

/** The embedded records whose check would help most on a day, those first. */
export function nextToCheck({ prepare }: Prepares, on: string, count: number): ToCheck[] {
	const kinds = Object.keys(CHECKED_KINDS) as CheckedKind[];
	const all = kinds.flatMap((kind) =>
		(
			prepare(
				`SELECT '${kind}' AS record_kind, h.record_id, ${KIND[kind]} AS region_kind, n.population_newest AS population, h.tier,
						h.independent_sources, h.last_confirmed
					FROM freshness h JOIN regions r ON r.region = h.region LEFT JOIN populations n ON n.region = h.region
					WHERE h.record_kind = '${kind}' AND h.dataset = 'groundswell' AND h.date_start <= ?`
			).all(on) as Omit<ToCheck, 'worth' | 'row' | 'sources'>[]
		).map((record) => ({ ...record, worth: worthOf(record, on) }))
	);
	return all
		.sort((a, b) => b.worth - a.worth || (a.record_id < b.record_id ? -1 : 1))
		.slice(0, count)
		.map((record) => ({
			...record,
			row: prepare(
				`SELECT * FROM ${CHECKED_KINDS[record.record_kind]} WHERE ${COLUMN[record.record_kind]} = ?`
			).get(record.record_id) as ToCheck['row'],
			sources: sourcesOf({ prepare }, record)
		}));
}

/** The documents behind a record, its own first. */
const sourcesOf = (
	{ prepare }: Prepares,
	{ record_kind, record_id }: Pick<ToCheck, 'record_kind' | 'record_id'>
) =>
	prepare(
		`SELECT s.publisher, s.title, s.url, s.tier FROM sources s WHERE s.source_id IN (
			SELECT source_id FROM ${CHECKED_KINDS[record_kind]} WHERE ${COLUMN[record_kind]} = @id
			UNION SELECT source_id FROM citations WHERE record_kind = @kind AND record_id = @id) ORDER BY s.source_id`
	).all({ kind: record_kind, id: record_id }) as ToCheck['sources'];

/** How far a kind of record is verified in a state, country or the world. */
export interface Share {
	record_kind: CheckedKind;
	region: string;
	region_name: string;
	records: number;
	verified: number;
	by: string | null;
	newest_check: string | null;
}

/** Of each kind of record and state, or country elsewhere, how many are verified, by whom, and the newest check. */
export const verifiedByState = ({ prepare }: Prepares, on: string): Share[] =>
	(Object.entries(CHECKED_KINDS) as [CheckedKind, string][]).flatMap(
		([kind, table]) =>
			prepare(
				`WITH recorded AS (
					SELECT t.${COLUMN[kind]} AS id, iif(t.region LIKE 'US-%', substr(t.region, 1, 5), t.region) AS region, ${verifiedSql('t')} AS ok, t.source_id
						FROM ${table} t ${kind === 'action' ? 'JOIN action_facts f USING (action_id)' : ''}
						WHERE t.date_start <= @on ${kind === 'action' ? 'AND f.same_as IS NULL' : 'AND t.same_as IS NULL'}
				), stated AS (
					SELECT c.region, s.publisher, s.date_start FROM recorded c JOIN sources s ON ${verifiedSql('s')} AND (s.source_id = c.source_id
						OR s.source_id IN (SELECT x.source_id FROM citations x WHERE x.record_kind = '${kind}' AND x.record_id = c.id))
					WHERE c.ok
				)
				SELECT '${kind}' AS record_kind, c.region, r.label AS region_name, count(*) AS records, sum(c.ok) AS verified,
					(SELECT group_concat(publisher, '; ') FROM (SELECT publisher FROM stated d WHERE d.region = c.region
						GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT 3)) AS "by",
					(SELECT max(d.date_start) FROM stated d WHERE d.region = c.region) AS newest_check
				FROM recorded c JOIN regions r ON r.region = c.region GROUP BY c.region`
			).all({ on }) as Share[]
	);
