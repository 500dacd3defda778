import { sql } from 'kysely';
import { parseDate } from '#lib/domain/dates.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { READ_BY_DAY, type ByHand } from '../column-sql.ts';

/** What the word for the scope of a rule `t` means. */
export const COVERS_WORDS = `(SELECT coalesce(w.definition, w.label) FROM vocabulary w WHERE w.kind = 'covers' AND w.value = t.covers)`;

const PRECISION = sql<
	'place' | 'county' | 'state' | 'none'
>`coalesce(x.position_precision, 'none')`;

export const statusesByHand: ByHand<'statuses'> = {
	columns: { covers_words: sql.raw(COVERS_WORDS), position_precision: PRECISION },
	special: {
		from: ([day = '']) => sql`(t."to" IS NULL OR t."to" >= ${parseDate(day)?.start ?? day})`,
		to: ([day = '']) => sql`t."from" <= ${parseDate(day)?.end ?? day}`,
		current: READ_BY_DAY
	},
	always: ({ filters, day }) => {
		if (!filters.current || day === null) return [];
		const covers = sql<boolean>`(t."from" <= ${day} AND (t."to" IS NULL OR t."to" >= ${day}))`;
		return [filters.current[0] === 'yes' ? covers : sql<boolean>`NOT ${covers}`];
	}
};

export const projectsByHand: ByHand<'projects'> = {
	columns: {
		decided_note: sql`(SELECT d.note FROM actions d WHERE d.action_id = j.decided_by)`,
		position_precision: PRECISION
	},
	// The standing of a project on a day; without one, as when a record is asked for by its id, the latest.
	only: ({ day }) =>
		day === null
			? sql`j."to" IS NULL`
			: sql`(j."from" <= ${day} AND (j."to" IS NULL OR j."to" >= ${day}))`,
	order: { date: 'j.date_end, j.date_start' }
};

/** Without a day, as when a collection is counted as a whole, nothing has gone stale yet. */
const isStale = (day: string | null) =>
	day === null ? sql<boolean>`0` : sql<boolean>`coalesce(f.stale_from <= ${day}, 0)`;

const NEEDS_A_LOOK = ({ day }: Query) =>
	sql<boolean>`(f.single_aggregator = 'yes' OR ${isStale(day)})`;

export const staleByHand: ByHand<'stale'> = {
	joined: () =>
		sql`left join "fresh_limits" as "w" on "w"."record_kind" = "f"."record_kind" and "w"."of_kind" = "f"."of_kind"`,
	columns: {
		stale: ({ day }) => sql`iif(${isStale(day)}, 'yes', 'no')`,
		limit_reason: 'w.reason',
		tier: 'f.tier',
		independent_sources: 'f.independent_sources'
	},
	special: { stale: READ_BY_DAY },
	always: (query) => {
		const [asked] = query.filters.stale ?? [];
		const stale = isStale(query.day);
		return [
			NEEDS_A_LOOK(query),
			...(asked === undefined ? [] : [asked === 'yes' ? stale : sql<boolean>`NOT ${stale}`])
		];
	}
};

export const freshLimitsByHand: ByHand<'fresh-limits'> = {
	columns: {
		of_label: sql`coalesce((SELECT v.label FROM vocabulary v WHERE w.record_kind = 'action' AND v.kind = 'action_type' AND v.value = w.of_kind), replace(w.of_kind, '_', ' '))`
	}
};
