import { monthsChart, monthsShadeWords } from '#lib/charts/kinds/months.ts';
import { trendChart } from '#lib/charts/kinds/trend.ts';
import { estimateHeadline } from '#lib/domain/polls/estimate.ts';
import { oppositionHeadline } from '#lib/domain/polls/findings.ts';
import { counted, inPlace, formatNumber } from '#lib/domain/text/format.ts';
import { sourceLine, tierCounts } from '#lib/domain/text/source-line.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { figureBase, type ChartFigure } from '../figure.ts';
import { countSource } from '../actions/actions.ts';
import type { OverviewData } from '../views/overview.ts';

/** Months the overview draws. */
const DRAWN = 24;

/** What the overview says on top: the estimate from all polls where there is one. */
export const overviewTitle = ({ headline, region_name, pooled, meta }: OverviewData): string =>
	pooled
		? estimateHeadline(pooled.finding, meta.on)
		: headline
			? oppositionHeadline(headline)
			: `No poll on record for ${region_name}`;

/** Query of the readings that the overview draws. */
export const oppositionQuery = ({
	headline,
	readings
}: Pick<OverviewData, 'headline' | 'readings'>) => ({
	region: headline?.region ?? 'US',
	stance: 'oppose',
	subgroup: 'all',
	topic: readings[0]?.topic ?? ''
});

/** Opposition as polled, with the days of restrictive actions and one landmark vote. */
export function overviewOpposition(data: OverviewData, url: URL): ChartFigure | null {
	const { headline, readings, landmark, pooled } = data;
	if (!headline) return null;
	const title = overviewTitle(data);
	const spec = trendChart(readings, {
		title,
		item: headline.item,
		...(pooled
			? { estimate: { label: 'estimate', days: pooled.days, isBehind: true as const } }
			: {}),
		actionDays: data.rug,
		notes: landmark
			? [
					{
						day: landmark.date_start ?? landmark.date,
						text: `${landmark.place_name}: ${formatNumber(landmark.percent_restrictive ?? 0, 1)}% vote to restrict`
					}
				]
			: []
	});
	return {
		...figureBase(data.meta, url),
		id: 'overview-opposition',
		title,
		measure: `${headline.region_name}: percent of each poll’s sample`,
		marks:
			'● voters ◆ adults ■ others, or not stated · larger mark: larger sample · hollow: tracker only, or sample size unknown · faded: different pollster or wording',
		source: sourceLine(readings, counted(readings.length, 'poll result'), tierCounts(readings)),
		csv: apiAddress('/api/v1/readings.csv', oppositionQuery(data)),
		drawing: { kind: 'chart', spec, size: 'large' }
	};
}

/** The months the overview draws. */
export const overviewMonths = ({ months }: OverviewData) => months.slice(-DRAWN);

/** Query of the actions of a region: every one where it is the world. */
export const actionsIn = (region: string): Record<string, string> =>
	region === 'WLD' ? {} : { region };

/** Actions by month, the newest. */
export function overviewActions(data: OverviewData, url: URL): ChartFigure | null {
	const months = overviewMonths(data);
	if (months.length === 0) return null;
	const watched = { coverage: data.coverage, on: data.meta.on };
	return {
		...figureBase(data.meta, url),
		id: 'overview-actions',
		title: 'Votes and actions by month',
		measure: `Actions per month${inPlace(data.region_name)}, by outcome: restrictive above the line, permissive below; filled: verified`,
		marks: monthsShadeWords(months, watched),
		source: countSource(months, data.confirmed_months, data.latest, data.coverage),
		csv: apiAddress('/api/v1/actions.csv', { ...actionsIn(data.region), to: data.meta.on }),
		drawing: {
			kind: 'chart',
			size: 'small',
			spec: monthsChart(months, 'Votes and actions by month', data.confirmed_months, watched)
		}
	};
}
