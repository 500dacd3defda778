import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceKm } from '#lib/domain/actions/places/distance.ts';
import { projectsOf, type ProjectStep } from '#lib/domain/actions/projects.ts';
import { standingsOf, type ProjectStanding } from '#lib/domain/actions/standings.ts';
import { addDays } from '#lib/domain/dates.ts';

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
	test('that was denied in a month is not pending since a day of that month', () => {
		const steps = [
			step({ action_id: 'board', start: '2026-07-01', end: '2026-07-31', decision: 'denied' }),
			step({
				action_id: 'commission',
				start: '2026-07-23',
				decision: 'denied',
				isAdvisory: true
			})
		];
		expect(projectsOf(steps)).toMatchObject([{ status: 'denied', decidedBy: 'board' }]);
		expect(standingsOf(steps).map(({ from, status }) => [from, status])).toEqual([
			['2026-07-23', 'denied']
		]);
	});

	test('is pending by a stage after the month of its denial', () => {
		const steps = [
			step({ action_id: 'board', start: '2026-07-01', end: '2026-07-31', decision: 'denied' }),
			step({ action_id: 'again', start: '2026-08-02', decision: 'pending' })
		];
		expect(projectsOf(steps)).toMatchObject([{ status: 'pending', decidedBy: 'again' }]);
	});

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

const on = (standings: readonly ProjectStanding[], day: string) =>
	standings.filter(({ from, to }) => from <= day && (to === null || to >= day));
const plain = ({ from: _from, to: _to, ...project }: ProjectStanding) => project;

describe('the standing of projects over time', () => {
	test('follows the steps dated up to each day', () => {
		const standings = standingsOf([
			step({ action_id: 'a', start: '2026-01-10', decision: 'pending', direction: 'neutral' }),
			step({
				action_id: 'b',
				start: '2026-03-01',
				action_type: 'project_withdrawn',
				decision: 'withdrawn'
			}),
			step({
				action_id: 'c',
				start: '2026-05-01',
				project_name: 'Project Car',
				decision: 'pending'
			})
		]);
		const bus = (day: string) =>
			on(standings, day)
				.filter(({ name }) => name === 'Project Bus')
				.map(({ status, isBlocked }) => [status, isBlocked]);
		expect(bus('2026-01-09')).toEqual([]);
		expect(bus('2026-01-10')).toEqual([['pending', false]]);
		expect(bus('2026-02-28')).toEqual([['pending', false]]);
		expect(bus('2026-03-01')).toEqual([['withdrawn', true]]);
		expect(bus('2026-04-30')).toEqual([['withdrawn', true]]);
		expect(bus('2026-05-01')).toEqual([['refiled', false]]);
	});

	test('on any day is that of the steps up to it, one row a project', () => {
		const days = fc.integer({ min: 0, max: 40 }).map((day) => addDays('2026-01-01', day));
		const some = fc.array(
			fc.record({
				start: days,
				project_name: fc.constantFrom('Bus', 'Car', 'Van', 'Tram'),
				developer: fc.constantFrom('Acme', 'Beta', null),
				decision: fc.constantFrom('denied', 'approved', 'pending'),
				action_type: fc.constantFrom('project_vote', 'project_withdrawn', 'lawsuit'),
				mw: fc.constantFrom(null, 100, 200)
			}),
			{ maxLength: 10 }
		);
		fc.assert(
			fc.property(some, days, (made, day) => {
				const steps = made.map((one, index) => step({ ...one, action_id: `a${index}` }));
				const now = on(standingsOf(steps), day).map(plain);
				expect(now).toEqual(projectsOf(steps.filter(({ start }) => start <= day)));
			})
		);
	});
});
