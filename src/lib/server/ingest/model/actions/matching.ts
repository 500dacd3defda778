import type BetterSqlite3 from 'better-sqlite3';
import {
	matchEvents,
	type Event,
	type Match,
	type Matches
} from '#lib/domain/actions/matching/matching.ts';
import { mechanismOf, strengthOf, type Described } from '#lib/domain/actions/mechanism.ts';
import { isDecidedVote, type VoteRule } from '#lib/domain/actions/votes.ts';
import { awaitedBy } from '#lib/domain/actions/vote-day.ts';
import type { Awaited } from '#lib/domain/closed.ts';
import { addressKey } from '#lib/domain/text/address-key.ts';
import { byDatasetInOrder } from '../../read/datasets.ts';
import { inserterOf } from '../inserter.ts';

type ActionRow = Event &
	Described & {
		binding: 'yes' | 'no' | null;
		dataset: string;
		date: string;
		body_kind: string;
		awaits: Awaited | null;
		awaits_on: string | null;
	};

/**
 * What is computed of each action by itself, and which actions of user folders tell an event that is recorded
 * before. These stay in lists, marked by `same_as`; status, projects and counts leave them out.
 */
export function buildActionFacts(db: BetterSqlite3.Database): void {
	const actions = readActions(db);
	const { matched, probable } = byDatasetInOrder(
		actions,
		({ action_id }) => action_id,
		matchEvents
	);
	const same = new Map(matched.map((match) => [match.incoming, match]));
	const maybe = new Map(probable.map((match) => [match.incoming, match]));
	const rules = db
		.prepare('SELECT decision, action_type, body_kind, binding, counts FROM vote_rules')
		.all() as VoteRule[];
	const insert = inserterOf(db, 'action_facts');
	for (const action of actions) {
		const { mechanism, basis } = mechanismOf(action);
		const awaited = awaitedBy(action);
		const match: Match | undefined = same.get(action.action_id) ?? maybe.get(action.action_id);
		insert({
			action_id: action.action_id,
			mechanism,
			mechanism_basis: basis,
			mechanism_strength: strengthOf(mechanism),
			advisory: action.binding === 'no' ? 'yes' : 'no',
			decided_vote: isDecidedVote(rules, action) ? 'yes' : 'no',
			project_id: null,
			vote_day: awaited?.awaited === 'vote' ? awaited.awaited_to : null,
			awaited: awaited?.awaited ?? null,
			awaited_from: awaited?.awaited_from ?? null,
			awaited_to: awaited?.awaited_to ?? null,
			same_as: same.get(action.action_id)?.recorded ?? null,
			probably_same_as: maybe.get(action.action_id)?.recorded ?? null,
			days_apart: match?.days ?? null
		});
	}
}

/** Actions of user folders against all recorded before them, as a build reports it. */
export interface ActionReport extends Matches {
	/** How many actions of user folders there are. */
	total: number;
}

/** Reads back what the build found out about the actions of user folders. */
export function actionReport(db: BetterSqlite3.Database): ActionReport {
	const rows = db
		.prepare(
			`SELECT f.action_id AS id, f.same_as, f.probably_same_as, f.days_apart AS days FROM action_facts f
				JOIN actions a USING (action_id) WHERE a.dataset <> 'groundswell' ORDER BY a.rowid`
		)
		.all() as {
		id: string;
		same_as: string | null;
		probably_same_as: string | null;
		days: number | null;
	}[];
	const matches = (column: 'same_as' | 'probably_same_as') =>
		rows.flatMap(({ id, days, [column]: recorded }) =>
			recorded === null ? [] : [{ incoming: id, recorded, days: days ?? 0 }]
		);
	return {
		total: rows.length,
		matched: matches('same_as'),
		probable: matches('probably_same_as'),
		new: rows
			.filter((row) => row.same_as === null && row.probably_same_as === null)
			.map(({ id }) => id)
	};
}

/** Documents that stand behind an action: its source and what cites it, by address and by the copy that was read. */
const ADDRESSES = `SELECT a.action_id AS id, s.url, s.seen_url FROM actions a JOIN sources s USING (source_id)
	UNION SELECT c.record_id, s.url, s.seen_url FROM citations c JOIN sources s USING (source_id)
		WHERE c.record_kind = 'action'`;

function readAddresses(db: BetterSqlite3.Database): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	const rows = db.prepare(ADDRESSES).all() as {
		id: string;
		url: string | null;
		seen_url: string | null;
	}[];
	for (const { id, url, seen_url } of rows)
		for (const address of [url, seen_url]) {
			const key = address === null ? null : addressKey(address);
			if (key !== null) found.set(id, (found.get(id) ?? new Set()).add(key));
		}
	return found;
}

function readActions(db: BetterSqlite3.Database): ActionRow[] {
	const addresses = readAddresses(db);
	const rows = db
		.prepare(
			`SELECT a.action_id, a.place_id, p.name AS place_name, p.place_kind, a.region,
				CASE r.kind WHEN 'county' THEN a.region END AS county, a.action_type, a.decision, a.binding, a.date, a.body_kind, a.awaits, a.awaits_on,
			 a.summary, a.project_name, a.date_start AS start, a.date_end AS end, a.dataset
			FROM actions a JOIN places p USING (place_id) JOIN regions r ON r.region = a.region ORDER BY a.rowid`
		)
		.all() as Omit<ActionRow, 'addresses'>[];
	return rows.map((row) => ({ ...row, addresses: [...(addresses.get(row.action_id) ?? [])] }));
}
