import { scaleLinear } from 'd3-scale';
import { signed } from '#lib/domain/format.ts';
import type { Range } from './spec.ts';

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
/** Names longer than this are cut. */
const LONGEST = 42;

/** Effects by factor, the largest first, on one axis that holds zero. */
export function effectsChart(effects: readonly Effect[]): EffectsSpec {
	const scale = scaleLinear(
		[
			Math.min(0, ...effects.map(({ low95 }) => low95)),
			Math.max(0, ...effects.map(({ high95 }) => high95))
		],
		[0, 1]
	).nice(TICKS);
	const [min = 0, max = 0] = scale.domain();
	return {
		x: { min, max },
		ticks: scale.ticks(TICKS).map((value) => ({ value, label: value === 0 ? '0' : signed(value) })),
		rows: effects
			.toSorted((a, b) => a.factor.localeCompare(b.factor) || b.effect - a.effect)
			.map(({ effect_id, factor, name_label, effect, low95, high95 }) => ({
				id: effect_id,
				name: name_label.length > LONGEST ? `${name_label.slice(0, LONGEST - 2)}…` : name_label,
				isHouse: factor === 'house',
				effect,
				low: low95,
				high: high95
			}))
	};
}
