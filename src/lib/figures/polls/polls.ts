import { trendChart } from '#lib/charts/kinds/trend.ts';
import { wavesOf } from '#lib/charts/kinds/reading-points.ts';
import { averageHeadline, estimateHeadline, LEAST_POLLSTERS } from '#lib/domain/polls/estimate.ts';
import { findingOfWaves, onePollHeadline, oppositionHeadline } from '#lib/domain/polls/findings.ts';
import { counted, formatNumber } from '#lib/domain/text/format.ts';
import { sourceLine, tierCounts } from '#lib/domain/text/source-line.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { figureBase, type ChartFigure } from '../figure.ts';
import { METHODS } from '#lib/charts/methods.ts';
import type { PollsData } from '#lib/server/api/views/polls/polls.ts';

type Data = PollsData & { regionName?: string | undefined };

/** The pool of wordings that is looked at, if one is. */
export const poolOf = ({ pools }: PollsData, url: URL) =>
	pools.find(({ value }) => value === url.searchParams.get('pool'));

/** The wordings among the readings. */
export const wordingsOf = ({ drawn }: PollsData): string[] => [
	...new Set(drawn.data.map(({ wording_group_label }) => wording_group_label))
];

/** The name of the region whose polls are drawn. */
export const pollsRegion = ({ drawn, regionName }: Data): string =>
	drawn.data[0]?.region_name ?? regionName ?? 'United States';

/** The method in force. */
export const methodOf = ({ method }: PollsData) =>
	METHODS.find((one) => one.method === method) ?? METHODS[0];

/** The finding of the readings, else what they are about. */
export function pollsTitle(data: Data, url: URL): string {
	const rows = data.drawn.data;
	const region = pollsRegion(data);
	if (rows.length === 0) return titleWithoutReading(data, region);
	if (data.finding) return estimateHeadline(data.finding, data.table.meta.on);
	if (data.average) return averageHeadline(data.average, data.table.meta.on);
	const [only] = rows;
	if (only && rows.length === 1) return onePollHeadline(only);
	const finding = findingOfWaves(wavesOf(rows)[0] ?? []);
	if (finding) return oppositionHeadline(finding);
	const wordings = wordingsOf(data);
	return `${wordings.length === 1 ? (wordings[0] ?? '') : (poolOf(data, url)?.label ?? 'Several wordings')}: ${region}`;
}

/** What is looked at, where no answer to it is followed; that there is no poll only where there is none. */
function titleWithoutReading({ asked }: Data, region: string): string {
	if (asked.total === 0) return `No poll on record for ${region}`;
	const wordings = new Set(asked.questions.map(({ wording_group_label }) => wording_group_label));
	const [only] = wordings;
	return `${wordings.size === 1 ? (only ?? '') : 'Polls on record'}: ${region}`;
}

/** Readings of one question or pool over time; null where none is on record or they are of several subgroups. */
export function pollsFigure(data: Data, url: URL): ChartFigure | null {
	const rows = data.drawn.data;
	if (rows.length === 0 || new Set(rows.map(({ subgroup }) => subgroup)).size > 1) return null;
	const title = pollsTitle(data, url);
	const { days } = data.trend;
	const label = `${methodOf(data).title.toLowerCase()}${data.known === 'then' ? ', as known then' : ''}`;
	const answers = [
		...new Set(rows.map(({ option_label }) => `“${option_label.toLowerCase()}”`))
	].join(' or ');
	const left = data.drawn.total - rows.length;
	return {
		...figureBase(data.table.meta, url),
		id: 'polls',
		title,
		measure: `${pollsRegion(data)}: percent of each poll’s sample answering ${answers}`,
		marks:
			'● voters ◆ adults ■ others, or not stated · larger mark: larger sample · hollow: tracker only, or sample size unknown · faded: not joined by a line',
		source: sourceLine(
			rows,
			`${counted(rows.length, 'poll result')}${left > 0 ? `, the newest of ${formatNumber(data.drawn.total)}` : ''}`,
			tierCounts(rows)
		),
		csv:
			days.length > 0
				? apiAddress('/api/v1/trends.csv', data.daysQuery)
				: apiAddress('/api/v1/readings.csv', withoutPage(data.drawnQuery)),
		drawing: {
			kind: 'chart',
			size: 'large',
			spec: trendChart(rows, {
				title,
				actionDays: data.actionDays,
				...(days.length > 0
					? {
							estimate: {
								label,
								days,
								...(data.method === 'model' ? {} : { least: LEAST_POLLSTERS })
							}
						}
					: {})
			})
		}
	};
}

const withoutPage = ({ cursor: _cursor, limit: _limit, ...query }: Record<string, string>) => query;
