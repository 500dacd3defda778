import { expect, it } from 'vitest';
import { visited } from '#lib/domain/keeping-up/visits.ts';

const TODAY = '2026-11-29';
const kept = (seen: string, before: string | null) => JSON.stringify({ seen, before });

it.each([
	['a first visit', null, { seen: TODAY, before: null }],
	['a visit after another', kept('2026-11-20', null), { seen: TODAY, before: '2026-11-20' }],
	['a second look on one day', kept(TODAY, '2026-11-20'), { seen: TODAY, before: '2026-11-20' }],
	['what is no such text', '{"seen": 5}', { seen: TODAY, before: null }],
	['what is no JSON', 'yesterday', { seen: TODAY, before: null }]
])('%s', (_what, text, visits) => {
	expect(visited(text, TODAY)).toEqual(visits);
});
