import { describe, expect, it } from 'vitest';
import type { TrendSummary } from '#lib/server/api/polls/trend-summary.ts';
import { apiOver } from '../setup/support.ts';

const { list, json, problem } = apiOver();
const summaries = async (query: string) =>
	((await json(`/api/v1/trends/summary?${query}`)) as { data: TrendSummary[] }).data;

describe('trends', () => {
	it('says what is missing where no single wording allows an all-polls estimate', async () => {
		const [near] = await summaries('wording_group=oppose_near_home');
		expect(near?.model).toBe('no');
		expect(near?.sentence).toBe(
			'No estimate from all polls: it needs a second pollster with two polls at overlapping times.'
		);
		const { page } = await list('/api/v1/trends?wording_group=oppose_near_home&method=model');
		expect(page.total).toBe(0);
	});

	it('fits no model of a single wording group', async () => {
		const single = (await summaries('region=all&followed=all')).filter(({ pool }) => pool === null);
		expect(single.length).toBeGreaterThan(3);
		expect(single.filter(({ model }) => model === 'yes')).toEqual([]);
	});

	it('fits the pool a reader asks for, each day within its bands', async () => {
		const [pooled] = await summaries('pool=nearby');
		expect(pooled).toMatchObject({ model: 'yes', sentence: null, wordings: 3 });
		const { data } = await list('/api/v1/trends?pool=nearby&method=model&limit=1000');
		expect(data.length).toBeGreaterThan(200);
		for (const { low95, low80, estimate, high80, high95 } of data)
			expect([low95, low80, estimate, high80, high95]).toEqual(
				[low95, low80, estimate, high80, high95].toSorted((a, b) => Number(a) - Number(b))
			);
	});

	it('gives the change between two days with an interval narrower than that of two separate levels', async () => {
		const [pooled] = await summaries('pool=nearby&from=2026-02-01&to=2026-06-01');
		const { data } = await list(
			'/api/v1/trends?pool=nearby&method=model&from=2026-02-01&to=2026-06-01&limit=1000&sort=date'
		);
		const [first, last] = [data[0], data.at(-1)];
		const change = pooled?.change;
		expect(change).toMatchObject({ from: '2026-02-01', to: '2026-06-01' });
		expect(change?.change).toBeCloseTo(Number(last?.['estimate']) - Number(first?.['estimate']), 9);
		const half = (row: Record<string, unknown> | undefined) =>
			(Number(row?.['high95']) - Number(row?.['low95'])) / 2;
		const width = (Number(change?.high95) - Number(change?.low95)) / 2;
		expect(width).toBeGreaterThan(0);
		expect(width).toBeLessThan(half(first) + half(last));
	});

	it('gives what the model would have said on each day only where it is asked for', async () => {
		const asked = '/api/v1/trends?pool=nearby&method=model&limit=1000&sort=date';
		const now = await list(asked);
		const then = await list(`${asked}&known=then`);
		const all = await list(`${asked}&known=all`);
		expect(new Set(now.data.map(({ known }) => known))).toEqual(new Set(['now']));
		expect(new Set(then.data.map(({ known }) => known))).toEqual(new Set(['then']));
		expect(all.page.total).toBe(now.page.total + then.page.total);
		expect(new Set(all.data.map(({ estimate_id }) => estimate_id)).size).toBe(all.data.length);
		// On its last day the smoothed estimate knows what came out afterwards, and the other does not.
		const both = then.data.flatMap((row) => {
			const same = now.data.find(({ date }) => date === row['date']);
			return same ? [Number(row['estimate']) - Number(same['estimate'])] : [];
		});
		expect(both.some((difference) => Math.abs(difference) > 0.1)).toBe(true);
		expect((await problem('/api/v1/trends?known=later')).status).toBe(400);
	});

	it('tells how far a single poll may lie from the estimate', async () => {
		const [pooled] = await summaries('pool=nearby');
		const { data } = await list('/api/v1/trends?pool=nearby&method=model&limit=1');
		expect(pooled?.non_sampling_sd).toBeGreaterThan(pooled?.non_sampling_low95 ?? NaN);
		expect(pooled?.non_sampling_sd).toBeLessThan(pooled?.non_sampling_high95 ?? NaN);
		expect(pooled?.band_n).toBeGreaterThan(0);
		// A poll is less sure than the estimate it is measured against.
		expect(pooled?.band_low95).toBeLessThan(Number(data[0]?.['low95']));
		expect(pooled?.band_high95).toBeGreaterThan(Number(data[0]?.['high95']));
		const [none] = await summaries('wording_group=oppose_near_home');
		expect(none).toMatchObject({ non_sampling_sd: null, band_n: null });
	});

	it('centres house effects on the mean of houses', async () => {
		const { data } = await list('/api/v1/houses?pool=nearby&factor=house');
		const mean = data.reduce((sum, { effect }) => sum + Number(effect), 0) / data.length;
		expect(data.length).toBe(5);
		expect(Math.abs(mean)).toBeLessThan(1e-6);
	});

	it('keeps the reading known only to the year out of every estimate', async () => {
		const [pooled] = await summaries('pool=nearby');
		const { data } = await list('/api/v1/trend-polls?pool=nearby');
		expect(pooled?.left_out).toBe(2);
		expect(data.map(({ poll_id }) => poll_id)).not.toContain('polaris-2025');
		expect(data).toHaveLength(pooled?.readings ?? 0);
	});

	it('predicts every item of three waves or more from its other waves', async () => {
		const { data } = (await json('/api/v1/trends/method')) as {
			data: { validations: { kind: string; name: string; n: number }[] };
		};
		expect(data.validations).toContainEqual(
			expect.objectContaining({ kind: 'item', name: 'harbor_near_home', n: 4 })
		);
	});

	it('refuses a method that does not exist, naming those that do', async () => {
		const { status, errors } = await problem('/api/v1/trends?method=magic');
		expect(status).toBe(400);
		expect(errors?.[0]?.allowed).toEqual(['simple', 'weighted', 'model']);
	});
});

describe('readings', () => {
	it('are the one share a question contributes, unless every option is asked for', async () => {
		const followed = await list('/api/v1/readings?wording_group=oppose_near_home&limit=1000');
		const every = await list(
			'/api/v1/readings?followed=all&wording_group=oppose_near_home&limit=1000'
		);
		expect(followed.data.map(({ stance }) => stance)).toEqual(followed.data.map(() => 'oppose'));
		expect(every.page.total).toBeGreaterThan(followed.page.total);
	});
});
