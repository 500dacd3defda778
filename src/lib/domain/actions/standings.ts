import { ascending, group } from 'd3-array';
import { addDays } from '../dates.ts';
import { inTime, projectId, projectsOf, type Project, type ProjectStep } from './projects.ts';

/** How a project stood from one day to another. */
export interface ProjectStanding extends Project {
	/** First day on which it stood so, YYYY-MM-DD. */
	from: string;
	/** Last day on which it stood so; null where it still does. */
	to: string | null;
}

/**
 * Projects over time, as intervals of days: on each day a project stands as `projectsOf` has it from the steps dated
 * up to that day. A project has no interval before its first step, and one that is open at the end.
 */
export const standingsOf = (steps: readonly ProjectStep[]): ProjectStanding[] =>
	families(inTime(steps))
		.flatMap(standingsOfFamily)
		.sort((a, b) => ascending(a.project_id, b.project_id) || ascending(a.from, b.from));

function standingsOfFamily(steps: readonly ProjectStep[]): ProjectStanding[] {
	const open = new Map<string, ProjectStanding>();
	const ended: ProjectStanding[] = [];
	for (const day of [...new Set(steps.map(({ start }) => start))].sort())
		for (const project of projectsOf(steps.filter(({ start }) => start <= day))) {
			const before = open.get(project.project_id);
			if (before && isSame(before, project)) continue;
			if (before) ended.push({ ...before, to: addDays(day, -1) });
			open.set(project.project_id, { ...project, from: day, to: null });
		}
	return [...ended, ...open.values()];
}

const isSame = ({ from: _from, to: _to, ...before }: ProjectStanding, project: Project) =>
	JSON.stringify(before) === JSON.stringify(project);

/** Steps apart by what can bear on each other: those of one project, and those of one developer. */
function families(steps: readonly ProjectStep[]): ProjectStep[][] {
	const ofProject = group(steps, projectId);
	const ofDeveloper = group(
		steps.filter(({ developer }) => developer !== null),
		({ developer }) => developer
	);
	const placed = new Set<string>();
	return [...ofProject.keys()].flatMap((first) => {
		if (placed.has(first)) return [];
		const family: ProjectStep[] = [];
		const waiting = [first];
		placed.add(first);
		for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
			const own = ofProject.get(id) ?? [];
			family.push(...own);
			for (const { developer } of own)
				for (const other of (ofDeveloper.get(developer) ?? []).map(projectId))
					if (!placed.has(other)) {
						placed.add(other);
						waiting.push(other);
					}
		}
		return [family];
	});
}
