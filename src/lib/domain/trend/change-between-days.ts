import { daysBetween } from '#lib/domain/dates.ts';
import { Z95 } from '#lib/domain/polls/margin.ts';
import { lagsOf } from './checks/lags.ts';
import type { ModelDay } from './model/model.ts';

interface Change {
	/** Later minus earlier, in points. */
	change: number;
	/** 95% interval. */
	low95: number;
	high95: number;
}

/** The part of a stored day that a change needs. */
export type StoredDay = Pick<ModelDay, 'day' | 'estimate' | 'changeVariance'>;

/**
 * Change of the estimate between two days and its 95% interval, from two stored rows of one fit; what all days
 * share (the anchor, the house effects) drops out. Exact at the lags kept, between them the variance is
 * interpolated on a straight line.
 * @param first first day of the fit's grid
 * @throws RangeError where the days are out of order, or the later row does not belong to that grid
 */
export function changeBetweenDays(first: string, before: StoredDay, after: StoredDay): Change {
	const lag = daysBetween(before.day, after.day);
	const index = daysBetween(first, after.day);
	const lags = [0, ...lagsOf(index)];
	const variances = [0, ...after.changeVariance];
	if (lag < 0 || daysBetween(first, before.day) < 0)
		throw new RangeError(
			`Change from ${before.day} to ${after.day} on a grid from ${first}: expected days in that order.`
		);
	if (lags.length !== variances.length)
		throw new RangeError(
			`Day ${after.day} holds ${variances.length - 1} variances; a grid from ${first} has ${lags.length - 1}: take both from one fit.`
		);
	const upper = Math.max(
		1,
		lags.findIndex((kept) => kept >= lag)
	);
	const [fromLag = 0, toLag = 1] = lags.slice(upper - 1, upper + 1);
	const [fromVariance = 0, toVariance = 0] = variances.slice(upper - 1, upper + 1);
	const position = (lag - fromLag) / (toLag - fromLag);
	const variance = fromVariance + position * (toVariance - fromVariance);
	const change = after.estimate - before.estimate;
	const margin = Z95 * Math.sqrt(variance);
	return { change, low95: change - margin, high95: change + margin };
}
