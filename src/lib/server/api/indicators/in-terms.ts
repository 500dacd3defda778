import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import type { Terms } from '#lib/domain/indicators/measures.ts';
import {
	dayNumber,
	dayText,
	madeAnew,
	pointAt,
	PRECISIONS,
	sizeOf,
	type Point,
	type PointLine,
	type Points
} from '#lib/domain/indicators/transforms/points.ts';
import {
	atPrices,
	dividedByCustomers,
	inPricesOf,
	isMoney,
	PER_CUSTOMER_UNIT,
	perCustomer,
	pricesOf,
	type PriceLevel
} from '#lib/domain/indicators/transforms/real-terms.ts';
import { counted, readable } from '#lib/domain/text/format.ts';
import { queries } from '../../dataset/queries/index.ts';
import { customersOf, PRICE_INDEX } from '#lib/domain/indicators/denominators.ts';
import { all } from '../list/collection.ts';
import { badQuery } from '../request/problem.ts';
import type { Asked } from '../request/request.ts';
import { pointsAsked } from './points-asked.ts';

/** Values in the terms asked for, and what is to be said of them. */
interface InTerms {
	points: Points;
	unitOf: (line: PointLine) => string;
	/** A whole observation in these terms; one of which a point is shown. */
	whole: (row: Observation) => Observation;
	notes: string[];
}

/** @throws ProblemError 400 where the release holds nothing to make them from */
export function inTerms(
	asked: Asked,
	terms: Terms,
	units: ReadonlyMap<string, string>,
	points: Points
): InTerms {
	const unitOf = ({ series_id }: PointLine) => units.get(series_id) ?? '';
	if (terms === 'real') return inRealTerms(asked, unitOf, points);
	if (terms === 'per_customer') return inPerCustomer(asked, points);
	return { points, unitOf, whole: (row) => row, notes: [] };
}

const areLeftOut = (n: number) => `${n === 1 ? 'is' : 'are'} left out`;

/** The price index of the release by month; empty where it holds none. */
function priceIndex(asked: Pick<Asked, 'release'>): ReadonlyMap<string, number> {
	const query: Query = {
		...ANY_QUERY,
		filters: { series: [PRICE_INDEX] },
		regions: ['US'],
		scope: 'exact'
	};
	const rows = all<Observation>(asked, queries.observations.rows(asked.release.kysely, query));
	return new Map(rows.map(({ date, value }) => [date, value]));
}

function inRealTerms(asked: Asked, unitOf: InTerms['unitOf'], points: Points): InTerms {
	const index = priceIndex(asked);
	const base = [...index.keys()].sort().at(-1);
	if (base === undefined)
		throw badQuery([
			{
				key: 'terms',
				value: 'real',
				message: `this release holds no consumer price index (series ${PRICE_INDEX}); refresh the upstream fred`
			}
		]);
	const prices = pricesOf(index, base);
	// A million values have few periods.
	const known = new Map<number, PriceLevel | undefined>();
	const pricesAt = ({ start, end }: Point) => {
		const period = start * 1e8 + end;
		if (!known.has(period))
			known.set(period, prices({ date_start: dayText(start), date_end: dayText(end) }));
		return known.get(period);
	};
	const money = points.lines.filter((line) => isMoney(unitOf(line)));
	const real = rescaled(points, money, (_, point) => {
		const level = pricesAt(point);
		return level && atPrices(point.value, level);
	});
	const other = points.lines.length - money.length;
	const notes = [`Money is in prices of ${readable(base)}.`];
	if (real.left_out > 0)
		notes.push(
			`${counted(real.left_out, 'value lies', 'values lie')} in months without a price index and ${areLeftOut(real.left_out)}.`
		);
	if (other > 0) notes.push(`${counted(other, 'line is', 'lines are')} no money and left out.`);
	const whole = (row: Observation) => {
		const level = prices(row);
		return level ? inPricesOf(row, level) : row;
	};
	return { points: real.points, unitOf, whole, notes };
}

function inPerCustomer(asked: Asked, points: Points): InTerms {
	const customersFor = ({ series_id }: Pick<PointLine, 'series_id'>) => customersOf(series_id);
	const sold = points.lines.filter((line) => customersFor(line) !== null);
	const wanted = [...new Set(sold.flatMap((line) => customersFor(line) ?? []))];
	const counts =
		wanted.length === 0
			? null
			: pointsAsked(asked.release, { ...ANY_QUERY, filters: { series: wanted } });
	if (counts === null || sizeOf(counts) === 0)
		throw badQuery([
			{
				key: 'terms',
				value: 'per_customer',
				message:
					wanted.length === 0
						? 'only electricity sold is divided by customers; choose a series us-electricity-sales-…'
						: `this release holds no number of customers (series ${wanted.join(', ')}); refresh the upstream eia`
			}
		]);
	const customers = new Map<string, number>();
	for (const line of counts.lines)
		for (let index = line.from; index < line.to; index++) {
			const point = pointAt(counts, index);
			customers.set(keyOf(line.series_id, line.region, point), point.value);
		}
	const customersAt = (series: string, region: string, at: Pick<Point, 'start' | 'precision'>) =>
		customers.get(keyOf(customersOf(series) ?? '', region, at)) ?? 0;
	const per = rescaled(points, sold, ({ series_id, region }, point) => {
		const number = customersAt(series_id, region, point);
		return number > 0 ? perCustomer(point.value, number) : undefined;
	});
	const other = points.lines.length - sold.length;
	const notes = ['Electricity sold is divided by the customers of the same period and region.'];
	if (other > 0)
		notes.push(`${counted(other, 'line is', 'lines are')} no electricity sold and left out.`);
	if (per.left_out > 0)
		notes.push(
			`${counted(per.left_out, 'value has', 'values have')} no number of customers and ${areLeftOut(per.left_out)}.`
		);
	const whole = (row: Observation) =>
		dividedByCustomers(
			row,
			customersAt(row.series_id, row.region, {
				start: dayNumber(row.date_start),
				precision: PRECISIONS.indexOf(row.date_precision)
			})
		);
	return { points: per.points, unitOf: () => PER_CUSTOMER_UNIT, whole, notes };
}

const keyOf = (
	series: string,
	region: string,
	{ start, precision }: Pick<Point, 'start' | 'precision'>
) => `${series} ${region} ${start} ${precision}`;

/** Some lines with other values; points without one are left out and counted. */
function rescaled(
	points: Points,
	lines: readonly PointLine[],
	valueOf: (line: PointLine, point: Point) => number | undefined
): { points: Points; left_out: number } {
	const made = madeAnew(points, lines, function* (line) {
		for (let index = line.from; index < line.to; index++) {
			const point = pointAt(points, index);
			const value = valueOf(line, point);
			if (value !== undefined) yield { ...point, value };
		}
	});
	return { points: made, left_out: sizeOf({ lines }) - sizeOf(made) };
}
