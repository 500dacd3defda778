import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrunedError } from '#lib/server/dataset/releases/not-served.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { csv, SOURCES, Workshop } from '../harness.ts';

let workshop: Workshop;
let day: number;
beforeEach(() => {
	workshop = new Workshop();
	day = 0;
});
afterEach(() => workshop.remove());

/** Publishes a release that differs from all before, a day after the last. */
const publish = (keep: number | null, name: string) =>
	workshop.with(
		{ 'sources.csv': csv(SOURCES, `${name},Made up for a test,Nobody,own`) },
		{ keep, allowShrink: true, now: () => new Date(Date.UTC(2026, 10, ++day)) }
	);

function here() {
	const store = new ReleaseStore(workshop.releases);
	const list = store.list();
	store.close();
	return list.filter(({ available }) => available).map(({ id }) => id);
}

describe('releases that are kept', () => {
	it('are all, by default', () => {
		const ids = ['a', 'b', 'c'].map((name) => publish(null, name).id);
		expect(here()).toEqual(ids);
	});

	it('are so many of the newest, and the log still knows the others', () => {
		const [first, second, third] = ['a', 'b', 'c'].map((name) => publish(2, name));
		expect(here()).toEqual([second?.id, third?.id]);
		expect(third?.notes).toContain(`pruned ${first?.id}; the newest 2 are kept`);
		const store = new ReleaseStore(workshop.releases);
		const asked = () => store.byId(first?.id ?? '');
		expect(asked).toThrow(PrunedError);
		expect(() => store.at('2026-11-01')).toThrow(/has been pruned/);
		expect(store.list().map(({ id }) => id)).toContain(first?.id);
		store.close();
	});

	it('fall to a lower number also where nothing new is built', () => {
		const [, , third] = ['a', 'b', 'c'].map((name) => publish(null, name));
		day--;
		expect(publish(1, 'c').status).toBe('unchanged');
		expect(here()).toEqual([third?.id]);
	});

	it('count by the time they were last published', () => {
		const [first, second] = [publish(null, 'a'), publish(null, 'b')];
		expect(publish(2, 'a')).toMatchObject({ status: 'published', id: first.id });
		expect(here()).toEqual([second.id, first.id]);
		expect(publish(2, 'c').notes).toContain(`pruned ${second.id}; the newest 2 are kept`);
	});

	it('stay all where a build is refused, fails or only checks', () => {
		publish(null, 'a');
		publish(null, 'b');
		expect(workshop.build({ keep: 1 }).status).toBe('refused');
		expect(workshop.build({ keep: 1, allowShrink: true, dryRun: true }).status).toBe('checked');
		expect(workshop.with({ 'sources.csv': 'nonsense\n' }, { keep: 1 }).status).toBe('invalid');
		expect(here()).toHaveLength(2);
	});
});
