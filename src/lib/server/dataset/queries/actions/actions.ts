import { sql } from 'kysely';
import type { ByHand } from '../column-sql.ts';

export const actionsByHand: ByHand<'actions'> = {
	columns: {
		result_missing: ({ day }) =>
			sql`iif(${day} IS NOT NULL AND f.awaited_to < ${day} AND NOT EXISTS (SELECT 1 FROM actions n WHERE n.follows = a.action_id
				OR (n.place_id = a.place_id AND n.action_type = a.action_type AND n.action_id <> a.action_id AND n.date_end >= f.awaited_from)), 'yes', 'no')`
	},
	special: {
		repeated: ([value]) => (value === 'yes' ? sql`f.same_as IS NOT NULL` : sql`f.same_as IS NULL`)
	}
};
