import { daysBetween, parseDate } from '#lib/domain/dates.ts';
import { SURVEY_AREA } from '#lib/domain/regions/region-codes.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Entry } from '../actions/listings.ts';
import { defineUpstream, sourceOf } from '../upstream.ts';
import { editions, monthsAfter, observed, type Observed } from '../parse/vintages.ts';
import { sourceId } from '../parse/source-id.ts';
import { ELECTRICITY, FRED, graphUrl, monthsOf } from './fred.ts';

/**
 * What consumers pay for electricity in Census regions and in cities: the areas of the average price survey of the
 * Bureau of Labor Statistics, as FRED's graphs give them: CSV, no key, one series an area.
 */
const NAME = 'fred-areas';

/**
 * Areas by the Bureau's code, with its name and a short one. These are the areas whose series some public program
 * names; others would follow the same pattern, but nobody was seen to ask for them.
 */
const AREAS: Record<string, readonly [name: string, short: string]> = {
	'0100': ['Northeast (Census region)', 'Northeast'],
	'0110': ['New England (Census division)', 'New England'],
	'0120': ['Middle Atlantic (Census division)', 'Middle Atlantic'],
	'0200': ['Midwest (Census region)', 'Midwest'],
	'0300': ['South (Census region)', 'South'],
	'0400': ['West (Census region)', 'West'],
	S11A: ['Boston-Cambridge-Newton, MA-NH', 'Boston'],
	S12A: ['New York-Newark-Jersey City, NY-NJ-PA', 'New York'],
	S12B: ['Philadelphia-Camden-Wilmington, PA-NJ-DE-MD', 'Philadelphia'],
	S23A: ['Chicago-Naperville-Elgin, IL-IN-WI', 'Chicago'],
	S23B: ['Detroit-Warren-Dearborn, MI', 'Detroit'],
	S24A: ['Minneapolis-St. Paul-Bloomington, MN-WI', 'Minneapolis'],
	S24B: ['St. Louis, MO-IL', 'St. Louis'],
	S35A: ['Washington-Arlington-Alexandria, DC-VA-MD-WV', 'Washington'],
	S35B: ['Miami-Fort Lauderdale-West Palm Beach, FL', 'Miami'],
	S35C: ['Atlanta-Sandy Springs-Roswell, GA', 'Atlanta'],
	S35D: ['Tampa-St. Petersburg-Clearwater, FL', 'Tampa'],
	S35E: ['Baltimore-Columbia-Towson, MD', 'Baltimore'],
	S37A: ['Dallas-Fort Worth-Arlington, TX', 'Dallas'],
	S37B: ['Houston-The Woodlands-Sugar Land, TX', 'Houston'],
	S48A: ['Phoenix-Mesa-Scottsdale, AZ', 'Phoenix'],
	S48B: ['Denver-Aurora-Lakewood, CO', 'Denver'],
	S49A: ['Los Angeles-Long Beach-Anaheim, CA', 'Los Angeles'],
	S49B: ['San Francisco-Oakland-Hayward, CA', 'San Francisco'],
	S49C: ['Riverside-San Bernardino-Ontario, CA', 'Riverside'],
	S49D: ['Seattle-Tacoma-Bellevue, WA', 'Seattle'],
	S49E: ['San Diego-Carlsbad, CA', 'San Diego'],
	S49F: ['Urban Hawaii', 'Hawaii'],
	S49G: ['Urban Alaska', 'Alaska']
};

/** First month taken: enough for a change over five years, also of cities whose series have ended. */
const SINCE = '2018-01';
/** Electricity per kilowatt-hour, as the survey numbers its items. */
const ITEM = '72610';

const seriesOf = (area: string) => `APU${area}${ITEM}`;
const areaOf = (series: string) => series.slice('APU'.length, -ITEM.length);
const regionOf = (area: string) => `${SURVEY_AREA}${area}`;

/** A month comes out in the middle of the next. */
const STALE_DAYS = 75;
/** A series that has brought nothing for so long is over: the Bureau drops areas now and then. */
const OVER_DAYS = 400;

/** The newest month of each area. */
function newestMonths(entries: readonly Entry<Observed>[]): Map<string, string> {
	const newest = new Map<string, string>();
	for (const { data } of entries)
		if (data.period > (newest.get(data.region) ?? '')) newest.set(data.region, data.period);
	return newest;
}

const shortNames = new Map(
	Object.entries(AREAS).map(([area, [, short]]) => [regionOf(area), short])
);
const inWords = (months: readonly [region: string, month: string][]) =>
	months.map(([region, month]) => `${shortNames.get(region) ?? region} (${month})`).join(', ');

/** Areas that have fallen behind; those whose series is over are no news any more. */
function behind(entries: readonly Entry<Observed>[], today: string): string[] {
	const late = [...newestMonths(entries)].filter(([, month]) => {
		const days = daysBetween(parseDate(month)?.end ?? today, today);
		return days > STALE_DAYS && days <= OVER_DAYS;
	});
	return late.length === 0 ? [] : [`areas whose newest month is old: ${inWords(late)}`];
}

/** Areas whose series ended long before the newest month of any. */
function ended(newest: ReadonlyMap<string, string>): string[] {
	const last = parseDate([...newest.values()].toSorted().at(-1) ?? '')?.end;
	const over = [...newest].filter(
		([, month]) =>
			last !== undefined && daysBetween(parseDate(month)?.end ?? last, last) > OVER_DAYS
	);
	return over.length === 0 ? [] : [`areas whose prices have ended: ${inWords(over)}`];
}

function regionRow(region: string): InputRow<'regions'> {
	const [name] = AREAS[region.slice(SURVEY_AREA.length)] ?? [region];
	return {
		region,
		name,
		kind: 'survey_area',
		parent: 'US',
		lon: null,
		lat: null,
		west: null,
		south: null,
		east: null,
		north: null,
		note: 'An area of the price survey of the US Bureau of Labor Statistics: matches only itself; not the states, counties or cities in it'
	};
}

function aliasRow(region: string): InputRow<'region_aliases'> {
	const short = shortNames.get(region) ?? region;
	return {
		alias: `${SURVEY_AREA}${short.toUpperCase().replace(/[^A-Z]+/g, '-')}`,
		region,
		name: short,
		note: `A short name of the survey area that the Bureau of Labor Statistics numbers ${region.slice(SURVEY_AREA.length)}`
	};
}

const description = {
	name: NAME,
	title: 'Average price of electricity in regions and cities (FRED), as fetched',
	purpose: 'electricity price consumers pay in Census regions and cities, monthly',
	notTaken:
		'seven Census divisions, whose series nobody was seen to ask for, and series by size of city',
	staleAfterDays: STALE_DAYS,
	...FRED,
	unseen:
		'never seen live: its series are known from public programs that ask for them, and no value was seen'
} as const;

export const fredAreas = defineUpstream({
	...description,
	parts: () =>
		Object.keys(AREAS).map((area) => ({
			file: `${seriesOf(area)}.csv`,
			url: graphUrl(seriesOf(area)),
			mayBeGone: true
		})),
	parse: (copy) => {
		const series = copy.part.file.replace('.csv', '');
		return monthsOf(NAME, copy, series, {
			...ELECTRICITY,
			region: regionOf(areaOf(series)),
			since: SINCE
		});
	},
	data: observed,
	dated: ({ period }) => period,
	isPast: true,
	warn: behind,
	rows: (entries, { curated }) => {
		const newest = newestMonths(entries);
		const regions = [...newest.keys()].filter((region) => shortNames.has(region));
		return {
			rows: {
				sources: [
					sourceOf(description, {
						publisher: 'U.S. Bureau of Labor Statistics',
						url: 'https://fred.stlouisfed.org/release?rid=454',
						tier: 'primary'
					})
				],
				regions: regions.map(regionRow),
				region_aliases: regions.map(aliasRow),
				observations: editions(
					entries.filter(({ data }) => shortNames.has(data.region)),
					{ source: sourceId(NAME), estimate: 'actual', curated, published: monthsAfter(1) }
				)
			},
			notes: ended(newest)
		};
	}
});
