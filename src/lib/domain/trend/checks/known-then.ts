import { group } from 'd3-array';
import { addDays, daysBetween } from '#lib/domain/dates.ts';
import { buildDesign } from '../model/design.ts';
import type { Hyperparameters } from '../model/hyperparameters.ts';
import { inferDesign, type Inference } from '../model/mixture.ts';
import { estimateOn, pollsBehind, type ModelDay } from '../model/model.ts';
import { predictNext, type NextPoll } from './predict-next.ts';
import { checkReadings, type TrendReading } from '../reading.ts';
import { canFit } from '../rule.ts';

/** A reading with the day on which it could be known. */
export interface DatedReading extends TrendReading {
	known: string;
}

/** What the model would have said on a day, from what was known by then. */
type ThenDay = Omit<ModelDay, 'changeVariance'>;

/** One fit, on a day on which something was published. */
interface ThenFit {
	day: string;
	hyperparameters: Hyperparameters;
}

interface KnownThen {
	/** From the first day on which a model could be fitted to the last on which something was published. */
	daily: ThenDay[];
	fits: ThenFit[];
	/** Each reading predicted from all that was known the day before it was. */
	predictions: NextPoll[];
}

/**
 * The estimate of each day from the polls published by then. On each day of publication the model is fitted anew,
 * hyperparameters included; the search for them begins where the one before ended, so that a later poll changes no
 * earlier day. Between those days the last fit predicts.
 * @throws RangeError where a reading is malformed (see `checkReadings`) or known before its day
 */
export function knownThen(readings: readonly DatedReading[]): KnownThen {
	checkReadings(readings);
	for (const { id, day, known } of readings)
		if (known < day)
			throw new RangeError(
				`Reading "${id}" is of ${day} and known on ${known}: no poll is known before it is taken.`
			);
	const published = group(readings, ({ known }) => known);
	const days = [...published.keys()].sort();
	const result: KnownThen = { daily: [], fits: [], predictions: [] };
	let start: Hyperparameters | undefined;
	days.forEach((day, index) => {
		const known = readings.filter((reading) => reading.known <= day);
		if (!canFit(known).ok) return;
		const next = days[index + 1];
		const design = buildDesign(known, {}, { last: next === undefined ? day : addDays(next, -1) });
		const inference = inferDesign(design, { start });
		start = inference.posterior.mode;
		result.fits.push({ day, hyperparameters: start });
		result.daily.push(...daysFrom(day, inference));
		if (next !== undefined)
			result.predictions.push(...predictNext(inference, published.get(next) ?? []));
	});
	return result;
}

/** The estimates of a fit from a day to the end of its grid. */
function daysFrom(day: string, { design, mixture }: Inference): ThenDay[] {
	const behind = pollsBehind(design);
	const from = daysBetween(design.first, day);
	return Array.from({ length: design.days - from }, (_, later) => ({
		...estimateOn(design, mixture, from + later),
		polls: behind[from + later]?.polls ?? 0,
		houses: behind[from + later]?.houses ?? 0
	}));
}

/**
 * How much work the fits of a series are: over the days of publication, what one run of the filter costs (a reading
 * takes the square of the width of its row, a day the width), without making any.
 */
export function workOf(readings: readonly DatedReading[]): number {
	const width =
		2 +
		new Set(readings.map(({ house }) => house)).size +
		new Set(readings.map(({ population }) => population)).size +
		new Set(readings.map(({ wording }) => wording)).size;
	const days = readings.map(({ day }) => day).sort();
	const known = readings.map((reading) => reading.known).sort();
	const first = days[0] ?? '';
	let work = 0;
	known.forEach((day, index) => {
		if (known[index + 1] === day) return;
		work += width * ((index + 1) * width + Math.max(0, daysBetween(first, day)));
	});
	return work;
}
