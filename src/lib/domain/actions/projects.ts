import { provinceOf } from '../regions/region-codes.ts';
import { ascending, group } from 'd3-array';
import type { Direction } from '../closed.ts';
import { distanceKm, type Point } from './places/distance.ts';

/** Where a project stands by its latest binding step. */
export const PROJECT_STATUSES = [
	'approved',
	'denied',
	'withdrawn',
	'refiled',
	'delayed',
	'pending',
	'unknown'
] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** A step that names a project. */
export interface ProjectStep {
	action_id: string;
	place_id: string;
	region: string;
	position: Point | null;
	action_type: string;
	decision: string;
	direction: Direction;
	isAdvisory: boolean;
	start: string;
	end: string;
	project_name: string;
	developer: string | null;
	mw: number | null;
	usd: number | null;
}

export interface Project {
	project_id: string;
	name: string;
	developer: string | null;
	/** Place and region of its latest step. */
	place_id: string;
	region: string;
	position: Point | null;
	status: ProjectStatus;
	/** Turned away, or dropped under opposition, and not filed again nearby. */
	isBlocked: boolean;
	/** The figure of the latest step that states one; the least and most any step states. */
	mw: number | null;
	mwMin: number | null;
	mwMax: number | null;
	usd: number | null;
	usdMin: number | null;
	usdMax: number | null;
	first: string;
	last: string;
	actions: string[];
	/** The action by which the latest binding step set the status; null where none did. */
	decidedBy: string | null;
	/** The project that takes this one up again, nearby. */
	refiledAs: string | null;
}

/** Kilometres within which the same developer's next project counts as the same plan filed again. */
const NEARBY_KM = 80;

/**
 * Projects, one each, from the steps that name them. A name stands for one project within a state, so that steps of
 * a town, its county and the state on one project come together; the same name in another state is another project.
 * A project dropped or turned away whose developer files again within 80 km is linked to the later one and does not
 * count as blocked; so is one that is decided on again under its own name.
 */
export function projectsOf(steps: readonly ProjectStep[]): Project[] {
	const groups = group(inTime(steps).sort(byDate), projectId);
	const projects = [...groups].map(([id, steps]) => projectOf(id, steps));
	return projects
		.map((project) => withRefiling(project, projects))
		.sort((a, b) => (a.project_id < b.project_id ? -1 : 1));
}

/** The project a step names: its state and its name. */
export const projectId = ({ project_name, region }: Pick<ProjectStep, 'project_name' | 'region'>) =>
	`${provinceOf(region)}/${slug(project_name)}`;

const slug = (name: string) =>
	name
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');

/** Standings that settle a project; the others are stages on the way. */
const SETTLED: readonly (ProjectStatus | null)[] = ['approved', 'denied', 'withdrawn'];
const settles = (step: ProjectStep) => SETTLED.includes(statusAfter(step));

/**
 * Steps with the first day on which each can have been taken. What settles a project, known only to a month or year,
 * comes after the stages within it that are known to the day: a project that was denied in July is not pending since
 * 23 July.
 */
export function inTime(steps: readonly ProjectStep[]): ProjectStep[] {
	const byProject = group(steps, projectId);
	return steps.map((step) => {
		if (step.start === step.end || !settles(step)) return step;
		const stages = (byProject.get(projectId(step)) ?? []).filter(
			(stage) =>
				!settles(stage) &&
				statusAfter(stage) !== null &&
				stage.start === stage.end &&
				stage.start > step.start &&
				stage.start <= step.end
		);
		const last = stages
			.map(({ start }) => start)
			.sort()
			.at(-1);
		return last === undefined ? step : { ...step, start: last };
	});
}

const byDate = (a: ProjectStep, b: ProjectStep) =>
	ascending(a.start, b.start) ||
	ascending(String(settles(a)), String(settles(b))) ||
	ascending(a.end, b.end) ||
	ascending(a.action_id, b.action_id);

function projectOf(id: string, steps: readonly ProjectStep[]): Project {
	const decisive = steps.filter((step) => statusAfter(step) !== null);
	const deciding = decisive.at(-1);
	const latest = deciding ?? steps.at(-1);
	if (!latest) throw new Error(`project ${id} has no steps`);
	const status = (deciding && statusAfter(deciding)) ?? 'unknown';
	const mw = figures(steps.map((step) => step.mw));
	const usd = figures(steps.map((step) => step.usd));
	return {
		project_id: id,
		name: latest.project_name,
		developer: steps.findLast(({ developer }) => developer !== null)?.developer ?? null,
		place_id: latest.place_id,
		region: latest.region,
		position: latest.position,
		status,
		isBlocked:
			status === 'denied' || (status === 'withdrawn' && latest.direction === 'restrictive'),
		mw: mw.last,
		mwMin: mw.min,
		mwMax: mw.max,
		usd: usd.last,
		usdMin: usd.min,
		usdMax: usd.max,
		first: steps[0]?.start ?? latest.start,
		last: latest.start,
		actions: steps.map(({ action_id }) => action_id),
		decidedBy: deciding?.action_id ?? null,
		refiledAs: null
	};
}

const AFTER_VOTE: Record<string, ProjectStatus> = {
	approved: 'approved',
	adopted: 'approved',
	upheld: 'approved',
	settled: 'approved',
	denied: 'denied',
	rejected: 'denied',
	repealed: 'denied',
	vetoed: 'denied',
	withdrawn: 'withdrawn',
	tabled: 'delayed',
	delayed: 'delayed',
	proposed: 'pending',
	pending: 'pending'
};

/** What a step makes of its project; null where it decides nothing on it (a suit, a tax break, an advisory vote). */
function statusAfter({ action_type, decision, isAdvisory }: ProjectStep): ProjectStatus | null {
	if (action_type === 'project_withdrawn') return 'withdrawn';
	if (action_type === 'project_delayed') return AFTER_VOTE[decision] ?? 'delayed';
	if (action_type !== 'project_vote') return null;
	return isAdvisory ? 'pending' : (AFTER_VOTE[decision] ?? null);
}

/** Figures are of the project and repeat on its steps: they are compared, never added. */
function figures(values: readonly (number | null)[]) {
	const known = values.filter((value) => value !== null);
	return known.length === 0
		? { last: null, min: null, max: null }
		: { last: known.at(-1) ?? null, min: Math.min(...known), max: Math.max(...known) };
}

function withRefiling(project: Project, all: readonly Project[]): Project {
	if (project.status !== 'withdrawn' && project.status !== 'denied') return project;
	const next = all
		.filter((other) => other !== project && takesUp(project, other))
		.sort((a, b) => ascending(a.first, b.first) || ascending(a.project_id, b.project_id))[0];
	return next
		? { ...project, status: 'refiled', isBlocked: false, refiledAs: next.project_id }
		: project;
}

/** Whether another project is the same developer's, nearby, and began after this one ended. */
function takesUp(dropped: Project, other: Project): boolean {
	if (dropped.developer === null || dropped.developer !== other.developer) return false;
	if (other.first < dropped.last) return false;
	if (dropped.region === other.region) return true;
	if (!dropped.position || !other.position) return false;
	return distanceKm(dropped.position, other.position) <= NEARBY_KM;
}
