import { describe, expect, it } from 'vitest';
import { overviewActions } from '#lib/figures/regions/overview.ts';
import type { OverviewData } from '#lib/figures/views/overview.ts';
import { apiOver, rowsOfCsv } from '../setup/support.ts';

const { json, get } = apiOver();
interface Overview {
	data: Omit<OverviewData, 'meta'>;
	meta: OverviewData['meta'];
}

describe('counts over time', () => {
	it('show no change against a year that trackers did not cover, and say why', async () => {
		const { data } = (await json('/api/v1/overview?region=US')) as Overview;
		const tile = data.tiles.find(({ key }) => key === 'restrictive_actions');
		expect(tile?.change).toBeNull();
		expect(tile?.no_change).toContain('trackers began');
	});

	it('shade what no tracker covers, and say so in one line', async () => {
		const { data, meta } = (await json('/api/v1/overview?region=US')) as Overview;
		const drawn = overviewActions({ ...data, meta }, new URL('http://site/'));
		expect(drawn?.drawing.spec.shaded).toHaveLength(2);
		expect(drawn?.marks).toMatch(/Shaded: before .*, and not yet collected \(after .*\)\.$/);
	});

	it('carry with every month how far it is covered', async () => {
		const text = await (await get('/api/v1/actions-by-month.csv?region=US')).text();
		const months = new Map(rowsOfCsv(text).map(({ date, covered }) => [date, covered]));
		expect([months.get('2026-02'), months.get('2026-03'), months.get('2026-09')]).toEqual([
			'no',
			'yes',
			'partly'
		]);
	});
});
