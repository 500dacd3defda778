import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { panelsOf, seriesChart } from '#lib/charts/kinds/series.ts';
import { unitForm } from '#lib/domain/text/format.ts';
import {
	FREQUENCY_WORDS,
	linesOf,
	marksLegend,
	sourcesOf,
	type Observation
} from '#lib/domain/indicators/indicators.ts';
import { linesHeadline } from '#lib/domain/indicators/indicator-headline.ts';
import { commonTitle, namesOf } from '#lib/domain/indicators/indicator-names.ts';
import { termsWords } from '#lib/domain/indicators/measures.ts';
import { lineKey, type Outdated } from '#lib/domain/history/outdated.ts';
import { newestDate } from '#lib/domain/text/source-line.ts';
import { transformWords } from '#lib/domain/indicators/transforms/transforms.ts';
import { apiAddress, withParams } from '#lib/domain/filter/link/address.ts';
import type { Shown } from '#lib/server/api/views/indicators/series.ts';
import type { IndicatorData } from '#lib/server/api/views/indicators/index.ts';
import { figureBase, type ChartFigure } from '../figure.ts';

type View = NonNullable<IndicatorData['view']>;

/** Where values come from, with the newest that is no projection, and whether it is outdated, in words. */
export const valueSource = (
	rows: readonly (Pick<Observation, 'tier' | 'publisher' | 'vintage' | 'date_start'> & {
		date: string | null;
	})[],
	on: string,
	outdated: string
): string =>
	rows.length === 0
		? ''
		: [
				sourcesOf(rows),
				`${newestDate(rows.filter(({ date_start }) => (date_start ?? '') <= on)).replace(
					'newest',
					'newest value'
				)}${outdated}`
			]
				.filter((part) => part !== '')
				.join('; ');

/** How many of the lines drawn are outdated, to follow the date of the newest value; nothing where none is. */
export function outdatedWords(
	rows: readonly Pick<Observation, 'series_id' | 'region'>[],
	outdated: Outdated
): string {
	const lines = [...new Set(rows.map(lineKey))];
	const old = lines.filter((line) => outdated.has(line)).length;
	if (old === 0) return '';
	return old === lines.length ? ' (outdated)' : ` (${old} of ${lines.length} lines outdated)`;
}

/** Units that are no unit of measurement. */
const BARE_UNITS = new Set(['number', 'ratio', 'count']);

/** Whether the title of a series says something already, as how often it is published. */
const saidIn = (title: string, part: string): boolean =>
	title.toLowerCase().includes(part.toLowerCase());

/** Lines as outdated as the newest value of each tells. */
export const outdatedOf = (
	latest: readonly (Pick<Observation, 'series_id' | 'region'> & { outdated: boolean })[]
): Outdated => new Set(latest.filter((row) => row.outdated).map(lineKey));

/** The values of one unit as lines. @param id of the page's chart in the registry */
export function indicatorPanel(
	id: 'energy' | 'costs-indicators',
	rows: readonly Shown[],
	{ series, collection, query, regions }: Pick<View, 'series' | 'collection' | 'query' | 'regions'>,
	{ meta, url }: { meta: IndicatorData['meta']; url: URL }
): ChartFigure {
	const own = series.filter(({ series_id }) => rows.some((row) => row.series_id === series_id));
	const irregular = new Set(
		own.filter(({ frequency }) => frequency === 'irregular').map(({ series_id }) => series_id)
	);
	const alike = new Set(own.map(({ basis }) => basis)).size <= 1;
	const shown = rows[0]?.transform ?? 'level';
	const outdated = outdatedOf(regions);
	const title = linesHeadline(
		linesOf(rows),
		meta.on,
		namesOf(rows),
		alike,
		shown === 'level',
		outdated
	);
	const isStated = shown === 'level' && rows[0]?.unit === own[0]?.unit;
	const unit = isStated ? (own[0]?.unit_label ?? '') : unitForm(rows[0]?.unit ?? '').long;
	const often = [...new Set(own.map(({ frequency }) => FREQUENCY_WORDS[frequency]))];
	const ids = own
		.map(({ series_id }) => series_id)
		.toSorted()
		.join(LIST_SEPARATOR);
	const { cursor: _cursor, limit: _limit, ...whole } = query;
	return {
		...figureBase(meta, new URL(withParams(url, { series: ids }), url)),
		id,
		title,
		measure: [
			commonTitle(own.map((one) => one.title)),
			...(shown === 'level' ? [] : [transformWords(shown, query['index_date'] ?? null)]),
			`${BARE_UNITS.has(unit) ? '' : 'in '}${unit}${query['terms'] === 'real' ? ` ${termsWords(query['terms'])}` : ''}`,
			query['frequency_to']
				? `${query['aggregate'] ?? ''} by ${query['frequency_to'] === 'annual' ? 'year' : 'quarter'}`
				: often.join(' or ')
		]
			.filter((part, at, parts) => at === 0 || !saidIn(parts[0] ?? '', part))
			.join(' · '),
		marks: marksLegend(rows).join(' · '),
		source: valueSource(rows, meta.on, outdatedWords(rows, outdated)),
		csv: apiAddress(`/api/v1/${collection}.csv`, { ...whole, series: ids }),
		drawing: {
			kind: 'chart',
			size: 'large',
			spec: seriesChart(rows, title, { on: meta.on, irregular })
		}
	};
}

/** The first panel of a page of indicators: of an embed, whose series have one unit, the only one. */
export const indicatorFigure =
	(id: 'energy' | 'costs-indicators') =>
	({ view, meta }: IndicatorData, url: URL): ChartFigure | null => {
		const rows = view ? panelsOf(view.drawn)[0] : undefined;
		return view && rows ? indicatorPanel(id, rows, view, { meta, url }) : null;
	};
