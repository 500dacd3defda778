import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { counted, articled, formatNumber as number } from '#lib/domain/text/format.ts';
import { GROWTH_YEARS, isCounted, MEASURE, type Measure } from '#lib/domain/map/map-measures.ts';
import type { MapPoint, MapRow } from '#lib/domain/map/map-row.ts';
import { placePath, regionPath, actionPath } from '#lib/domain/regions/addresses.ts';
import { newestDate, publisherNames } from '#lib/domain/text/source-line.ts';
import { classesOf, type Classes, type ValueClass } from '#lib/map/classes.ts';
import { around } from '#lib/map/shapes/outline.ts';
import { stateName } from '#lib/map/state-names.ts';
import { stateOf } from '#lib/domain/regions/region-codes.ts';
import { frameOf, SHEET } from '#lib/map/shapes/sheet.ts';
import type { MapSpec } from '#lib/map/drawing/spec.ts';
import { monthsOf } from '#lib/map/window.ts';
import {
	mapTitle,
	measureWords,
	noRecordWords,
	plural,
	regionWords,
	shortValue,
	type Shown
} from '#lib/map/map-words.ts';
import { apiAddress, withParams } from '#lib/domain/filter/link/address.ts';
import { chosen } from '#lib/domain/filter/facets.ts';
import { figureBase, type Drawing, type Figure } from '../figure.ts';
import type { MapData } from '../views/map.ts';
import type { OverviewData } from '../views/overview.ts';

export type MapFigure = Figure<Extract<Drawing, { kind: 'map' }>>;

const classLabel = ({ low, high }: ValueClass, format: (value: number) => string) =>
	format(low) === format(high) ? format(low) : `${format(low)} – ${format(high)}`;

/** The key to the colors of a map. */
const legendOf = (
	{ classes }: Classes,
	{ measure, level }: Pick<Shown, 'measure' | 'level'>,
	{ counts, hasOutside }: { counts: string; hasOutside: boolean }
): MapSpec['legend'] => ({
	classes: classes.map((one) => ({
		step: one.step,
		label: classLabel(one, (value) => shortValue(value, measure))
	})),
	noRecord: noRecordWords(measure),
	method: `${counts}. Each shade covers about the same number of ${plural(level)}.`,
	hasOutside
});

/** Where the values of a map come from: of counts, how many are confirmed; of measures, who published them. */
function sourceOf(rows: readonly MapRow[], whole: MapRow | null, isCount: boolean): string {
	const newest = newestDate(rows.map(({ date }) => ({ date: date?.split(' to ').at(-1) ?? null })));
	const published = rows.flatMap(({ publisher }) => (publisher === null ? [] : [{ publisher }]));
	const from =
		isCount && whole
			? `${number(whole.confirmed ?? 0)} verified of ${counted(whole.value, 'action')}`
			: publisherNames(published);
	return [from, newest].filter((part) => part !== '').join('; ');
}

/** What a map says and how its regions are filled, as its page has it. */
export function shownOf(data: MapData, url: URL) {
	const { map } = data;
	const param = (key: string) => url.searchParams.get(key);
	const months = monthsOf(param('from'), param('to'), data.meta.on);
	const asked =
		map.level === 'state'
			? (data.query['region'] ?? 'US').split(LIST_SEPARATOR).filter((code) => code !== 'US')
			: [];
	const areaName =
		map.level === 'county'
			? (stateName(map.area) ?? map.area)
			: asked.length > 0
				? data.regionName
				: 'United States';
	const shown: Shown = {
		measure: map.measure,
		level: map.level,
		areaName,
		rows: map.data,
		whole: map.whole,
		directions: chosen(url, 'direction'),
		window:
			months === null
				? param('from') === null
					? ''
					: 'in the days chosen'
				: `in the last ${months} months`,
		years: Number(param('years') ?? GROWTH_YEARS[0])
	};
	return { shown, asked };
}

/** What the marks of places mean. */
const MARKS: Partial<Record<Measure, string>> = {
	actions: '▲ restrictive ▽ permissive ○ neutral, by the newest action of each place',
	restrictions: '▲ moratorium ■ ban · hollow: end date unknown',
	pending: '◇ a restriction seen pending'
};

/** Where a place leads: to its newest action, or to what is pending in it. */
export const placeHref = ({
	place_id,
	action_id
}: Pick<MapPoint, 'place_id' | 'action_id'>): string =>
	action_id !== null
		? actionPath(action_id)
		: `${place_id.includes('/') ? placePath(place_id) : regionPath(place_id)}#pending`;

/** What is said of a place: its newest record, or all that is pending. */
const placeWords = ({ place_name, words, records, mark }: MapPoint): string =>
	`${place_name}: ${words}${records > 1 && mark !== 'pending' ? `, newest of ${records}` : ''}`;

/** Where a place is drawn. */
export const precisionWords = ({
	position_precision
}: Pick<MapPoint, 'position_precision'>): string =>
	position_precision === 'place' ? 'the place itself' : 'center of its county';

/** The map of an address. */
export function mapFigure(data: MapData, url: URL): MapFigure {
	const { map } = data;
	const { shown, asked } = shownOf(data, url);
	const isCount = isCounted(map.measure);
	const { parts, around: beside } = data.shapes;
	const rowOf = new Map(map.data.map((row) => [row.region, row]));
	const classes = classesOf(map.data.map(({ value }) => value));
	const isOutside = (region: string) => asked.length > 0 && !asked.includes(region);
	const title = mapTitle(shown);
	const { points: _points, ...query } = data.query;
	const marks = MARKS[map.measure] ?? '';
	return {
		...figureBase(data.meta, url),
		id: 'map',
		title,
		measure: measureWords(shown),
		marks: map.points.length > 0 ? `${marks} · small: at the center of its county` : '',
		source: sourceOf(map.data, map.whole, isCount),
		csv: apiAddress('/api/v1/map.csv', query),
		drawing: {
			kind: 'map',
			spec: {
				description: `Map of ${articled(shown.areaName)}: ${title}.`,
				frame:
					map.level === 'county' && parts.length > 0
						? frameOf(around(parts.map(({ box }) => box)))
						: SHEET,
				shapes: parts.map((shape) => {
					const row = rowOf.get(shape.region);
					const outside = isOutside(shape.region);
					return {
						...shape,
						step: outside ? 'outside' : row ? classes.stepOf(row.value) : 'none',
						isSelected: data.selected.includes(shape.region),
						words: outside ? `${shape.name}: not asked for` : regionWords(shape.name, row, shown),
						href: withParams(url, { region: shape.region })
					};
				}),
				around: beside.map((shape) => ({
					...shape,
					words: `${shape.name}: go to its counties`,
					href: withParams(url, { region: shape.region })
				})),
				points: data.places.map((point) => ({
					key: point.place_id,
					at: point.at,
					mark: point.mark,
					isOpen: point.open === 'yes',
					isCoarse: point.position_precision !== 'place',
					href: placeHref(point),
					label: `${placeWords(point)}; ${precisionWords(point)}`
				})),
				marks: map.points.length > 0 ? marks : '',
				legend: legendOf(classes, shown, {
					counts: isCount ? `Number of ${map.unit}` : MEASURE[map.measure].title,
					hasOutside: asked.length > 0
				})
			}
		}
	};
}

const SMALL = { measure: 'actions', directions: ['restrictive'], level: 'state' } as const;

/** Restrictive actions of the last twelve months by state, as the overview has them; null where it has no map. */
export function overviewMap(data: OverviewData, url: URL): MapFigure | null {
	const { states, counted: query, region } = data;
	if (states === null) return null;
	const rowOf = new Map(states.data.map((row) => [row.region, row]));
	const classes = classesOf(states.data.map(({ value }) => value));
	const measure = 'Restrictive actions in the last 12 months, by state';
	const state = stateOf(region);
	const to = (code: string) => apiAddress('/map', { measure: 'actions', ...query, region: code });
	return {
		...figureBase(data.meta, url),
		id: 'overview-map',
		title: 'Where governments have restricted data centers',
		measure,
		source: sourceOf(states.data, states.whole, true),
		csv: apiAddress('/api/v1/map.csv', query),
		drawing: {
			kind: 'map',
			spec: {
				description: `Map of the United States: ${measure}.`,
				frame: SHEET,
				shapes: (data.shapes?.parts ?? []).map((shape) => {
					const row = rowOf.get(shape.region);
					return {
						...shape,
						step: row ? classes.stepOf(row.value) : 'none',
						isSelected: shape.region === state,
						words: regionWords(shape.name, row, SMALL),
						href: to(shape.region)
					};
				}),
				around: [],
				points: [],
				marks: '',
				legend: legendOf(classes, SMALL, { counts: 'Number of actions', hasOutside: false })
			}
		}
	};
}
