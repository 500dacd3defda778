import {
	monthsChart,
	monthsShadeWords,
	newestMonths,
	totalOf,
	type MonthCounts
} from '#lib/charts/kinds/months.ts';
import { newestCovered, type Coverage } from '#lib/domain/actions/coverage.ts';
import { peakSentence } from '#lib/domain/actions/words/action-words.ts';
import { counted, inPlace, formatNumber, readable } from '#lib/domain/text/format.ts';
import { newestDate, publisherNames } from '#lib/domain/text/source-line.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { figureBase, type ChartFigure } from '../figure.ts';
import type { ActionsData } from '#lib/server/api/views/actions/actions.ts';

/** Months a chart shows where no first day is asked for: before them little is on record. */
const DRAWN = 36;

/** The months drawn, and how many actions lie before them. */
export const drawnMonths = ({ months, query }: Pick<ActionsData, 'months' | 'query'>) =>
	newestMonths(months, query['from'] ? Infinity : DRAWN);

/**
 * Where counts by month come from: how many records, how many verified, who published the newest of the days that
 * trackers cover. A single row found later is not how new the collection is.
 */
export function countSource(
	months: readonly MonthCounts[],
	confirmed: readonly MonthCounts[],
	newest: readonly { publisher: string; date: string }[],
	coverage: Coverage
): string {
	const shown = new Set(months.map(({ month }) => month));
	const sum = (of: readonly MonthCounts[]) =>
		of.filter(({ month }) => shown.has(month)).reduce((total, one) => total + totalOf(one), 0);
	const last = newestCovered(
		coverage,
		newest.map(({ date }) => date)
	);
	const covered = newest.filter(({ date }) => last !== null && date <= last);
	return [
		`${formatNumber(sum(confirmed))} verified of ${counted(sum(months), 'action')}`,
		...(newest.length > 0
			? [`newest from ${publisherNames(covered.length > 0 ? covered : newest)}`]
			: []),
		...(covered.length > 0
			? [newestDate(covered)]
			: coverage.to === null
				? []
				: [`collected up to ${readable(coverage.to)}`])
	].join('; ');
}

/** The month with most restrictive actions, else what the page is about. */
export const actionsTitle = ({ months, table, regionName }: ActionsData): string =>
	table.page.total === 0
		? 'No votes or actions match these filters'
		: (peakSentence(months) ?? `Votes and actions: ${regionName}`);

/** Actions by month and direction. */
export function actionsFigure(data: ActionsData, url: URL): ChartFigure | null {
	if (data.table.page.total === 0) return null;
	const { shown } = drawnMonths(data);
	const title = actionsTitle(data);
	const watched = { coverage: data.coverage, on: data.table.meta.on };
	return {
		...figureBase(data.table.meta, url),
		id: 'actions',
		title,
		measure: `Actions per month${inPlace(data.regionName)}, by outcome: restrictive above the line, permissive below`,
		marks: ['filled: verified, pale: tracker only', monthsShadeWords(shown, watched)]
			.filter((part) => part !== '')
			.join(' · '),
		source: countSource(shown, data.confirmed.data, data.table.data, data.coverage),
		csv: apiAddress('/api/v1/actions.csv', {
			...data.filters,
			...(data.query['sort'] ? { sort: data.query['sort'] } : {})
		}),
		drawing: {
			kind: 'chart',
			size: 'large',
			spec: monthsChart(shown, title, data.confirmed.data, watched)
		}
	};
}

/** Counts of the months drawn, in words that follow each other. */
export function drawnWords(data: ActionsData): string {
	const { shown, earlier } = drawnMonths(data);
	const neutral = shown.reduce((sum, month) => sum + month.neutral, 0);
	const drawn = shown.reduce(
		(sum, { restrictive, permissive }) => sum + restrictive + permissive,
		0
	);
	const span =
		shown.length === 0
			? ''
			: `, ${readable(shown[0]?.month ?? null)} to ${readable(shown.at(-1)?.month ?? null)}`;
	const left = [
		{ count: neutral, what: 'neutral' },
		{ count: earlier, what: 'earlier' },
		{ count: data.undated, what: 'without a month' }
	].flatMap(({ count, what }) => (count > 0 ? [`${formatNumber(count)} ${what}`] : []));
	return `Shown: ${formatNumber(drawn)} of ${formatNumber(data.table.page.total - data.repeated)} actions${span}. ${left.length > 0 ? `Not shown: ${left.join(', ')}. ` : ''}Recent months are incomplete.`;
}
