import type { Observation } from '#lib/domain/indicators/indicators.ts';
import { parseDate } from '#lib/domain/dates.ts';

/** An observation made up for a test: a measured price in the United States by default. */
export function observation(
	date: string,
	value: number,
	more: Partial<Observation> = {}
): Observation {
	const days = parseDate(date);
	if (!days) throw new Error(`${date} is no date`);
	const row: Observation = {
		region: 'US',
		region_name: 'United States',
		date,
		date_start: days.start,
		date_end: days.end,
		date_precision: days.precision,
		series_id: 'made-up-price',
		series_title: 'Made-up price, yearly',
		value,
		low: null,
		high: null,
		unit: 'cents/kWh',
		estimate: 'actual',
		vintage: null,
		origin: 'curated',
		latest: 'yes',
		category: 'electricity_price',
		subject: null,
		note: null,
		added: null,
		changed: null,
		dataset: 'groundswell',
		observation_id: '',
		source_id: 'made-up',
		source_title: 'Made up for a test',
		source_url: null,
		publisher: 'Test Agency',
		tier: 'primary',
		independent_sources: 1
	};
	const filled = { ...row, ...more };
	return {
		...filled,
		observation_id: `${filled.series_id}|${filled.region}|${date}|${filled.vintage ?? ''}`
	};
}
