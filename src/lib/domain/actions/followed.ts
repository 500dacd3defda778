import { ascending, group, quantileSorted } from 'd3-array';
import { addDays } from '../dates.ts';
import { fitLogistic, probability } from '../forecast/logistic.ts';
import { drawSums } from '../random.ts';
import { ON_RECORD, type OnRecord } from '../forecast/forecast-words.ts';
import { log } from '../trend/model/portable.ts';
import { isKnownOn, type RecordState } from './matching/sighted.ts';

/** A day on which the record is read, and what follows is counted from. */
interface Vintage {
	/** Windows begin after it, YYYY-MM-DD. */
	day: string;
	/** Sightings are read as they were known at the end of this day. */
	readOn: string;
}

/** Lengths of the windows, in days. */
export const DAYS_AFTER = [90, 180] as const;
/** Reports reach the trackers late: the newest days of the data are not counted. */
const LATE_DAYS = 10;
/** A window counts where at least so much of it is in the data. */
const LEAST_PART = 8 / 9;
const DRAWS = 1000;
const SEED = 20261129;

/**
 * The days of the first test. The tracker dates its copies seven hours behind UTC, so what it calls a day ends within
 * the next day in UTC.
 */
export const FIRST_VINTAGES: readonly Vintage[] = [
	{ day: '2026-03-30', readOn: '2026-03-31' },
	{ day: '2026-04-25', readOn: '2026-04-26' },
	{ day: '2026-05-26', readOn: '2026-05-27' },
	{ day: '2026-06-25', readOn: '2026-06-26' }
];

/** What a tracker listed of a county, and the date it gave the matter: YYYY-MM-DD or coarser, null where it gave none. */
export interface CountySighting {
	says: RecordState;
	first_seen: string;
	known_until: string | null;
	event_date: string | null;
}

/** A county: its people in 2020, its sightings, and the first days of its restrictive actions in order. */
export interface WatchedCounty {
	region: string;
	population: number;
	sightings: readonly CountySighting[];
	actions: readonly string[];
}

/** What followed in one county after one vintage. */
export interface Outcome {
	region: string;
	vintage: string;
	record: OnRecord;
	followed: 0 | 1;
	/** Chance that one follows, by the size of the county alone. */
	expected: number;
}

/** How often a restrictive action followed what was on record. */
export interface Followed {
	/** Day of a vintage, or all. */
	vintage: string;
	record: OnRecord;
	county_vintages: number;
	counties: number;
	followed: number;
	/** Percent, with the 95% interval by bootstrap over counties; null where there is no county. */
	percent: number | null;
	low: number | null;
	high: number | null;
	percent_by_size: number | null;
	/** How many times as often as size alone would give. */
	ratio: number | null;
	ratio_low: number | null;
	ratio_high: number | null;
}

/**
 * Days on which the record is read: those of the first test, then the last look of each later month.
 * @param looks days on which trackers were looked at, in any order
 */
export function vintagesOf(looks: readonly string[]): Vintage[] {
	const last = FIRST_VINTAGES.at(-1)?.day.slice(0, 7) ?? '';
	const months = group(
		looks.filter((look) => look.slice(0, 7) > last),
		(look) => look.slice(0, 7)
	);
	const later = [...months.values()]
		.flatMap((own) => own.toSorted().at(-1) ?? [])
		.toSorted()
		.map((day) => ({ day, readOn: day }));
	return [...FIRST_VINTAGES, ...later];
}

/**
 * The last day of a window, or null where too little of it is in the data yet.
 * @param through last day of the data
 */
export function windowEnd(day: string, days: number, through: string): string | null {
	const wanted = addDays(day, days);
	const known = addDays(through, -LATE_DAYS);
	if (known >= wanted) return wanted;
	return known >= addDays(day, Math.ceil(days * LEAST_PART)) ? known : null;
}

/**
 * What was on record of a county: a rule adopted goes before one pending, and that before another open fight. A matter
 * that the tracker dated after the day, such as a hearing ahead, is not counted, as in the first test.
 */
export function recordOf(
	{ sightings, actions }: WatchedCounty,
	{ day, readOn }: Vintage
): OnRecord {
	const counted = sightings.filter(
		(one) => isKnownOn(one, readOn) && (one.event_date === null || one.event_date <= day)
	);
	const says = new Set(counted.map((one) => one.says));
	if (says.has('adopted') || actions.some((date) => date <= day)) return 'adopted';
	if (says.has('pending')) return 'pending';
	return says.has('fight') ? 'fight' : 'nothing';
}

/** What followed in every county after a vintage, beside what a logistic fit on log population alone expects. */
export function outcomesAfter(
	counties: readonly WatchedCounty[],
	vintage: Vintage,
	end: string
): Outcome[] {
	const features = counties.map(({ population }) => [log(Math.max(1, population))]);
	const happened = counties.map(({ actions }): 0 | 1 =>
		actions.some((date) => date > vintage.day && date <= end) ? 1 : 0
	);
	const bySize = fitLogistic({ features, happened });
	return counties.map((county, index) => ({
		region: county.region,
		vintage: vintage.day,
		record: recordOf(county, vintage),
		followed: happened[index] ?? 0,
		expected: probability(bySize, features[index] ?? [])
	}));
}

/** Counts by vintage and over all of them, of every kind of record. */
export function followedTable(outcomes: readonly Outcome[]): Followed[] {
	const vintages = [...new Set(outcomes.map(({ vintage }) => vintage))].toSorted();
	return ['all', ...vintages].flatMap((vintage) => {
		const own = vintage === 'all' ? outcomes : outcomes.filter((one) => one.vintage === vintage);
		return ON_RECORD.map((record) =>
			countOf(
				vintage,
				record,
				own.filter((one) => one.record === record)
			)
		);
	});
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
const round = (value: number | null, digits: number) =>
	value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits;
const percentOf = (part: number, whole: number) => {
	const found = share(part, whole);
	return round(found === null ? null : 100 * found, 4);
};

function countOf(vintage: string, record: OnRecord, rows: readonly Outcome[]): Followed {
	const all: Totals = { n: 0, followed: 0, expected: 0 };
	const byCounty = new Map<string, Totals>();
	for (const row of rows) {
		const own = byCounty.get(row.region) ?? { n: 0, followed: 0, expected: 0 };
		byCounty.set(row.region, own);
		for (const totals of [all, own]) {
			totals.n++;
			totals.followed += row.followed;
			totals.expected += row.expected;
		}
	}
	const counties = [...byCounty]
		.toSorted(([a], [b]) => ascending(a, b))
		.map(([, totals]) => totals);
	const [shares, ratios] = resampled(counties);
	return {
		vintage,
		record,
		county_vintages: all.n,
		counties: counties.length,
		followed: all.followed,
		percent: percentOf(all.followed, all.n),
		...ends('low', 'high', shares, 100),
		percent_by_size: percentOf(all.expected, all.n),
		ratio: round(share(all.followed, all.expected), 4),
		...ends('ratio_low', 'ratio_high', ratios, 1)
	} as Followed;
}

interface Totals {
	n: number;
	followed: number;
	expected: number;
}

/** Shares and ratios of samples of counties, drawn with replacement; a county brings all its vintages. */
function resampled(counties: readonly Totals[]): [number[], number[]] {
	const triples = Float64Array.from(
		counties.flatMap(({ n, followed, expected }) => [n, followed, expected])
	);
	const sums = drawSums(triples, counties.length > 0 ? DRAWS : 0, SEED);
	const shares: number[] = [];
	const ratios: number[] = [];
	for (let at = 0; at < sums.length; at += 3) {
		const [seen = 0, happened = 0, awaited = 0] = sums.subarray(at, at + 3);
		shares.push(happened / seen);
		// Chances too small for a number expect nothing, of which there is no multiple.
		if (awaited > 0) ratios.push(happened / awaited);
	}
	return [shares.sort(ascending), ratios.sort(ascending)];
}

/** The 2.5% and 97.5% quantiles of sorted draws (type 7 of Hyndman and Fan 1996). */
const ends = (low: string, high: string, draws: readonly number[], unit: number) => ({
	[low]: round(times(quantileSorted([...draws], 0.025), unit), 4),
	[high]: round(times(quantileSorted([...draws], 0.975), unit), 4)
});
const times = (value: number | undefined, unit: number) =>
	value === undefined ? null : value * unit;
