import { expect, it } from 'vitest';
import { metricsOf, type Readings } from '#lib/server/door/watch/metrics.ts';

const none = () => 0;

const textOf = (readings: Partial<Readings>) =>
	metricsOf({
		...{ waiting: none, running: none, connections: none, refused: none, workersWaiting: none },
		...{ release: () => null, upstreams: () => [], storeReadAt: () => null },
		now: () => new Date('2026-11-25T00:00:00Z'),
		...readings
	}).text();

it.each([
	[null, []],
	[Date.parse('2026-11-24T23:59:30Z'), ['groundswell_store_copy_age_seconds 30']]
])('tells how long ago the store was read, and nothing where none was: %j', async (at, told) => {
	const text = await textOf({ storeReadAt: () => at });
	expect(text.split('\n').filter((line) => line.startsWith('groundswell_store_'))).toEqual(told);
});

it('gives the newest day in the data of each upstream, and none where there are no data', async () => {
	const good = '2026-11-20T06:00:00.000Z';
	const text = await textOf({
		upstreams: () => [
			{ name: 'fred', failed: false, lastGood: good, newest: '2026-10-31' },
			{ name: 'sec', failed: true, lastGood: null, newest: null }
		]
	});
	const lines = text.split('\n').filter((line) => line.startsWith('groundswell_upstream_'));
	expect(lines).toEqual([
		'groundswell_upstream_refresh_failed{upstream="fred"} 0',
		'groundswell_upstream_refresh_failed{upstream="sec"} 1',
		`groundswell_upstream_last_good_timestamp_seconds{upstream="fred"} ${Date.parse(good) / 1000}`,
		`groundswell_upstream_newest_data_timestamp_seconds{upstream="fred"} ${Date.UTC(2026, 9, 31) / 1000}`
	]);
});
