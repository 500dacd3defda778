import { group } from 'd3-array';
import { readable } from '../text/format.ts';
import { lineKey, NONE_OUTDATED, type Outdated } from '../history/outdated.ts';
import {
	BEFORE_PERIOD,
	changeOn,
	inTime,
	newestOf,
	valueInPeriod,
	valueWords,
	yearsBefore,
	type Line,
	type Observation
} from './indicators.ts';

/** Where the figure of a headline was seen, if not at its origin. */
const seenAt = ({ tier, publisher }: Observation): string =>
	tier === 'primary' || tier === 'own' ? '' : `, as reported by ${publisher}`;

/** Up to so many lines are named with their values in a headline, as long as it stays short. */
const NAMED = 4;
const LONGEST_HEADLINE = 130;

interface Named {
	name: string;
	row: Observation;
}

/**
 * What lines of one unit say, as a headline computed from their values.
 * `nameOf` tells the lines apart. Regions are compared in the newest period that all of them have; of unlike
 * series (`comparable` false) none is called higher than another. Of values that are changes themselves (`changes`
 * false) no change is told. What is past the limit of its frequency is said to be outdated.
 */
export function linesHeadline(
	lines: readonly Line[],
	on: string,
	nameOf: (line: Line) => string,
	comparable: boolean,
	changes = true,
	outdated: Outdated = NONE_OUTDATED
): string {
	const newest = lines.flatMap((line) => {
		const row = newestOf(line, on);
		return row ? [{ line, row, name: nameOf(line) }] : [];
	});
	const [first] = newest;
	if (!first) return 'No value found';
	if (newest.length === 1) {
		const before = changes ? yearsBefore(first.line, first.row, 1) : null;
		const change = before ? changeOn(first.row, before) : null;
		return `${first.name}: ${valueInPeriod(first.row)}${oldWords([first], outdated)}${change === null ? '' : `, ${change}`}${seenAt(first.row)}`;
	}
	const oneSeries = new Set(newest.map(({ line }) => line.series_id)).size === 1;
	const common = oneSeries ? inCommonPeriod(lines, on, nameOf) : newest;
	if (common.length === newest.length && newest.length > NAMED && comparable && isOnePeriod(common))
		return `${spanOf(common)}${oldWords(common, outdated)}`;
	const text = listed(common.length === newest.length ? common : newest, outdated);
	if (newest.length <= NAMED && text.length <= LONGEST_HEADLINE) return text;
	const forecasts = forecastsOf(lines, nameOf);
	if (forecasts !== '') return forecasts;
	const last = newest.toSorted((a, b) => inTime(a.row, b.row)).at(-1);
	return `${newest.length} lines side by side, newest ${readable(last?.row.date ?? null)}${last ? oldWords([last], outdated) : ''}`;
}

/** That values are outdated, to follow their period; where only some of them are, how many. */
function oldWords(all: readonly Pick<Named, 'row'>[], outdated: Outdated): string {
	const old = all.filter(({ row }) => outdated.has(lineKey(row))).length;
	if (old === 0) return '';
	return old === all.length ? ' (outdated)' : ` (${old} of ${all.length} outdated)`;
}

/** What most lines are forecast to be in one year, from the lowest to the highest; empty where fewer than two are. */
function forecastsOf(lines: readonly Line[], nameOf: (line: Line) => string): string {
	const projected = lines.flatMap((line) =>
		line.values
			.filter(({ estimate }) => estimate === 'projection')
			.map((row) => ({ row, name: nameOf(line) }))
	);
	const [most] = [...group(projected, ({ row }) => row.date).values()].toSorted(
		(a, b) => b.length - a.length || (a[0] && b[0] ? inTime(b[0].row, a[0].row) : 0)
	);
	if (!most || most.length < 2) return '';
	const sorted = most.toSorted((a, b) => a.row.value - b.row.value);
	const [low, high] = [sorted[0], sorted.at(-1)];
	if (!low || !high) return '';
	const words = ({ name, row }: Named) => `${valueWords(row.value, row.unit)} (${name})`;
	return `${most.length} forecasts for ${readable(low.row.date)}: from ${words(low)} to ${words(high)}`;
}

const isOnePeriod = (all: readonly Named[]) => new Set(all.map(({ row }) => row.date)).size === 1;

/** The values of the newest period for which every line has one that is no projection; none where there is no such. */
function inCommonPeriod(
	lines: readonly Line[],
	on: string,
	nameOf: (line: Line) => string
): Named[] {
	const known = lines.map(
		({ values }) =>
			new Map(
				values
					.filter(
						({ estimate, date_start }) => estimate !== 'projection' && (date_start ?? '') <= on
					)
					.map((row) => [row.date, row])
			)
	);
	const date = [...(known[0]?.keys() ?? [])].findLast((one) =>
		known.every((rows) => rows.has(one))
	);
	return lines.flatMap((line, index) => {
		const row = date === undefined ? undefined : known[index]?.get(date);
		return row ? [{ name: nameOf(line), row }] : [];
	});
}

/** Values named one by one, those of one period together, the newest period first. */
function listed(all: readonly Named[], outdated: Outdated): string {
	const periods = group(all, ({ row }) => `${BEFORE_PERIOD[row.estimate]} ${readable(row.date)}`);
	return [...periods]
		.toSorted(([, [a]], [, [b]]) => (a && b ? inTime(b.row, a.row) : 0))
		.map(
			([period, rows]) =>
				`${rows.map(({ name, row }) => `${name} ${valueWords(row.value, row.unit)}`).join(', ')} ${period}${oldWords(rows, outdated)}`
		)
		.join('; ');
}

/** The lowest and the highest of many values of one period. */
function spanOf(all: readonly Named[]): string {
	const sorted = all.toSorted((a, b) => a.row.value - b.row.value);
	const [low, high] = [sorted[0], sorted.at(-1)];
	if (!low || !high) return 'No value found';
	const words = ({ name, row }: Named) => `${valueWords(row.value, row.unit)} (${name})`;
	return `From ${words(low)} to ${words(high)} ${BEFORE_PERIOD[low.row.estimate]} ${readable(low.row.date)}`;
}
