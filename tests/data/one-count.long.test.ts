import { expect, it } from 'vitest';
import { disagreements } from '../server/api/setup/counts.ts';
import { liveReleases } from './live.ts';

it('overview, profile, compare, screening and map agree for every region', async () => {
	expect(await disagreements(liveReleases(), '2026-11-29')).toEqual([]);
});
