import { expect, it } from 'vitest';
import { metricsOf } from '#lib/server/door/watch/metrics.ts';

const none = () => 0;

it('gives the newest day in the data of each upstream, and none where there are no data', async () => {
	const good = '2026-11-20T06:00:00.000Z';
	const text = await metricsOf({
		waiting: none,
		running: none,
		connections: none,
		refused: none,
		workersWaiting: none,
		release: () => null,
		upstreams: () => [
			{ name: 'fred', failed: false, lastGood: good, newest: '2026-10-31' },
			{ name: 'sec', failed: true, lastGood: null, newest: null }
		],
		now: () => new Date('2026-11-25T00:00:00Z')
	}).text();
	const lines = text.split('\n').filter((line) => line.startsWith('groundswell_upstream_'));
	expect(lines).toEqual([
		'groundswell_upstream_refresh_failed{upstream="fred"} 0',
		'groundswell_upstream_refresh_failed{upstream="sec"} 1',
		`groundswell_upstream_last_good_timestamp_seconds{upstream="fred"} ${Date.parse(good) / 1000}`,
		`groundswell_upstream_newest_data_timestamp_seconds{upstream="fred"} ${Date.UTC(2026, 9, 31) / 1000}`
	]);
});
