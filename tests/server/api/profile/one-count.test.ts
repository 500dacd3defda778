import { expect, inject, it } from 'vitest';
import { disagreements } from '../setup/counts.ts';

it('overview, profile, compare, screening and map agree for every region', async () => {
	expect(await disagreements(inject('embeddedReleases'), '2026-11-25')).toEqual([]);
});
