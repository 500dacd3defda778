import type { CompiledQuery } from 'kysely';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { Direction, Tier } from '#lib/domain/closed.ts';
import { verifiedSql } from '../../counted.ts';
import { over, TOLD_ONCE, type Prepares } from './map.ts';

/** Actions of one month and direction. */
interface MonthRow {
	month: string;
	direction: Direction;
	value: number;
	confirmed: number;
}

/** Actions of a query by month and direction, oldest first; those known only to the quarter or year are left out. */
export const actionsByMonth = (
	release: Prepares,
	actions: CompiledQuery<CollectionRow<'actions'>>
): MonthRow[] =>
	over(
		release,
		actions,
		(rows) => `SELECT substr(a.date, 1, 7) AS month, a.direction, count(*) AS value,
				count(*) FILTER (WHERE ${verifiedSql('a')}) AS confirmed
			FROM ${rows} WHERE ${TOLD_ONCE} AND a.date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*'
			GROUP BY month, a.direction ORDER BY month, a.direction`
	);

/** How many actions of a query are known only to the quarter or year. */
export const actionsUndated = (
	release: Prepares,
	actions: CompiledQuery<CollectionRow<'actions'>>
): number =>
	over<{ value: number }>(
		release,
		actions,
		(rows) => `SELECT count(*) AS value FROM ${rows}
			WHERE ${TOLD_ONCE} AND a.date NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*'`
	)[0]?.value ?? 0;

/** The days a rule of a place covers, and how well that is supported. */
export interface SpanRow {
	place_id: string;
	from: string;
	to: string | null;
	tier: Tier;
}

/** The spans of the rules of a query, oldest first. */
export const spansOf = (
	release: Prepares,
	statuses: CompiledQuery<CollectionRow<'statuses'>>
): SpanRow[] =>
	over(
		release,
		statuses,
		(rows) => `SELECT a.place_id, a."from", a."to", a.tier FROM ${rows} ORDER BY a."from"`
	);
