import { ticks } from 'd3-array';
import { signed } from '#lib/domain/text/format.ts';
import { valueRange } from '../ranges.ts';
import type { Range } from '../spec.ts';

/** An effect of a model, in percentage points, as the API gives it. */
export interface Effect {
	effect_id: string;
	factor: string;
	name_label: string;
	effect: number;
	low95: number;
	high95: number;
}

/** Effects as dots with their intervals on one axis, free of any drawing. */
export interface EffectsSpec {
	x: Range;
	ticks: { value: number; label: string }[];
	rows: { id: string; name: string; isHouse: boolean; effect: number; low: number; high: number }[];
}

const TICKS = 6;

/** Effects by factor, the largest first, on one axis that holds zero. */
export function effectsChart(effects: readonly Effect[]): EffectsSpec {
	const x = valueRange(
		effects.flatMap(({ low95, high95 }) => [low95, high95]),
		{ unit: 'points', fromZero: true }
	);
	return {
		x,
		ticks: ticks(x.min, x.max, TICKS).map((value) => ({
			value,
			label: value === 0 ? '0' : signed(value)
		})),
		rows: effects
			.toSorted((a, b) => a.factor.localeCompare(b.factor) || b.effect - a.effect)
			.map(({ effect_id, factor, name_label, effect, low95, high95 }) => ({
				id: effect_id,
				name: name_label,
				isHouse: factor === 'house',
				effect,
				low: low95,
				high: high95
			}))
	};
}
