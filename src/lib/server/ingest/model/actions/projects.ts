import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import type BetterSqlite3 from 'better-sqlite3';
import type { ProjectStep } from '#lib/domain/actions/projects.ts';
import { standingsOf } from '#lib/domain/actions/standings.ts';
import { inserterOf } from '../inserter.ts';

type StepRow = Omit<ProjectStep, 'isAdvisory' | 'position'> & {
	binding: 'yes' | 'no' | null;
	dataset: string;
	lon: number | null;
	lat: number | null;
};

const STEPS = `SELECT a.action_id, a.place_id, a.region, a.action_type, a.decision, a.direction, a.binding,
		a.date_start AS start, a.date_end AS end, a.project_name, a.developer, a.project_mw AS mw,
		a.project_investment_usd AS usd, a.dataset, x.lon, x.lat
	FROM actions a JOIN action_facts f USING (action_id) JOIN positions x USING (place_id)
	WHERE a.project_name IS NOT NULL AND f.same_as IS NULL ORDER BY a.rowid`;

/** One row a standing of a project; rests on positions and action_facts, and tells the latter which project each action names. */
export function buildProjects(db: BetterSqlite3.Database): void {
	const rows = db.prepare(STEPS).all() as StepRow[];
	const datasets = new Map(rows.map(({ action_id, dataset }) => [action_id, dataset]));
	const insert = inserterOf(db, 'projects');
	db.exec('CREATE TEMP TABLE named (action_id TEXT PRIMARY KEY, project_id TEXT NOT NULL)');
	const name = db.prepare('INSERT INTO named VALUES (?, ?)');
	for (const project of standingsOf(rows.map(stepOf))) {
		insert({
			project_id: project.project_id,
			from: project.from,
			to: project.to,
			project_name: project.name,
			developer: project.developer,
			place_id: project.place_id,
			region: project.region,
			project_status: project.status,
			blocked: project.isBlocked ? 'yes' : 'no',
			project_mw: project.mw,
			project_mw_min: project.mwMin,
			project_mw_max: project.mwMax,
			project_investment_usd: project.usd,
			project_investment_usd_min: project.usdMin,
			project_investment_usd_max: project.usdMax,
			date_start: project.first,
			date_end: project.last,
			actions: project.actions.join(LIST_SEPARATOR),
			decided_by: project.decidedBy,
			refiled_as: project.refiledAs,
			dataset: datasets.get(project.actions.at(-1) ?? '') ?? ''
		});
		if (project.to === null)
			for (const action of project.actions) name.run(action, project.project_id);
	}
	db.exec(`UPDATE action_facts SET project_id =
		(SELECT n.project_id FROM named n WHERE n.action_id = action_facts.action_id);
		DROP TABLE named`);
}

const stepOf = ({ binding, lon, lat, dataset: _dataset, ...step }: StepRow): ProjectStep => ({
	...step,
	isAdvisory: binding === 'no',
	position: lon === null || lat === null ? null : { lon, lat }
});
