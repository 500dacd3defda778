import { extent } from 'd3-array';
import { isHollow, type Observation } from '#lib/domain/indicators/indicators.ts';
import { middleMs } from '../spec.ts';
import { dayMs } from '#lib/domain/dates.ts';

/** A line small enough to stand beside others: paths in a box of `WIDTH` by `HEIGHT`. */
interface SmallChart {
	/** Through values that are no projection; broken where a value is missing. */
	path: string;
	/** From the last of them through the projections. */
	projected: string;
	/** Values with no neighbour to join, and the newest. */
	dots: { x: number; y: number; hollow: boolean }[];
}

export const WIDTH = 240;
export const HEIGHT = 64;
/** Room for the dots at the edges. */
const EDGE = 5;
/** A step this many times the shortest is a gap. */
const GAP = 1.5;

const timeOf = ({ date_start, date_end }: Observation) =>
	middleMs(date_start ?? '1970-01-01', date_end ?? date_start ?? '1970-01-01');

/**
 * One series in one region as a small line. From zero where values begin below 70% of their highest, like the large
 * chart; a missing period of a regular series is a gap, one published at irregular times has none to miss.
 */
export function smallChart(rows: readonly Observation[], irregular: boolean): SmallChart {
	const sorted = rows.toSorted((a, b) => timeOf(a) - timeOf(b));
	const [first = 0, last = 0] = extent(sorted, timeOf);
	const [low = 0, high = 0] = extent(sorted, ({ value }) => value);
	const from = low >= 0 && low < 0.7 * high ? 0 : low;
	const x = (row: Observation) => scaled(timeOf(row), [first, last], [EDGE, WIDTH - EDGE]);
	const y = (row: Observation) => scaled(row.value, [from, high], [HEIGHT - EDGE, EDGE]);
	const place = (row: Observation) => ({ x: x(row), y: y(row) });
	const measured = sorted.filter(({ estimate }) => estimate !== 'projection');
	const ahead = sorted.filter(({ estimate }) => estimate === 'projection');
	const runs = irregular && measured.length > 0 ? [measured] : runsOf(measured);
	const newest = measured.at(-1);
	const alone = runs.filter((run) => run.length === 1).flat();
	const end = measured.at(-1);
	const marked = new Set([...alone, ...(newest ? [newest] : []), ...ahead]);
	return {
		path: runs
			.filter((run) => run.length > 1)
			.map((run) => lineOf(run.map(place)))
			.join(''),
		projected: ahead.length > 0 && end ? lineOf([end, ...ahead].map(place)) : '',
		dots: [...marked].map((row) => ({ ...place(row), hollow: isHollow(row) }))
	};
}

const scaled = (value: number, [a, b]: [number, number], [c, d]: [number, number]) =>
	Math.round((b === a ? (c + d) / 2 : c + ((value - a) / (b - a)) * (d - c)) * 10) / 10;

const lineOf = (points: { x: number; y: number }[]) =>
	points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');

/** Values cut where a period is missing; values known to the day have no period to miss. */
function runsOf(rows: readonly Observation[]): Observation[][] {
	const step = (row: Observation, before: Observation) =>
		row.date_precision === 'day' || row.date_precision !== before.date_precision
			? 0
			: dayMs(row.date_start ?? '') - dayMs(before.date_start ?? '');
	const steps = rows.flatMap((row, index) => {
		const before = rows[index - 1];
		return before ? [step(row, before)] : [];
	});
	const usual = Math.min(...steps.filter((size) => size > 0));
	const runs: Observation[][] = [];
	for (const [index, row] of rows.entries()) {
		const run = runs.at(-1);
		if (!run || (index > 0 && (steps[index - 1] ?? 0) > GAP * usual)) runs.push([row]);
		else run.push(row);
	}
	return runs;
}
