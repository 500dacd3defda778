import { describe, expect, it } from 'vitest';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from '#lib/server/ingest/upstreams/curated.ts';
import { fold, type Entry } from '#lib/server/ingest/upstreams/actions/listings.ts';
import {
	editions,
	isSameValue,
	monthsAfter,
	observedId,
	type Observed
} from '#lib/server/ingest/upstreams/parse/vintages.ts';

const value = (period: string, stated: number, note: string | null = null) => {
	const data: Observed = { series_id: 's', region: 'US', period, value: stated, note };
	return { id: observedId(data), data };
};
const copies = (...listed: [day: string, ...values: ReturnType<typeof value>[]][]) =>
	listed.reduce<Entry<Observed>[]>((history, [day, ...values]) => fold(history, values, day), []);

const stated = (
	period: string,
	of: number,
	vintage: string | null
): Partial<InputRow<'observations'>> => ({
	series_id: 's',
	region: 'US',
	period,
	value: of,
	vintage
});

const rowsOf = (
	entries: Entry<Observed>[],
	...curated: Partial<InputRow<'observations'>>[]
): unknown[] =>
	editions(entries, {
		source: 'upstream-x',
		estimate: 'actual',
		curated: {
			rows: ((table: string) => (table === 'observations' ? curated : [])) as Curated['rows'],
			fingerprint: () => ''
		},
		published: monthsAfter(2)
	}).map(({ period, value: of, vintage, note }) => [period, of, vintage, note]);

describe('a refreshed value', () => {
	it('that equals the curated one adds no row, to the digits of either', () => {
		const history = copies(['2026-11-29', value('2026-05', 14.2583), value('2026-06', 15)]);
		expect(rowsOf(history, stated('2026-05', 14.26, '2025'), stated('2026-06', 15, null))).toEqual(
			[]
		);
	});

	it('of a new period does, dated by the publication of its copy', () => {
		const history = copies(['2026-11-29', value('2010-01', 9), value('2026-05', 14)]);
		expect(rowsOf(history)).toEqual([
			['2010-01', 9, '2026-07', null],
			['2026-05', 14, '2026-07', null]
		]);
	});

	it('that changed does, after what it replaces, and never later than it was seen', () => {
		const history = copies(['2026-11-29', value('2026-05', 14.5)]);
		expect(rowsOf(history, stated('2026-05', 14.3, '2026-03'))).toEqual([
			['2026-05', 14.5, '2026-07', null]
		]);
		expect(rowsOf(history, stated('2026-05', 14.3, '2026-09'))).toEqual([
			['2026-05', 14.5, '2026-11-29', null]
		]);
		const early = copies(['2026-06-20', value('2026-05', 14.5)]);
		expect(rowsOf(early)).toEqual([['2026-05', 14.5, '2026-06-20', null]]);
	});

	it('that people have taken in a newer one of since is behind', () => {
		const history = copies(['2026-06-20', value('2026-03', 14.5)]);
		expect(rowsOf(history, stated('2026-03', 14.9, '2026-09'))).toEqual([]);
	});

	it('that came back to the curated one adds nothing', () => {
		const history = copies(
			['2026-09-29', value('2026-05', 14)],
			['2026-11-29', value('2026-05', 15)]
		);
		expect(rowsOf(history, stated('2026-05', 15, '2026-01'))).toEqual([]);
	});

	it('keeps each edition, and one row where only its note changed', () => {
		const history = copies(
			['2026-07-29', value('2026-05', 14, 'Preliminary')],
			['2026-09-29', value('2026-05', 14), value('2026-07', 16)],
			['2026-11-29', value('2026-05', 15), value('2026-07', 16)]
		);
		expect(rowsOf(history)).toEqual([
			['2026-05', 14, '2026-07', null],
			['2026-05', 15, '2026-11-29', null],
			['2026-07', 16, '2026-09', null]
		]);
	});
});

describe('two values', () => {
	it.each([
		[14.26, 14.2583, true],
		[14.26, 14.2649, true],
		[14.26, 14.27, false],
		[35670000000, 35674000000, false],
		[0.1, 0.1, true]
	])('%d stated and %d say the same: %s', (one, other, same) => {
		expect(isSameValue(one, other)).toBe(same);
	});
});
