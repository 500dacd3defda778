import { rmSync, truncateSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '#lib/server/dataset/releases/integrity.ts';
import { readLog, releasePath } from '#lib/server/dataset/releases/release-log.ts';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { newestIntact } from '#lib/server/ingest/publish/published.ts';
import { csv, OBSERVATIONS, Workshop } from '../ingest/harness.ts';
import { cut, flip } from './old-version.ts';

/** What can become of the file of a release. */
export const HARMS = {
	flipped: flip,
	cut,
	emptied: (path: string) => {
		truncateSync(path);
	},
	removed: (path: string) => {
		rmSync(path);
	}
};

/** What holds of a current release whose file came to harm. */
export function harmedRelease(kinds: readonly (keyof typeof HARMS)[]): void {
	let workshop: Workshop;
	beforeEach(() => {
		workshop = new Workshop();
	});
	afterEach(() => workshop.remove());

	/** Publishes a release that differs from the others by a value. */
	const publish = (value: string, at = '2026-11-01T12:00:00Z') =>
		workshop.with(
			{ 'observations.csv': csv(OBSERVATIONS, `s1,US-VA,2026,${value},,,actual,,gazette,`) },
			{ now: () => new Date(at) }
		);
	const file = (id: string) => releasePath(workshop.releases, id);
	function served(): string {
		const one = new ReleaseStore(workshop.releases, undefined, () => undefined);
		try {
			return one.current().id;
		} finally {
			one.close();
		}
	}

	describe.each(kinds)('a current release whose file is %s', (kind) => {
		const harm = HARMS[kind];

		it('is built again from the same inputs, under its line in the log', () => {
			const { id } = publish('1');
			const before = fingerprintOf(file(id));
			harm(file(id));
			const again = publish('1', '2026-11-02T12:00:00Z');
			expect(again).toMatchObject({ status: 'published', id });
			expect(again.notes.join()).toContain(`release ${id} is damaged`);
			expect(fingerprintOf(file(id))).toEqual(before);
			expect(readLog(workshop.releases)).toMatchObject([
				{ id, published_at: '2026-11-01T12:00:00.000Z' }
			]);
			expect(publish('1').status).toBe('unchanged');
		});

		it('is no reason not to publish from other inputs', () => {
			publish('1');
			const { id } = publish('2');
			harm(file(id));
			expect(publish('3')).toMatchObject({ status: 'published' });
			expect(publish('3')).toMatchObject({ status: 'unchanged' });
		});

		it('leaves the guard against lost records on', () => {
			const { id } = publish('1');
			harm(file(id));
			const without = workshop.build();
			expect(without.status).toBe('refused');
			expect(without.lost).not.toEqual([]);
			expect(without.notes.join()).toContain(`release ${id} is damaged`);
			expect(workshop.build({ allowShrink: true }).status).toBe('published');
		});

		it('is compared with the newest release that is whole', () => {
			const first = publish('1').id;
			harm(file(publish('2').id));
			expect(newestIntact(workshop.releases)).toBe(first);
			expect(workshop.build().lost).toContainEqual(
				expect.objectContaining({ table: 'observations', example: 's1|US-VA|2026||mine' })
			);
		});

		it('is not served: the newest that is whole is', () => {
			const first = publish('1').id;
			const { id } = publish('2');
			harm(file(id));
			expect(served()).toBe(first);
		});
	});
}
