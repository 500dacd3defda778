import { group } from 'd3-array';
import { basesOf } from '#lib/domain/indicators/transforms/compared.ts';
import {
	putTogetherWhole,
	toFrequency as together
} from '#lib/domain/indicators/transforms/frequency.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import type { Aggregate, FrequencyTo } from '#lib/domain/indicators/measures.ts';
import {
	dayNumber,
	partsOf,
	PRECISIONS,
	type PointLine,
	type Points
} from '#lib/domain/indicators/transforms/points.ts';
import {
	comparisonOf,
	shownAs,
	type TransformOptions
} from '#lib/domain/indicators/transforms/transforms.ts';
import type { Outcome } from './plain.ts';

/** Rows as points, each at its place among them; rows of a line in the order of time. */
export function pointsOf(rows: readonly Observation[]): Points {
	const placed = rows.map((row, at) => ({ row, at }));
	const all = [
		...group(placed, ({ row }) => `${row.series_id} ${row.region} ${row.dataset}`).values()
	];
	let from = 0;
	const lines = all.map((line): PointLine => {
		const [first] = line;
		if (!first) throw new Error('no line is empty');
		const { series_id, region, dataset } = first.row;
		const placed = { series_id, region, dataset, from, to: from + line.length };
		from = placed.to;
		return placed;
	});
	const flat = all.flat();
	return {
		lines,
		values: Float64Array.from(flat, ({ row }) => row.value),
		starts: Int32Array.from(flat, ({ row }) => dayNumber(row.date_start)),
		ends: Int32Array.from(flat, ({ row }) => dayNumber(row.date_end)),
		precisions: Uint8Array.from(flat, ({ row }) => PRECISIONS.indexOf(row.date_precision)),
		at: Int32Array.from(flat, ({ at }) => at),
		parts: null
	};
}

/** A line transformed by columns. */
export function transformLine(line: readonly Observation[], options: TransformOptions) {
	const bases = basesOf(pointsOf(line), options);
	const rows = line.flatMap((row, index) => {
		const base = line[bases[index] ?? -1];
		const value = base && comparisonOf(options.transform, row.unit)(row.value, base.value);
		return base === undefined || value === undefined
			? []
			: [shownAs(options.transform, row, base, value)];
	});
	return { rows, left_out: line.length - rows.length };
}

/** A line put into another frequency by columns. */
export function toFrequency(
	line: readonly Observation[],
	to: FrequencyTo,
	aggregate: Aggregate
): Outcome<Observation> {
	const { points, left_out } = together(pointsOf(line), to, aggregate);
	const [made] = points.lines;
	const rows: Observation[] = [];
	for (let index = made?.from ?? 0; index < (made?.to ?? 0); index++) {
		const parts = [...partsOf(points, index)];
		const [first, ...rest] = (parts.length > 0 ? parts : [points.at[index] ?? -1]).flatMap(
			(at) => line[at] ?? []
		);
		if (!first) throw new Error('a point is of one row at least');
		rows.push(parts.length > 0 ? putTogetherWhole([first, ...rest], to, aggregate) : first);
	}
	return { rows, left_out };
}
