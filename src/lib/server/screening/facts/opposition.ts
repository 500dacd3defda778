import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { daysBetween } from '#lib/domain/dates.ts';
import type { OPPOSITION_LEVELS } from '#lib/domain/screening/terms.ts';
import type { There } from './there.ts';

export type LastReading = CollectionRow<'readings'>;

/** The newest reading against data centers asked in exactly a region, or null. */
export type ReadingOf = (region: string) => LastReading | null;

/** The newest reading of the county, else of its state, else of the nation, and which of these it is. */
export function oppositionThere(
	readingOf: ReadingOf,
	{ county, state }: Pick<There, 'county' | 'state'>,
	on: string
) {
	const levels = [
		['measured', county],
		['state', state],
		['national', 'US']
	] as const;
	for (const [level, region] of levels) {
		const reading = region === null ? null : readingOf(region);
		if (reading) return { reading, facts: factsOf(reading, level, on) };
	}
	return { reading: null, facts: NO_POLLS };
}

const factsOf = (reading: LastReading, level: (typeof OPPOSITION_LEVELS)[number], on: string) => ({
	opposition_percent: reading.percent,
	opposition_level: level,
	opposition_question: reading.wording_group_label,
	opposition_house: reading.house,
	opposition_n: reading.sample_size,
	opposition_date: reading.date,
	opposition_age_days:
		reading.date_end === null ? null : Math.max(0, daysBetween(reading.date_end, on)),
	opposition_tier: reading.tier,
	opposition_source_url: reading.source_url
});

const NO_POLLS = {
	opposition_percent: null,
	opposition_level: null,
	opposition_question: null,
	opposition_house: null,
	opposition_n: null,
	opposition_date: null,
	opposition_age_days: null,
	opposition_tier: null,
	opposition_source_url: null
};
