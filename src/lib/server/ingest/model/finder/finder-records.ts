import type BetterSqlite3 from 'better-sqlite3';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { stateOf } from '#lib/domain/regions/region-codes.ts';
import { actionPath, pollPath } from '#lib/domain/regions/addresses.ts';

/** A row of what can be found by its name. */
export interface FinderRecord {
	kind: 'region' | 'place' | 'settlement' | 'poll' | 'project' | 'page';
	/** A region code, `place_id`, or id of a record: what its status is looked up by. */
	id: string;
	name: string;
	/** What it is, in a few words. */
	detail: string;
	path: string;
	state: string | null;
	/** The county, state or country around it, as its label. */
	area: string;
	weight: number;
	/** Names it is found by. */
	names: readonly string[];
}

/** Polls, by pollster and region. */
export function polls(db: BetterSqlite3.Database): FinderRecord[] {
	const rows = db
		.prepare(
			`SELECT p.poll_id, p.house, p.pollster, p.date, r.label, r.region FROM polls p JOIN regions r USING (region)
				WHERE p.same_as IS NULL`
		)
		.all() as {
		poll_id: string;
		house: string;
		pollster: string;
		date: string;
		label: string;
		region: string;
	}[];
	return rows.map(({ poll_id, house, pollster, date, label, region }) => ({
		kind: 'poll',
		id: poll_id,
		name: `${house}, ${label}`,
		detail: `Poll, ${date}`,
		path: pollPath(poll_id),
		...{ state: stateOf(region), area: '' },
		weight: 0,
		names: [`${house} ${label}`, `${house} poll`, `${label} ${house}`, pollster]
	}));
}

/** Projects that actions name, each with the page of its newest action. */
export function projects(db: BetterSqlite3.Database): FinderRecord[] {
	const rows = db
		.prepare(
			`SELECT p.project_id, p.project_name, p.developer, p.project_mw, p.actions, p.region, r.label
				FROM projects p JOIN regions r USING (region)`
		)
		.all() as {
		project_id: string;
		project_name: string;
		developer: string | null;
		project_mw: number | null;
		actions: string;
		region: string;
		label: string;
	}[];
	return rows.flatMap(
		({ project_id, project_name, developer, project_mw, actions, region, label }) => {
			const newest = actions.split(LIST_SEPARATOR).at(-1);
			if (newest === undefined) return [];
			return {
				kind: 'project' as const,
				id: project_id,
				name: `${project_name}, ${label}`,
				detail:
					project_mw === null ? 'Project' : `Project, ${project_mw.toLocaleString('en-US')} MW`,
				path: actionPath(newest),
				...{ state: stateOf(region), area: label },
				weight: 0,
				names: [project_name, ...(developer === null ? [] : [`${developer} ${project_name}`])]
			};
		}
	);
}
