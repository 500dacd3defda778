import { describe, expect, it } from 'vitest';
import { viewOf } from '#lib/client/view.ts';
import { pollsFigure } from '#lib/figures/polls/polls.ts';
import { apiOver } from '../setup/support.ts';

const { fetch } = apiOver();

const view = async (query: string) => {
	const url = new URL(`http://page.invalid/polls?${query}`);
	const data = await viewOf(fetch, url, 'polls');
	return { data, figure: pollsFigure(data, url) };
};

describe('the chart of polls where the address names no part of the samples', () => {
	it('shows everyone asked, while the table has the parts too', async () => {
		const { data, figure } = await view('topic=local_siting');
		expect(new Set(data.drawn.data.map(({ subgroup }) => subgroup))).toEqual(new Set(['all']));
		expect(data.table.page.total).toBeGreaterThan(data.drawn.total);
		expect(figure).not.toBeNull();
	});

	it('has a file of what it draws', async () => {
		const { data, figure } = await view('topic=local_siting&method=same');
		const { data: rows } = await view('topic=local_siting&method=same&subgroup=all');
		expect(figure?.csv).toContain('subgroup=all');
		expect(rows.table.page.total).toBe(data.drawn.total);
	});

	it('is the one of the address that names everyone', async () => {
		const bare = await view('wording_group=oppose_near_home');
		const named = await view('wording_group=oppose_near_home&subgroup=all');
		expect(bare.figure?.drawing.spec).toEqual(named.figure?.drawing.spec);
		expect(bare.data.trend).toEqual(named.data.trend);
	});

	it('shows the part where nothing is reported of everyone', async () => {
		const { data } = await view('wording_group=reasons_for_opposing');
		expect(data.drawn.data.map(({ subgroup }) => subgroup)).toEqual(['opponents']);
		expect(data.drawnQuery).not.toHaveProperty('subgroup');
	});

	it('is of what filters leave, where they leave nothing of the usual question', async () => {
		const { data } = await view('option=more_concerned');
		expect(data.query).not.toHaveProperty('pool');
		expect(data.drawn.data.map(({ option }) => option)).toContain('more_concerned');
	});

	it('keeps the part that the address names when it takes the usual question', async () => {
		await expect(view('subgroup=democrat')).rejects.toMatchObject({
			location: expect.stringMatching(/pool=nearby&subgroup=democrat$/) as string
		});
	});

	it('is none of several parts that the address names', async () => {
		const { data, figure } = await view('topic=local_siting&subgroup=democrat~republican');
		expect(data.drawn.total).toBe(data.table.page.total);
		expect(figure).toBeNull();
	});
});
