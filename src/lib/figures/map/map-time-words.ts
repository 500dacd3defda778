import { shadeWords } from '#lib/domain/actions/coverage.ts';
import { counted, formatNumber, lowered } from '#lib/domain/text/format.ts';
import type { MapPeriod } from '#lib/domain/map/map-period.ts';
import { newestDate, publisherNames } from '#lib/domain/text/source-line.ts';
import { timeMeasure, timeTitle } from '#lib/map/time/time-words.ts';
import { timelineOf, type Timeline } from '#lib/map/time/timeline.ts';
import type { Shown } from '#lib/map/map-words.ts';
import { apiAddress, withParams } from '#lib/domain/filter/link/address.ts';
import type { Sized } from '../embed/embed-height.ts';
import { figureBase, type Figure } from '../figure.ts';
import { shownOf } from './map.ts';
import type { MapPageData } from '../views/map.ts';

/** The measure of a map over time without its picture, which the page draws itself. */
export interface MapTime {
	figure: Omit<Figure, 'drawing'> & { drawing: Sized };
	timeline: Timeline;
	/** What is shaded, in one short line; empty where nothing is. */
	shaded: string;
	shown: Shown;
}

/** The measure of a map over time; null where nothing is on record. */
export function mapTimeOf(data: MapPageData, url: URL): MapTime | null {
	const rows = data.time.data;
	const { on } = data.meta;
	const { shown } = shownOf(data, url);
	const param = (key: string) => url.searchParams.get(key);
	const timeline = timelineOf(rows, {
		measure: shown.measure,
		on,
		coverage: data.time.coverage,
		from: param('from'),
		to: param('to'),
		href: (changes) => withParams(url, changes)
	});
	if (timeline === null) return null;
	const { from: _from, to: _to, points: _points, sort: _sort, ...query } = data.timeQuery;
	const hasBelow = timeline.kind === 'bars' && timeline.bars.some(({ down }) => down.value > 0);
	const shaded = shadedOf(timeline, data);
	return {
		shown,
		timeline,
		shaded,
		figure: {
			...figureBase(data.meta, url),
			id: 'map-time',
			title: timeTitle(rows, shown, on, data.time.coverage),
			measure: `${shown.areaName}: ${stillTrue(timeMeasure(shown, hasBelow))}`,
			marks: shaded,
			source: sourceOf(rows, shown),
			csv: apiAddress('/api/v1/map-time.csv', query),
			drawing: { kind: 'chart', size: 'small' }
		}
	};
}

/** What is shaded of bars by month. */
function shadedOf(timeline: Timeline, { time, meta }: MapPageData): string {
	if (timeline.kind !== 'bars') return '';
	const first = timeline.bars[0]?.date.slice(0, 7);
	return first === undefined ? '' : shadeWords(time.coverage, `${first}-01`, meta.on);
}

/** The words of a measure without what links and the days of the map mean: neither is in a picture. */
const stillTrue = (measure: string): string =>
	measure
		.split(' · ')
		.filter((part) => !/ leads to | as on the map$|^faint/.test(part))
		.map((part, index) => (index === 0 ? lowered(part) : part))
		.join(' · ');

/** Who published the values; of counts, how many records and how many of them are confirmed. */
function sourceOf(rows: readonly MapPeriod[], { measure }: Pick<Shown, 'measure'>): string {
	const newest = newestDate(rows);
	if (measure === 'pending') return `sightings of trackers; ${newest}`;
	if (measure === 'restrictions') return `records of moratoriums and bans; ${newest}`;
	const sum = (of: (row: MapPeriod) => number) => rows.reduce((all, row) => all + of(row), 0);
	if (measure === 'actions')
		return `${formatNumber(sum(({ confirmed }) => confirmed ?? 0))} verified of ${counted(
			sum(({ value }) => value),
			'action'
		)}; ${newest}`;
	const published = rows.flatMap(({ publisher }) => (publisher === null ? [] : [{ publisher }]));
	return [publisherNames(published), newest].filter((part) => part !== '').join('; ');
}
