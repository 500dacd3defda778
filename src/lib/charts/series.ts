import { group } from 'd3-array';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { publishers, readable, TIER_WORDS, unitForm, withUnit, words } from '#lib/domain/format.ts';
import { niceRange } from './axis.ts';
import {
	dayMs,
	middleMs,
	padded,
	SERIES_COLOURS,
	SHAPES,
	type ChartSpec,
	type LineLayer,
	type Point
} from './spec.ts';

export type Observation = CollectionRow<'observations'>;

/** Above this many points a line has no marks of its own. */
const CROWDED = 40;

/** One line a series and region, in the unit all of them share. */
export function seriesChart(rows: readonly Observation[], title: string): ChartSpec {
	const lines = linesOf(rows);
	const values = lines.flatMap(({ points }) =>
		points.flatMap(({ y, low, high }) => [y ?? 0, low ?? y ?? 0, high ?? y ?? 0])
	);
	const times = lines.flatMap(({ points }) => points.map(({ x }) => x));
	const [first] = rows;
	return {
		title,
		description: `${lines.length === 1 ? 'One line' : `${lines.length} lines`}: ${lines.map(({ label, points }) => `${label}, ${points.length} values`).join('; ')}.`,
		unit: first?.unit ?? '',
		x: padded(times.length > 0 ? times : [0], 0.03),
		y: niceRange(fromZero(values.length > 0 ? values : [0, 1])),
		layers: lines
	};
}

/** Measures start at zero unless their range is a small part of their level. */
function fromZero(values: readonly number[]) {
	const { min, max } = padded(values, 0.06);
	const lowest = Math.min(...values);
	return lowest >= 0 && lowest < 0.7 * Math.max(...values) ? { min: 0, max } : { min, max };
}

function linesOf(rows: readonly Observation[]): LineLayer[] {
	const groups = [...group(rows, ({ series_id, region }) => `${series_id} ${region}`).values()];
	const manySeries = new Set(rows.map(({ series_id }) => series_id)).size > 1;
	const manyRegions = new Set(rows.map(({ region }) => region)).size > 1;
	return groups.map((values, index) => {
		const sorted = [...values].sort((a, b) => (timeOf(a) > timeOf(b) ? 1 : -1));
		const [first] = sorted;
		const name = [
			manySeries ? first?.series_title : '',
			manyRegions || !manySeries ? first?.region_name : ''
		]
			.filter((part) => part)
			.join(', ');
		return {
			kind: 'line',
			id: `${first?.series_id} ${first?.region}`,
			label: shortened(name),
			colour: SERIES_COLOURS[index % SERIES_COLOURS.length] ?? 'series-1',
			band: true,
			...(sorted.length > CROWDED ? { bare: true as const } : {}),
			points: sorted.map((row) => ({
				...pointOf(row),
				shape: SHAPES[index % SHAPES.length] ?? 'circle'
			}))
		};
	});
}

const shortened = (name: string) => (name.length > 30 ? `${name.slice(0, 28)}…` : name);
const timeOf = ({ date_start, date_end }: Observation) =>
	middleMs(date_start ?? '1970-01-01', date_end ?? date_start ?? '1970-01-01');

function pointOf(row: Observation): Point {
	const range =
		row.low !== null && row.high !== null
			? `range ${withUnit(row.low, row.unit)} to ${withUnit(row.high, row.unit)}`
			: '';
	return {
		x: row.date_precision === 'day' ? dayMs(row.date_start ?? '1970-01-01') : timeOf(row),
		y: row.value,
		...(row.low === null ? {} : { low: row.low }),
		...(row.high === null ? {} : { high: row.high }),
		...(row.estimate === 'projection' ? { projected: true as const } : {}),
		...(row.estimate === 'actual' && row.tier !== 'aggregator' ? {} : { hollow: true as const }),
		title: `${withUnit(row.value, row.unit)} in ${readable(row.date)}: ${row.region_name}`,
		detail: [
			row.series_title,
			`${words(row.estimate)}, in ${unitForm(row.unit).long}${row.vintage === null ? '' : `, published ${readable(row.vintage)}`}`,
			range,
			row.note ?? '',
			`${row.publisher}, ${TIER_WORDS[row.tier]}, ${publishers(row.independent_sources)}`
		].filter((line) => line !== '')
	};
}
