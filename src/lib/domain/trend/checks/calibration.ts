import type { Intervals } from '../model/normal-intervals.ts';

/** A reading with what was expected of it. */
export interface Expected extends Intervals {
	percent: number;
	/** Reading less prediction. */
	error: number;
}

/** How readings fell among their predictions. */
export interface Calibration {
	/** Readings predicted. */
	n: number;
	meanError: number;
	meanAbsoluteError: number;
	/** Shares of the readings inside their 80% and 95% intervals, 0-1. */
	covered80: number;
	covered95: number;
}

/** Sums up predictions; null where there is none. */
export function calibrationOf(predictions: readonly Expected[]): Calibration | null {
	const n = predictions.length;
	if (n === 0) return null;
	const mean = (value: (row: Expected) => number) =>
		predictions.reduce((sum, row) => sum + value(row), 0) / n;
	return {
		n,
		meanError: mean((row) => row.error),
		meanAbsoluteError: mean((row) => Math.abs(row.error)),
		covered80: mean((row) => Number(row.low80 <= row.percent && row.percent <= row.high80)),
		covered95: mean((row) => Number(row.low95 <= row.percent && row.percent <= row.high95))
	};
}
