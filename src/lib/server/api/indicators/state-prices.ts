import { isState, rankOf } from '#lib/domain/text/evidence.ts';
import { seriesOfRole } from '../../dataset/queries/indicators/series-roles.ts';
import {
	linesOf,
	newestOf,
	type Observation,
	yearsBefore
} from '#lib/domain/indicators/indicators.ts';
import { defineComputed } from '../list/computed.ts';
import { observations } from './series-values.ts';
import { PRICE_SPANS } from '#lib/domain/indicators/measures.ts';

/** What homes pay in each state, with its change over years and its rank. */
export const statePrices = defineComputed({
	name: 'state-prices',
	words: 'observations',
	rows: (asked) => {
		const price = seriesOfRole(asked.release, 'residential_price');
		const lines = linesOf(observations(asked, price, null).filter(isState));
		const newest = lines.flatMap((line) => {
			const now = newestOf(line, asked.on);
			return now ? [{ line, now }] : [];
		});
		const percent = (line: (typeof lines)[number], now: Observation, years: number) => {
			const before = yearsBefore(line, now, years);
			return before && before.value > 0 ? (now.value / before.value - 1) * 100 : null;
		};
		const [one, five, ten] = PRICE_SPANS;
		const rows = newest.flatMap(({ line, now }) => {
			const alike = newest.map((other) => other.now).filter(({ date }) => date === now.date);
			const place = rankOf(now.region, alike);
			if (place === null) return [];
			return [
				{
					region: now.region,
					region_name: now.region_name,
					date: now.date,
					value: now.value,
					unit: now.unit,
					change_1_year: percent(line, now, one),
					change_5_years: percent(line, now, five),
					change_10_years: percent(line, now, ten),
					rank: place.rank,
					ranked: place.of,
					observation_id: now.observation_id,
					source_id: now.source_id,
					source_title: now.source_title,
					source_url: now.source_url,
					publisher: now.publisher,
					tier: now.tier,
					independent_sources: now.independent_sources
				}
			];
		});
		return { rows, notes: [] };
	}
});
