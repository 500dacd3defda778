import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { oppositionChart, restrictiveChart } from '#lib/charts/kinds/compare.ts';
import { seriesChart } from '#lib/charts/kinds/series.ts';
import { shadeWords } from '#lib/domain/actions/coverage.ts';
import { counted, formatNumber } from '#lib/domain/text/format.ts';
import { linesOf, type Observation } from '#lib/domain/indicators/indicators.ts';
import { linesHeadline } from '#lib/domain/indicators/indicator-headline.ts';
import { namesOf } from '#lib/domain/indicators/indicator-names.ts';
import { sourceLine, tierCounts } from '#lib/domain/text/source-line.ts';
import { listedIn, MOST_COMPARED } from '#lib/domain/regions/addresses.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { figureBase, type ChartFigure } from '../figure.ts';
import { outdatedOf, outdatedWords, valueSource } from '../indicators/indicators.ts';
import type { CompareData } from '#lib/server/api/views/regions/compare.ts';

const profilesOf = ({ columns }: CompareData) => columns.map(({ profile }) => profile);
const idOf = ({ region, place_id }: CompareData['columns'][number]['profile']) =>
	place_id ?? region;
const codesOf = (data: CompareData) => profilesOf(data).map(({ region }) => region);
const namesIn = (data: CompareData) => {
	const names = profilesOf(data).map(({ label }) => label);
	return names.length < 2
		? names.join('')
		: `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
};
const momentOf = ({ columns }: CompareData) => columns[0]?.meta ?? { release: '', on: '' };

/** The regions that have polls of their own, with their readings. */
export const comparedReadings = (data: CompareData) =>
	profilesOf(data).flatMap(({ region, place_id, label, opposition }, place) =>
		place_id === null && opposition?.headline.region === region
			? [{ region, name: label, readings: opposition.readings, place }]
			: []
	);

/** Prices of the regions in their order; those around them, and the nation, come last. */
export function comparedPrices(data: CompareData): Observation[] {
	const codes = codesOf(data);
	const placeOf = (code: string) => (codes.includes(code) ? codes.indexOf(code) : MOST_COMPARED);
	return [
		...new Map(
			profilesOf(data)
				.flatMap(({ price }) => price?.rows ?? [])
				.filter(({ region }) => codes.includes(region) || codes.length < MOST_COMPARED)
				.toSorted((a, b) => placeOf(a.region) - placeOf(b.region))
				.map((row) => [`${row.region} ${row.date}`, row])
		).values()
	];
}

/**
 * Position of each region of the prices among the colors: that of the place compared, as in the other charts;
 * regions around the places take what is left.
 */
function colorsOf(data: CompareData, prices: readonly Observation[]): Map<string, number> {
	const compared = profilesOf(data).map(({ region, place_id }) =>
		place_id === null ? region : ''
	);
	const others = [...new Set(prices.map(({ region }) => region))].filter(
		(region) => !compared.includes(region)
	);
	return new Map(
		[...compared, ...others].flatMap((region, place) => (region === '' ? [] : [[region, place]]))
	);
}

/** Regions compared whose newest price is outdated. */
const outdatedPrices = (data: CompareData) =>
	outdatedOf(profilesOf(data).flatMap(({ price }) => price ?? []));

/** The actions behind the lines; of regions and towns together all facts of each, as no list of actions is of both. */
function restrictiveFile(data: CompareData, on: string): string {
	const listed = listedIn(profilesOf(data).map(idOf));
	return 'region' in listed && 'place' in listed
		? apiAddress('/api/v1/profile.csv', listed)
		: apiAddress('/api/v1/actions.csv', { ...listed, direction: 'restrictive', to: on });
}

/** Restrictive actions added up, a line a region. */
export function compareRestrictive(data: CompareData, url: URL): ChartFigure {
	const months = data.columns.map(({ profile, months }) => ({
		region: idOf(profile),
		name: profile.label,
		months
	}));
	const sum = months.flatMap((one) => one.months).reduce((all, one) => all + one.restrictive, 0);
	const { on } = momentOf(data);
	const title = 'Restrictive actions, added up';
	const coverage = data.columns[0]?.coverage ?? { from: null, to: null };
	const first = months.flatMap((one) => one.months[0]?.month ?? []).sort()[0];
	const shaded = first === undefined ? '' : shadeWords(coverage, `${first}-01`, on);
	return {
		...figureBase(momentOf(data), url),
		id: 'compare-restrictive',
		title,
		measure: `${namesIn(data)} · restrictive actions up to each month; those without a known month are not shown`,
		marks: shaded,
		source: `Groundswell count of ${formatNumber(sum)} actions with sources. Recent months are incomplete`,
		csv: restrictiveFile(data, on),
		drawing: {
			kind: 'chart',
			size: 'large',
			spec: restrictiveChart(months, title, { coverage, on })
		}
	};
}

/** Readings of several regions on one pair of axes. */
export function compareOpposition(data: CompareData, url: URL): ChartFigure | null {
	const all = comparedReadings(data);
	const readings = all.flatMap((one) => one.readings);
	if (readings.length === 0) return null;
	const title = 'Opposition, as each place was asked';
	return {
		...figureBase(momentOf(data), url),
		id: 'compare-opposition',
		title,
		measure: `${namesIn(data)} · percent of each poll’s sample. Pollsters, wordings and people asked differ, so no line joins them`,
		marks: 'hollow: tracker only, or sample size unknown',
		source: sourceLine(readings, counted(readings.length, 'poll result'), tierCounts(readings)),
		csv: apiAddress('/api/v1/readings.csv', {
			region: all.map(({ region }) => region).join(LIST_SEPARATOR),
			stance: 'oppose',
			subgroup: 'all',
			topic: readings[0]?.topic ?? ''
		}),
		drawing: { kind: 'chart', size: 'large', spec: oppositionChart(all, title) }
	};
}

/** Residential prices of several regions and the nation. */
export function comparePrice(data: CompareData, url: URL): ChartFigure | null {
	const prices = comparedPrices(data);
	const [first] = prices;
	if (!first) return null;
	const { on } = momentOf(data);
	const outdated = outdatedPrices(data);
	const title = linesHeadline(linesOf(prices), on, namesOf(prices), true, true, outdated);
	return {
		...figureBase(momentOf(data), url),
		id: 'compare-price',
		title,
		measure: `${first.series_title}, with the United States · cents per kWh, not adjusted for inflation`,
		source: valueSource(prices, on, outdatedWords(prices, outdated)),
		csv: apiAddress('/api/v1/observations.csv', {
			series: first.series_id,
			region: [...new Set(prices.map((row) => row.region))].join(LIST_SEPARATOR),
			from: prices.map(({ date }) => date).sort()[0] ?? ''
		}),
		drawing: {
			kind: 'chart',
			size: 'large',
			spec: seriesChart(prices, title, {
				on,
				irregular: new Set(),
				places: colorsOf(data, prices)
			})
		}
	};
}
