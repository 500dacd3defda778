import { expect, it } from 'vitest';
import { keptWords, type Kept } from '#lib/domain/keeping-up/kept.ts';

const kept: Kept = {
	added: '2026-11-24',
	changed: null,
	change: null,
	last_confirmed: '2026-05-01',
	confirmed_by: 'source',
	fresh_days: 180,
	stale_from: '2026-10-29'
};

it('tells since when a record is in the data, and that nobody confirmed it for long', () => {
	expect(keptWords(kept, '2026-11-25')).toEqual({
		sentence:
			'In the data since Nov 24, 2026. Last confirmed by a source dated May 1, 2026: outdated since Oct 29, 2026, because no source confirmed it for 180 days.',
		isStale: true
	});
});

it('is not stale the day before', () => {
	expect(keptWords(kept, '2026-10-28').isStale).toBe(false);
	expect(keptWords({ ...kept, stale_from: null }, '2099-01-01').isStale).toBe(false);
});

it('tells what changed, where it is known', () => {
	const changed = { ...kept, changed: '2026-11-25', change: 'note emptied, was x' };
	expect(keptWords(changed, '2026-10-01').sentence).toContain(
		'Changed on Nov 25, 2026: note emptied, was x. Last'
	);
});

it('tells nothing of days nobody knows', () => {
	const own = { ...kept, added: null, confirmed_by: 'record' as const };
	expect(keptWords(own, '2026-06-01').sentence).toBe(
		'Last confirmed on its own date, May 1, 2026.'
	);
});
