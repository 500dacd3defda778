import { nice, ticks } from 'd3-array';

/** A line across a chart at a round value. */
export interface Level {
	value: number;
	label: string;
}

/** Lines a chart has at most, about. */
const LINES = 3;

/** Round ends of a scale around values, and a few round values between them, in words. */
export function levelsOf(
	least: number,
	most: number,
	label: (value: number) => string
): { min: number; max: number; levels: Level[] } {
	const [min, max] = nice(least, most === least ? least + 1 : most, LINES);
	const levels = ticks(min, max, LINES).map((value) => ({ value, label: label(value) }));
	return { min, max, levels };
}
