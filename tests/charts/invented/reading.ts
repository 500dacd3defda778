import type { Reading } from '#lib/charts/kinds/reading-points.ts';
import { middleOfField, parseDate } from '#lib/domain/dates.ts';

/** A reading made up for a test: a share of registered voters against a data center near home. */
export function reading(date: string, percent: number, more: Partial<Reading> = {}): Reading {
	const days = parseDate(date);
	if (!days) throw new Error(`${date} is no date`);
	const house = more.house ?? 'Harbor Poll';
	const row: Reading = {
		region: 'US',
		region_name: 'United States',
		date,
		date_basis: 'field',
		date_start: days.start,
		date_end: days.end,
		date_precision: days.precision,
		trend_date: middleOfField(date, date),
		field_days: 1,
		house,
		pollster: house,
		population: 'registered_voters',
		population_label: 'Registered voters',
		topic: 'local_siting',
		proximity: 'near_home',
		wording_group: 'oppose_near_home',
		item: null,
		topic_label: 'Local siting',
		proximity_label: 'Near home',
		wording_group_label: 'Oppose one near home',
		summary: 'Support or oppose a data center near home',
		question_text: null,
		subgroup_kind: 'all',
		subgroup: 'all',
		subgroup_label: 'All',
		option: 'oppose',
		option_label: 'Oppose',
		stance: 'oppose',
		followed: 'yes',
		percent,
		qualifier: null,
		sample_size: 1000,
		margin: 3.1,
		margin_basis: 'stated',
		poll_id: `poll-${date}`,
		question_id: `question-${date}`,
		dataset: 'groundswell',
		reading_id: `${house} ${date}`,
		source_id: 'made-up',
		source_title: 'Made up for a test',
		source_url: null,
		publisher: house,
		tier: 'primary',
		independent_sources: 1
	};
	return { ...row, ...more };
}
