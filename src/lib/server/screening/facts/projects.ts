import type { ProjectHere } from '../../dataset/queries/screening.ts';
import { joined } from './joined.ts';

/** Projects of a county, and the sums of what some of them state. */
export function projectFacts(projects: readonly ProjectHere[]) {
	const stated = (of: (project: ProjectHere) => number | null) =>
		projects.map(of).filter((value) => value !== null);
	const total = (values: number[]) =>
		values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
	const mw = stated(({ project_mw }) => project_mw);
	const usd = stated(({ project_investment_usd }) => project_investment_usd);
	return {
		projects: projects.length,
		projects_mw: total(mw),
		projects_with_mw: mw.length,
		projects_usd: total(usd),
		projects_with_usd: usd.length,
		project_standing: joined(
			projects.map(({ project_name, project_status }) => `${project_name}: ${project_status}`)
		)
	};
}
