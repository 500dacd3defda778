import { addMonths } from '../dates.ts';
import { HORIZON_MONTHS } from './forecast-words.ts';

/** What a test of a forecast has to reach before a figure of a county may be shown. */
export const CRITERIA = {
	auc: { least: 0.8, most: Infinity, words: 'AUC at least 0.80' },
	skill_state: {
		least: 0.1,
		most: Infinity,
		words: 'Brier skill over the state rate at least 0.10'
	},
	slope: { least: 0.8, most: 1.25, words: 'calibration slope 0.8 to 1.25' },
	observed_expected: { least: 0.8, most: 1.25, words: 'observed over expected 0.8 to 1.25' },
	/** Above 0, not at it. */
	skill_size_state: {
		least: Number.MIN_VALUE,
		most: Infinity,
		words: 'Brier skill over population and state rate above 0'
	}
} as const;

type Criterion = keyof typeof CRITERIA;
export const CRITERION_NAMES = Object.keys(CRITERIA) as Criterion[];

/** The scores of one origin, as far as the criteria ask. */
export type Judged = Record<Criterion, number | null> & {
	origin_day: string;
	basis: string;
	/** Day on which the forecast was written down, YYYY-MM-DD. */
	frozen_on: string;
};

/** Whether a score reaches what a criterion asks; one that could not be computed does not. */
export const passes = (criterion: Criterion, value: number | null): boolean =>
	value !== null && value >= CRITERIA[criterion].least && value <= CRITERIA[criterion].most;

/** How many of the criteria scores reach. */
export const passedOf = (scores: Record<Criterion, number | null>): number =>
	CRITERION_NAMES.filter((name) => passes(name, scores[name])).length;

/** So many origins in a row have to pass. */
const IN_A_ROW = 2;

/** Whether a forecast was made from what was known on its day, and written down before its months were over. */
const isBlind = ({ basis, origin_day, frozen_on }: Judged): boolean =>
	basis === 'as_known' && frozen_on < addMonths(origin_day, HORIZON_MONTHS);

/**
 * Whether a figure of a county may be shown anywhere: only when the newest two origins made from what was known at the
 * time both pass every criterion. Tests made in hindsight count for nothing, nor do forecasts frozen after the fact.
 */
export function mayShowCounties(scores: readonly Judged[]): boolean {
	const known = scores
		.filter(isBlind)
		.toSorted((a, b) => b.origin_day.localeCompare(a.origin_day))
		.slice(0, IN_A_ROW);
	return (
		known.length === IN_A_ROW && known.every((one) => passedOf(one) === CRITERION_NAMES.length)
	);
}
