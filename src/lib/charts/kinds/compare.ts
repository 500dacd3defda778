import { counted, formatNumber, readable } from '#lib/domain/text/format.ts';
import type { Coverage } from '#lib/domain/actions/coverage.ts';
import { shadedIn, type MonthCounts } from './months.ts';
import { timeRange, valueRange } from '../ranges.ts';
import { SERIES_COLORS, SHAPES, type ChartSpec, type Layer } from '../spec.ts';
import { pointOf, type Reading } from './reading-points.ts';
import { dayMs } from '#lib/domain/dates.ts';

/** Actions by month of one region among those compared. */
interface RegionMonths {
	/** Code of the region, or id of the town. */
	region: string;
	name: string;
	months: readonly MonthCounts[];
}

/** Opposition as polled in one region among those compared. */
interface RegionReadings {
	region: string;
	name: string;
	readings: readonly Reading[];
	/** Position of the region among those compared, by which it has one color in every chart. */
	place: number;
}

const styleOf = (index: number) => ({
	color: SERIES_COLORS[index % SERIES_COLORS.length] ?? ('series-1' as const),
	shape: SHAPES[index % SHAPES.length] ?? ('circle' as const)
});

/** The months from one to another, both `YYYY-MM`. */
function monthsBetween(first: string, last: string): string[] {
	const months: string[] = [];
	for (let [year = 0, month = 1] = first.split('-').map(Number); ; month++) {
		if (month > 12) {
			month = 1;
			year++;
		}
		const name = `${year}-${String(month).padStart(2, '0')}`;
		if (name > last) return months;
		months.push(name);
	}
}

/**
 * Restrictive actions up to each month, added up, a step line a region over the same months; a month without a record
 * adds nothing to what is on record, which is not to say that nothing happened.
 */
export function restrictiveChart(
	all: readonly RegionMonths[],
	title: string,
	watched?: { coverage: Coverage; on: string }
): ChartSpec {
	const known = all.flatMap(({ months }) => months.map(({ month }) => month)).sort();
	const [first = '1970-01', last = '1970-02'] = [known[0], known.at(-1)];
	const axis = monthsBetween(first, last);
	const layers = all.map(({ region, name, months }, index): Layer => {
		const counts = new Map(months.map((month) => [month.month, month.restrictive]));
		let sum = 0;
		const points = axis.map((month) => {
			const count = counts.get(month) ?? 0;
			sum += count;
			return {
				x: dayMs(`${month}-15`),
				y: sum,
				title: `${formatNumber(sum)} restrictive actions up to ${readable(month)}: ${name}`,
				detail: [`${formatNumber(count)} in the month`]
			};
		});
		return {
			kind: 'line',
			id: region,
			label: name,
			sublabel: `${formatNumber(sum)} on record`,
			color: styleOf(index).color,
			stepped: true,
			bare: true,
			points
		};
	});
	const most = Math.max(1, ...layers.flatMap(({ points }) => points.map(({ y }) => y ?? 0)));
	return {
		title,
		description: `${counted(all.length, 'line')} of restrictive actions from ${readable(first)} to ${readable(last)}, added up.`,
		unit: 'count',
		x: timeRange([dayMs(`${first}-15`), dayMs(`${last}-15`)]),
		y: valueRange([most], { unit: 'count', fromZero: true }),
		...(watched ? { shaded: shadedIn(watched.coverage, `${first}-01`, watched.on) } : {}),
		layers
	};
}

/** Readings against data centers of several regions on one pair of axes; none is joined: houses and wordings differ. */
export function oppositionChart(all: readonly RegionReadings[], title: string): ChartSpec {
	const layers = all.map(({ region, name, readings, place }): Layer => {
		const { color, shape } = styleOf(place);
		return {
			kind: 'marks',
			id: region,
			label: name,
			color,
			whiskers: true,
			points: readings.map((reading) => {
				const point = pointOf(reading, `${formatNumber(reading.percent, 1)}% ${name}`);
				return { ...point, shape, title: `${name}: ${point.title}` };
			})
		};
	});
	const drawn = layers.flatMap(({ points }) => points);
	const times = drawn.flatMap(({ x, from, to }) => [x, from ?? x, to ?? x]);
	const values = drawn.flatMap(({ y, low, high }) => [low ?? y ?? 0, high ?? y ?? 0]);
	return {
		title,
		description: `Poll results of ${counted(all.length, 'place')}. No line joins them, because pollsters and wordings differ.`,
		unit: 'percent',
		x: timeRange(times),
		y: valueRange(values, { unit: 'percent' }),
		layers
	};
}
