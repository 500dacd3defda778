import { counted } from '#lib/domain/text/format.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { seriesChart } from '#lib/charts/kinds/series.ts';
import { trendChart } from '#lib/charts/kinds/trend.ts';
import { estimateHeadline } from '#lib/domain/polls/estimate.ts';
import { oppositionHeadline } from '#lib/domain/polls/findings.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import { sourceLine, tierCounts } from '#lib/domain/text/source-line.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import type { Profile, ProfileData } from '#lib/server/api/views/regions/profile.ts';
import { priceWords } from '#lib/domain/regions/profile-words.ts';
import { figureBase, type ChartFigure } from '../figure.ts';
import { outdatedOf, outdatedWords, valueSource } from '../indicators/indicators.ts';

/** A profile as its charts need it. */
export interface ProfileView {
	profile: Profile;
	pooled: ProfileData['pooled'];
	meta: { release: string; on: string };
}

/** Whether what a profile shows is about the region or place itself. */
const isOwn = (profile: Profile, region: string | undefined) =>
	profile.place_id === null && region === profile.region;

/** Release, day and addresses; a picture of a place's profile is asked for by the place. */
const baseOf = ({ profile, meta }: Pick<ProfileView, 'profile' | 'meta'>, url: URL) => {
	const { query, ...base } = figureBase(meta, url);
	const { cursor: _cursor, ...rest } = query;
	const where =
		profile.place_id === null ? { region: profile.region } : { place: profile.place_id };
	return { ...base, query: { ...rest, ...where } };
};

/** Query of the readings a profile draws. */
export const profileReadings = ({ opposition }: Profile): Record<string, string> => ({
	region: opposition?.headline.region ?? '',
	stance: 'oppose',
	subgroup: 'all',
	topic: opposition?.readings[0]?.topic ?? ''
});

/** Opposition as polled in a region, or around it. */
export function profileOpposition(view: ProfileView, url: URL): ChartFigure | null {
	const { profile, pooled, meta } = view;
	const { opposition } = profile;
	if (!opposition) return null;
	const { headline, readings } = opposition;
	const title = pooled ? estimateHeadline(pooled.finding, meta.on) : oppositionHeadline(headline);
	return {
		...baseOf(view, url),
		id: 'region-opposition',
		title,
		measure: `${headline.region_name}${isOwn(profile, headline.region) ? '' : ', the larger area'} · percent of each poll’s sample`,
		marks: 'hollow: tracker only, or sample size unknown',
		source: sourceLine(readings, counted(readings.length, 'poll result'), tierCounts(readings)),
		csv: apiAddress('/api/v1/readings.csv', profileReadings(profile)),
		drawing: {
			kind: 'chart',
			size: 'small',
			spec: trendChart(readings, {
				title,
				item: headline.item,
				...(pooled
					? { estimate: { label: 'estimate', days: pooled.days, isBehind: true as const } }
					: {})
			})
		}
	};
}

/** The line of the region first, so that it has the first color; the nation's after it. */
const ownFirst = (rows: readonly Observation[], region: string): Observation[] => [
	...rows.filter((row) => row.region === region),
	...rows.filter((row) => row.region !== region)
];

/** The residential price of a region beside the nation's. */
export function profilePrice(
	view: Pick<ProfileView, 'profile' | 'meta'>,
	url: URL
): ChartFigure | null {
	const { price } = view.profile;
	const [first] = price?.rows ?? [];
	if (!price || !first) return null;
	const of = price.rows.find(({ region }) => region === price.region)?.region_name ?? '';
	const title = `${of}: ${priceWords(price.rows, price.region, price.rank)}`;
	return {
		...baseOf(view, url),
		id: 'region-price',
		title,
		measure: `${first.series_title}, ${of}${price.region === 'US' ? '' : ' and the United States'} · cents per kWh, not adjusted for inflation`,
		source: valueSource(price.rows, view.meta.on, outdatedWords(price.rows, outdatedOf([price]))),
		csv: apiAddress('/api/v1/observations.csv', {
			series: price.series_id,
			region: [price.region, 'US'].join(LIST_SEPARATOR),
			from: first.date
		}),
		drawing: {
			kind: 'chart',
			size: 'small',
			spec: seriesChart(ownFirst(price.rows, price.region), title, {
				on: view.meta.on,
				irregular: new Set()
			})
		}
	};
}
