import type { Tier } from '../../closed.ts';
import type { ComputedRow } from '../../collections/computed.ts';
import { readable } from '../../text/format.ts';
import type { Observation } from '../indicators.ts';
import type { Transform } from '../measures.ts';

/** An observation as a transform shows it, with the value it was made from. */
export type Transformed = ComputedRow<'transformed'>;

/** From the most certain to the least. */
const ESTIMATES: readonly Observation['estimate'][] = [
	'actual',
	'estimate',
	'reported_claim',
	'projection'
];
const TIERS: readonly Tier[] = ['primary', 'own', 'reported', 'aggregator'];

const worst = <V>(order: readonly V[], values: readonly V[]): V | undefined =>
	order.findLast((value) => values.includes(value));

/** How little a tier vouches for: 0 is the most certain. */
export const weaknessOf = (tier: Tier): number => TIERS.indexOf(tier);

/** A figure made from several is as certain as the least certain of them. */
export function weakest(
	rows: readonly Pick<Observation, 'estimate' | 'tier' | 'independent_sources'>[]
) {
	return {
		estimate:
			worst(
				ESTIMATES,
				rows.map(({ estimate }) => estimate)
			) ?? 'actual',
		tier:
			worst(
				TIERS,
				rows.map(({ tier }) => tier)
			) ?? 'primary',
		independent_sources: Math.min(...rows.map(({ independent_sources }) => independent_sources))
	};
}

/** Digits a computed value keeps: more are the dust of binary fractions, fewer would round. */
const DIGITS = 12;
/** A computed value without that dust. */
export const withoutDust = (value: number): number => Number(value.toPrecision(DIGITS));

/** The unit of a transform of values in a unit: the difference of two shares is in points. */
export function unitOf(transform: Transform, unit: string): string {
	if (transform === 'level') return unit;
	if (transform === 'index') return 'index';
	if (transform === 'percent_change') return 'percent';
	if (transform === 'year_on_year') return unit === 'percent' ? 'points' : 'percent';
	return unit === 'percent' ? 'points' : unit;
}

/** What a transform shows, in words. */
export const transformWords = (transform: Transform, indexDate: string | null): string =>
	({
		level: 'as published',
		change: 'change from the previous period',
		percent_change: 'percent change from the previous period',
		year_on_year: 'change from a year earlier',
		index: `index, ${readable(indexDate)} = 100`
	})[transform];

/** What a value shows beside the one it is compared with; undefined where that would mean nothing. */
type Comparison = (now: number, base: number) => number | undefined;

const difference: Comparison = (now, base) => now - base;
/** Percent of an earlier value; undefined where that is zero or less, since it would mean nothing. */
const percentOf: Comparison = (now, before) =>
	before > 0 ? ((now - before) / before) * 100 : undefined;

/**
 * How values of a unit are compared. Formulas as on FRED, fredhelp.stlouisfed.org: change xₜ − xₜ₋₁, percent change
 * (xₜ/xₜ₋₁ − 1)·100, from a year ago the same over 12 months, index xₜ/x_b·100.
 */
export function comparisonOf(transform: Transform, unit: string): Comparison {
	switch (transform) {
		case 'level':
			return (now) => now;
		case 'change':
			return difference;
		case 'percent_change':
			return percentOf;
		case 'year_on_year':
			return unit === 'percent' ? difference : percentOf;
		case 'index':
			return (now, base) => (base > 0 ? (now / base) * 100 : undefined);
	}
}

/** How lines are transformed. */
export interface TransformOptions {
	transform: Transform;
	/** The date whose value is 100. */
	indexDate: string | null;
	/** Series that are published at irregular times. */
	irregular: ReadonlySet<string>;
}

/** A value as a transform shows it, beside the one it is compared with. @param value as `compare` has it */
export function shownAs(
	transform: Transform,
	row: Observation,
	base: Observation,
	value: number
): Transformed {
	const isLevel = transform === 'level';
	return {
		...row,
		...weakest([row, base]),
		value: withoutDust(value),
		low: isLevel ? row.low : null,
		high: isLevel ? row.high : null,
		unit: unitOf(transform, row.unit),
		transform,
		level: row.value,
		level_unit: row.unit,
		base_date: isLevel ? null : base.date
	};
}
