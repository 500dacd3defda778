import { picked, type Row } from './bounded.ts';
import { RefusedError, type Ask, type Query } from './ask.ts';
import { SOURCE } from './lists.ts';

/** A record behind a row: its table and its id, as lists of changes name it. */
export interface Behind {
	table: string;
	id: string;
}

/**
 * Where a record was seen: publisher, tier, independent sources and address; nothing for tables whose rows have no
 * source of their own, and for a record that is gone.
 */
export async function sourceOf({ table, id }: Behind, ask: Ask, day: Query): Promise<Row> {
	const find = FINDERS[table];
	if (!find) return {};
	try {
		const record = await find(id, ask, day);
		return record === undefined ? {} : picked(record, SOURCE);
	} catch (error) {
		if (error instanceof RefusedError && error.status === 404) return {};
		throw error;
	}
}

type Finder = (id: string, ask: Ask, day: Query) => Promise<object | undefined>;

const FINDERS: Record<string, Finder | undefined> = {
	actions: async (id, ask, day) => {
		const { data } = (await ask(`/actions/${encodeURIComponent(id)}`, day)) as {
			data: { action: object };
		};
		return data.action;
	},
	polls: async (id, ask, day) => {
		const { data } = (await ask(`/polls/${encodeURIComponent(id)}`, day)) as {
			data: { poll: object };
		};
		return data.poll;
	},
	observations: async (id, ask, day) => {
		const [series, region, date, vintage] = id.split('|');
		const { data } = (await ask('/observations', {
			series,
			region,
			from: date,
			to: date,
			...(vintage ? { vintage } : {}),
			limit: 1,
			...day
		})) as { data: object[] };
		return data[0];
	}
};
