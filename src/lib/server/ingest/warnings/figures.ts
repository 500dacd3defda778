import { limitsBy, type Limit } from '#lib/domain/actions/freshness.ts';
import { daysBetween } from '#lib/domain/dates.ts';
import type { Check, Doubt } from './warning.ts';

interface AfterSource {
	tbl: Doubt['table'];
	row: number;
	id: string;
	date: string;
	published: string;
}

/** The newest day among the sources of a record and those that cite it; null where one is undated. */
const newestSource = (
	kind: string,
	id: string
) => `(SELECT iif(count(*) = count(s.date_end), max(s.date_end), NULL)
	FROM sources s WHERE s.source_id = x.source_id OR s.source_id IN (SELECT c.source_id FROM citations c
		WHERE c.record_kind = '${kind}' AND c.record_id = ${id}))`;

/** What is still to come: a source may tell of it before its day. */
const AHEAD = `('scheduled', 'proposed', 'pending')`;

/** Records of what has happened, other than auctions, which are held ahead of the year they are for, on a day after every source that states it was published. */
export const afterTheirSource: Check = (db) => {
	const rows = db
		.prepare(
			`SELECT * FROM (
				SELECT 'actions' AS tbl, x.rowid AS row, x.action_id AS id, x.date, x.date_start, ${newestSource('action', 'x.action_id')} AS published
					FROM actions x WHERE x.decision NOT IN ${AHEAD} AND x.date_basis <> 'effective'
				UNION ALL SELECT 'polls', x.rowid, x.poll_id, x.date, x.date_start, ${newestSource('poll', 'x.poll_id')}
					FROM polls x
				UNION ALL SELECT 'observations', x.rowid, x.series_id || '|' || x.region || '|' || x.period, x.period, x.date_start,
					(SELECT s.date_end FROM sources s WHERE s.source_id = x.source_id)
					FROM observations x JOIN series i USING (series_id) WHERE x.estimate = 'actual' AND x.vintage IS NULL AND i.frequency <> 'delivery_year'
			) WHERE date_start > published ORDER BY tbl, row`
		)
		.all() as AfterSource[];
	return rows.map(({ tbl, row, id, date, published }) => ({
		table: tbl,
		row,
		id,
		code: 'after_its_source' as const,
		message: `dated ${date}, after the newest source that states it (${published}); check the date and the state`
	}));
};

interface WithLeases {
	row: number;
	id: string;
	value: number;
	cash: string;
}

/** Capital spending with leases that equals the cash figure of the same period: one of the two has the wrong basis. */
export const leasesEqualCash: Check = (db) => {
	const rows = db
		.prepare(
			`SELECT x.rowid AS row, x.series_id || '|' || x.region || '|' || x.period AS id, x.value, o.series_id AS cash
				FROM observations x JOIN series i USING (series_id)
				JOIN series j ON j.category = i.category AND j.subject IS i.subject AND j.unit = i.unit
					AND j.frequency = i.frequency AND j.series_id NOT LIKE '%with-leases%'
				JOIN observations o ON o.series_id = j.series_id AND o.region = x.region AND o.period = x.period
				WHERE x.series_id LIKE '%with-leases%' AND o.value BETWEEN x.value * 0.998 AND x.value * 1.002
				GROUP BY x.rowid ORDER BY x.rowid`
		)
		.all() as WithLeases[];
	return rows.map(({ row, id, value, cash }) => ({
		table: 'observations' as const,
		row,
		id,
		code: 'leases_equal_cash' as const,
		message: `${value} rounds to the value of ${cash} for that period, but that series leaves out leases; check which of the two the source means`
	}));
};

interface Newest {
	row: number;
	series_id: string;
	frequency: string;
	period: string;
	date_end: string;
}

const DAYS_A_MONTH = 30.44;

/** Series whose newest value that is no projection is older than the limit of their frequency, one warning each. */
export const seriesBehind: Check = (db, today) => {
	const rows = db
		.prepare(
			`SELECT row, series_id, frequency, period, date_end FROM (
				SELECT o.rowid AS row, o.series_id, i.frequency, o.period, max(o.date_end || coalesce(o.vintage, '')) AS newest, o.date_end,
					count(DISTINCT o.period) AS periods
				FROM observations o JOIN series i USING (series_id) WHERE o.estimate <> 'projection' GROUP BY o.series_id)
			WHERE periods > 1 AND frequency <> 'irregular' ORDER BY row`
		)
		.all() as Newest[];
	const limitOf = limitsBy(
		db.prepare('SELECT record_kind, of_kind, fresh_days FROM fresh_limits').all() as Limit[]
	);
	return rows.flatMap(({ row, series_id, frequency, period, date_end }): Doubt[] => {
		const age = daysBetween(date_end, today);
		const { fresh_days } = limitOf('observation', frequency);
		if (fresh_days === null || age <= fresh_days) return [];
		return [
			{
				table: 'observations',
				row,
				id: series_id,
				code: 'series_behind',
				message: `the newest value, ${period}, is ${Math.round(age / DAYS_A_MONTH)} months old, but the series is ${frequency.replace('_', ' ')}; add newer values, or correct its frequency`
			}
		];
	});
};

interface Share {
	row: number;
	action_id: string;
}

/** Votes of 100% without a count: such a share often only repeats the word "unanimous". */
export const sharesWithoutCount: Check = (db) => {
	const rows = db
		.prepare(
			`SELECT rowid AS row, action_id FROM actions
				WHERE (percent_for = 100 OR percent_restrictive = 100) AND (votes_for IS NULL OR votes_against IS NULL) ORDER BY rowid`
		)
		.all() as Share[];
	return rows.map(({ row, action_id }) => ({
		table: 'actions' as const,
		row,
		id: action_id,
		code: 'share_without_count' as const,
		message:
			'the share is 100% but no votes are counted, so pages say “unanimous”; add votes_for and votes_against if they are known'
	}));
};
