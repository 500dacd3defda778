import { describe, expect, it } from 'vitest';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from '#lib/server/ingest/upstreams/curated.ts';
import { fold, type Entry } from '#lib/server/ingest/upstreams/ledger.ts';
import { priceRows, type ListedPrice } from '#lib/server/ingest/upstreams/price-history.ts';

const price = (input: number, rest: Partial<ListedPrice> = {}) => {
	const data: ListedPrice = {
		model: 'm-1',
		model_name: 'M 1',
		provider: 'Maker',
		host: 'Maker',
		models_dev: 'maker/m-1',
		starts: null,
		input,
		cached: null,
		output: input * 4,
		tiered: false,
		...rest
	};
	return { id: `${data.model}|${data.host}|${data.starts ?? ''}`, data };
};

/** What the tracker listed, copy by copy. */
const copies = (...listed: [day: string, ...prices: ReturnType<typeof price>[]][]) =>
	listed.reduce<Entry<ListedPrice>[]>(
		(history, [day, ...prices]) => fold(history, prices, day),
		[]
	);

const curatedPrice = (
	input: number,
	valid_from: string | null,
	valid_to: string | null = null
): Partial<InputRow<'model_prices'>> => ({
	model: 'm-1',
	host: 'Maker',
	input_usd_per_mtok: input,
	output_usd_per_mtok: input * 4,
	valid_from,
	valid_to,
	model_class: 'frontier',
	released: '2025-05',
	open_weights: 'no'
});

function rowsOf(
	history: readonly Entry<ListedPrice>[],
	curated: Partial<InputRow<'model_prices'>>[] = []
) {
	const { rows, notes } = priceRows(history, {
		curated: {
			rows: ((table: string) => (table === 'model_prices' ? curated : [])) as Curated['rows'],
			fingerprint: () => ''
		},
		ledger: () => null
	});
	return {
		notes,
		prices: rows.model_prices?.map((row) => [
			row.input_usd_per_mtok,
			row.valid_from,
			row.valid_from_basis,
			row.valid_to
		]),
		classes: rows.model_prices?.map(({ model_class }) => model_class),
		cited: rows.citations?.map(({ record_id }) => record_id),
		closed: rows.overrides?.map(({ id, column, value }) => [id, column, value])
	};
}

describe('the price history of a tracker', () => {
	it('ends a price on the day another was first seen in its place', () => {
		const history = copies(
			['2026-11-01', price(2)],
			['2026-11-09', price(1)],
			['2026-11-20', price(3)]
		);
		expect(rowsOf(history).prices).toEqual([
			[2, '2026-11-01', 'tracker', '2026-11-09'],
			[1, '2026-11-09', 'tracker', '2026-11-20'],
			[3, '2026-11-20', 'tracker', null]
		]);
	});

	it('ends a price that is no longer listed, and begins it anew where it comes back', () => {
		const history = copies(['2026-11-01', price(2)], ['2026-11-09'], ['2026-11-20', price(2)]);
		expect(rowsOf(history).prices).toEqual([
			[2, '2026-11-01', 'tracker', '2026-11-09'],
			[2, '2026-11-20', 'tracker', null]
		]);
	});

	it('takes the days the tracker gives, of a date that moved the last', () => {
		const history = copies(
			['2026-11-01', price(2), price(1, { starts: '2027-01-01' })],
			['2026-11-09', price(2), price(0.5, { starts: '2027-01-01' })]
		);
		expect(rowsOf(history).prices).toEqual([
			[2, null, null, '2027-01-01'],
			[0.5, '2027-01-01', 'announced', null]
		]);
	});
});

describe('beside curated prices', () => {
	it('a price that is the same is cited, whenever it began', () => {
		const found = rowsOf(copies(['2026-11-01', price(2)]), [curatedPrice(2, '2025-05-01')]);
		expect(found).toMatchObject({ prices: [], cited: ['m-1|Maker|2025-05-01'], closed: [] });
	});

	it('one that differs in the first copy gets no date, and leaves the curated one standing', () => {
		const found = rowsOf(copies(['2026-11-01', price(2)]), [curatedPrice(5, '2026-10-01')]);
		expect(found).toMatchObject({
			prices: [[2, null, null, null]],
			closed: [],
			classes: ['frontier']
		});
	});

	it('a change seen between copies ends the curated price', () => {
		const history = copies(['2026-11-01', price(2)], ['2026-11-09', price(1)]);
		const found = rowsOf(history, [
			curatedPrice(3, '2024-01', '2025-05-01'),
			curatedPrice(2, '2025-05-01')
		]);
		expect(found).toEqual({
			prices: [[1, '2026-11-09', 'tracker', null]],
			classes: ['frontier'],
			cited: ['m-1|Maker|2025-05-01'],
			closed: [['m-1|Maker|2025-05-01', 'valid_to', '2026-11-09']],
			notes: []
		});
	});

	it('one that a newer copy no longer lists has ended on its day', () => {
		const other = price(7, { model: 'm-2', model_name: 'M 2' });
		const history = copies(['2026-11-01', price(2), other], ['2026-11-09', other]);
		const found = rowsOf(history, [curatedPrice(2, '2025-05-01')]);
		expect(found).toMatchObject({
			cited: ['m-1|Maker|2025-05-01'],
			closed: [['m-1|Maker|2025-05-01', 'valid_to', '2026-11-09']]
		});
	});

	it('a planned date of the first copy ends nothing: plans are dropped', () => {
		const history = copies(['2026-11-01', price(2), price(3, { starts: '2026-12-01' })]);
		const found = rowsOf(history, [curatedPrice(2, '2025-05-01')]);
		expect(found).toMatchObject({ prices: [[3, null, null, null]], closed: [] });
	});

	it('one of the same day at another price is left out, and counted', () => {
		const history = copies(['2026-10-01', price(9)], ['2026-11-09', price(1)]);
		const found = rowsOf(history, [
			curatedPrice(9, '2025-05-01', '2026-11-09'),
			curatedPrice(4, '2026-11-09')
		]);
		expect(found).toMatchObject({ prices: [], closed: [] });
		expect(found.notes).toEqual([
			'1 prices are left out: the curated data have another price from the same day'
		]);
	});

	it('is known under the curated name without "-latest"', () => {
		const history = copies(['2026-11-01', price(2, { model: 'm-1-latest' })]);
		expect(rowsOf(history, [curatedPrice(2, '2025-05-01')])).toMatchObject({
			prices: [],
			cited: ['m-1|Maker|2025-05-01']
		});
	});
});
