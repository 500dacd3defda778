import { describe, expect, it } from 'vitest';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from '#lib/server/ingest/upstreams/curated.ts';
import { fold, type Entry } from '#lib/server/ingest/upstreams/actions/listings.ts';
import { priceRows } from '#lib/server/ingest/upstreams/prices/price-history.ts';
import type { ModelFacts } from '#lib/server/ingest/upstreams/parse/model-facts.ts';
import type { ListedPrice } from '#lib/server/ingest/upstreams/prices/price-periods.ts';

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
		condition: null,
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

/** What models.dev lists, copy by copy: the price of a model, and whether it is still sold. */
const secondList = (
	...listed: [
		day: string,
		...models: [model: string, input: number, more?: Partial<ModelFacts>][]
	][]
) =>
	JSON.stringify(
		listed.reduce<Entry<ModelFacts>[]>(
			(history, [day, ...models]) =>
				fold(
					history,
					models.map(([model, input, more]) => ({
						id: `maker/${model}`,
						data: {
							released: null,
							open_weights: null,
							name: null,
							status: null,
							text: true,
							input,
							cached: null,
							output: input * 4,
							tiered: false,
							updated: null,
							...more
						}
					})),
					day
				),
			[]
		)
	);

/** A second list that has always agreed with the first. */
const agreeing = (history: readonly Entry<ListedPrice>[]) =>
	JSON.stringify(
		history.map(({ from, to, data }) => ({
			id: data.models_dev,
			from,
			to,
			data: { released: null, open_weights: null, input: data.input, output: data.output }
		}))
	);

function rowsOf(
	history: readonly Entry<ListedPrice>[],
	curated: Partial<InputRow<'model_prices'>>[] = [],
	second: string | null = agreeing(history)
) {
	const { rows, notes } = priceRows(history, {
		curated: {
			rows: ((table: string) => (table === 'model_prices' ? curated : [])) as Curated['rows'],
			fingerprint: () => ''
		},
		ledger: () => second
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
			[2, '2026-11-01', 'tracker', '2027-01-01'],
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
		const other = price(7, { model: 'm-2', model_name: 'M 2', models_dev: 'maker/m-2' });
		const history = copies(['2026-11-01', price(2), other], ['2026-11-09', other]);
		const found = rowsOf(history, [curatedPrice(2, '2025-05-01')]);
		expect(found).toMatchObject({
			cited: ['m-1|Maker|2025-05-01'],
			closed: [['m-1|Maker|2025-05-01', 'valid_to', '2026-11-09']]
		});
	});

	it('an announced change keeps its day, and ends the curated price on it; a dropped plan ends nothing', () => {
		const plan = price(3, { starts: '2026-12-01' });
		const planned = copies(['2026-11-01', price(2), plan]);
		expect(rowsOf(planned, [curatedPrice(2, '2025-05-01')])).toMatchObject({
			prices: [[3, '2026-12-01', 'announced', null]],
			closed: [['m-1|Maker|2025-05-01', 'valid_to', '2026-12-01']]
		});
		const dropped = copies(['2026-11-01', price(2), plan], ['2026-11-09', price(2)]);
		expect(rowsOf(dropped, [curatedPrice(2, '2025-05-01')])).toMatchObject({
			prices: [],
			closed: []
		});
	});

	it('an announced price that a closed one equals is a price of its own', () => {
		const history = copies(['2026-11-29', price(0.75), price(1.5, { starts: '2027-01-01' })]);
		const found = rowsOf(history, [
			curatedPrice(1.5, '2026-07-22', '2026-08-13'),
			curatedPrice(0.75, '2026-08-13', '2027-01-01')
		]);
		expect(found).toMatchObject({
			prices: [[1.5, '2027-01-01', 'announced', null]],
			cited: ['m-1|Maker|2026-08-13']
		});
	});

	it('an announced price from a day on which a curated one already holds is that one', () => {
		const history = copies(['2026-11-29', price(0.2, { starts: '2026-07-30' })]);
		expect(rowsOf(history, [curatedPrice(0.2, '2026-07-30')])).toMatchObject({
			prices: [],
			cited: ['m-1|Maker|2026-07-30']
		});
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

describe('a second list', () => {
	const listed = copies(['2026-11-01', price(2)]);

	it.each<[string, string | null, RegExp]>([
		['there is none', null, /no copy of models\.dev/],
		[
			'it does not list the model',
			secondList(['2026-11-01', ['m-2', 2]]),
			/does not list the model/
		],
		[
			'it lists the model as deprecated',
			secondList(['2026-11-01', ['m-1', 2, { status: 'deprecated' }]]),
			/as deprecated \(m-1\)/
		],
		[
			'no text comes out of the model',
			secondList(['2026-11-01', ['m-1', 2, { text: false }]]),
			/no text comes out/
		],
		['it lists another price', secondList(['2026-11-01', ['m-1', 3]]), /lists another price/],
		[
			'it lists no price',
			secondList(['2026-11-01', ['m-1', 2, { input: null }]]),
			/does not list the model, or no price/
		]
	])('vouches for no price where %s', (_, second, why) => {
		const found = rowsOf(listed, [], second);
		expect(found.prices).toEqual([]);
		expect(found.notes).toEqual([expect.stringMatching(why)]);
		expect(rowsOf(listed, [curatedPrice(2, '2025-05-01')], second)).toMatchObject({
			prices: [],
			cited: [],
			closed: []
		});
	});

	it('keeps a curated price open that only the first list dropped', () => {
		const other = price(7, { model: 'm-2', model_name: 'M 2', models_dev: 'maker/m-2' });
		const dropped = copies(['2026-11-01', price(2), other], ['2026-11-09', other]);
		const second = secondList(['2026-11-01', ['m-1', 2], ['m-2', 7]]);
		expect(rowsOf(dropped, [curatedPrice(2, '2025-05-01')], second).closed).toEqual([]);
	});

	it('vouches for a price with an announced change by either amount', () => {
		const planned = copies(['2026-11-01', price(2), price(3, { starts: '2026-12-01' })]);
		for (const input of [2, 3])
			expect(rowsOf(planned, [], secondList(['2026-11-01', ['m-1', input]])).prices).toHaveLength(
				2
			);
	});
});
