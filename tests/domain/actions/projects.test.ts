import { describe, expect, test } from 'vitest';
import { distanceKm } from '#lib/domain/actions/distance.ts';
import { projectsOf, type ProjectStep } from '#lib/domain/actions/projects.ts';

const LEESBURG = { lon: -77.56, lat: 39.11 };
const ASHBURN = { lon: -77.49, lat: 39.04 };
const ROANOKE = { lon: -79.94, lat: 37.27 };

const step = (rest: Partial<ProjectStep>): ProjectStep => ({
	action_id: 'a',
	place_id: 'US-VA/town/leesburg',
	region: 'US-VA-51107',
	position: LEESBURG,
	action_type: 'project_vote',
	decision: 'denied',
	direction: 'restrictive',
	isAdvisory: false,
	start: '2026-01-01',
	end: rest.start ?? '2026-01-01',
	project_name: 'Project Bus',
	developer: 'Acme',
	mw: null,
	usd: null,
	...rest
});

describe('a project', () => {
	test('is one row over the steps of town, county and state that name it; its figures are not added', () => {
		const projects = projectsOf([
			step({ action_id: 'a', mw: 100, usd: 1e9, decision: 'approved' }),
			step({
				action_id: 'b',
				start: '2026-02-01',
				mw: 300,
				action_type: 'lawsuit',
				decision: 'pending'
			}),
			step({
				action_id: 'c',
				start: '2026-03-01',
				region: 'US-VA',
				project_name: 'project bus',
				mw: 200
			})
		]);
		expect(projects).toHaveLength(1);
		expect(projects[0]).toMatchObject({
			project_id: 'US-VA/project-bus',
			mw: 200,
			mwMin: 100,
			mwMax: 300,
			usd: 1e9,
			status: 'denied',
			isBlocked: true,
			decidedBy: 'c',
			actions: ['a', 'b', 'c']
		});
	});

	test('of the same name in another state is another', () => {
		expect(projectsOf([step({}), step({ action_id: 'b', region: 'US-IL-17031' })])).toHaveLength(2);
	});

	test('is pending after an advisory vote, and unknown where no step decides on it', () => {
		const [advised] = projectsOf([step({ isAdvisory: true })]);
		const [sued] = projectsOf([step({ action_type: 'lawsuit', decision: 'pending' })]);
		expect([advised?.status, advised?.isBlocked]).toEqual(['pending', false]);
		expect([sued?.status, sued?.decidedBy]).toEqual(['unknown', null]);
	});

	test('withdrawn without opposition is not blocked', () => {
		const withdrawn = { action_type: 'project_withdrawn', decision: 'withdrawn' };
		const [neutral] = projectsOf([step({ ...withdrawn, direction: 'neutral' })]);
		const [opposed] = projectsOf([step(withdrawn)]);
		expect([neutral?.isBlocked, opposed?.isBlocked]).toEqual([false, true]);
	});
});

describe('a project withdrawn and filed again', () => {
	const dropped = step({ action_type: 'project_withdrawn', decision: 'withdrawn' });
	const next = (rest: Partial<ProjectStep>) =>
		step({
			action_id: 'b',
			project_name: 'Project Car',
			start: '2026-05-01',
			decision: 'pending',
			...rest
		});
	const first = (...steps: ProjectStep[]) =>
		projectsOf(steps).find(({ name }) => name === 'Project Bus');

	test('nearby by the same developer is linked, not blocked', () => {
		expect(first(dropped, next({ region: 'US-VA-51059', position: ASHBURN }))).toMatchObject({
			status: 'refiled',
			isBlocked: false,
			refiledAs: 'US-VA/project-car'
		});
	});

	test.each<[string, Partial<ProjectStep>]>([
		['far away', { region: 'US-VA-51770', position: ROANOKE }],
		['by another developer', { developer: 'Other' }],
		['by nobody named', { developer: null }],
		['before', { start: '2025-05-01' }]
	])('%s is not', (_, rest) => {
		expect(first(dropped, next(rest))).toMatchObject({ status: 'withdrawn', refiledAs: null });
	});

	test('under its own name has the status of its latest step', () => {
		const again = step({
			action_id: 'b',
			start: '2026-05-01',
			decision: 'approved',
			direction: 'permissive'
		});
		expect(first(dropped, again)).toMatchObject({ status: 'approved', isBlocked: false });
	});
});

test('distance by haversine: a degree of latitude is 111.2 km', () => {
	expect(distanceKm({ lon: 0, lat: 0 }, { lon: 0, lat: 1 })).toBeCloseTo(111.195, 2);
	expect(distanceKm(LEESBURG, LEESBURG)).toBe(0);
});
