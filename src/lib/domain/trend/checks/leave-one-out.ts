import { group } from 'd3-array';
import { determinant, inverse, Matrix } from 'ml-matrix';
import { at } from '../at.ts';
import { calibrationOf, type Calibration, type Expected } from './calibration.ts';
import { buildDesign, type Design } from '../model/design.ts';
import { noise } from '../model/filter.ts';
import { inferDesign, type Mixture } from '../model/mixture.ts';
import { normalIntervals } from '../model/normal-intervals.ts';
import type { ModelOptions } from '../model/model.ts';
import { exp, log, square } from '../model/portable.ts';
import { checkReadings, type TrendReading } from '../reading.ts';

/** One reading predicted from all polls but its own; the interval is for the reading, its own errors included. */
interface Prediction extends Expected {
	id: string;
	poll: string;
	predicted: number;
}

interface LeaveOneOut extends Calibration {
	ok: true;
	predictions: Prediction[];
}

/** Fewest polls: two are needed to predict a third. */
export const LEAST_POLLS = 3;

/**
 * Leave-one-poll-out: each poll predicted from the others, house effect included; for waves of one item as well
 * as for an all-polls estimate. Exact for given hyperparameters without refitting (Rasmussen and Williams,
 * Gaussian Processes for Machine Learning, 2006, eq. 5.12, by blocks of one poll); the weights of the sets of
 * hyperparameters are those without the poll (Gelfand, Dey and Chang 1992).
 * @throws RangeError where a reading is malformed (see `checkReadings`)
 */
export function leaveOneOut(
	readings: readonly TrendReading[],
	{ hyperparameters }: Pick<ModelOptions, 'hyperparameters'> = {}
): LeaveOneOut | { ok: false; sentence: string } {
	const polls = new Set(checkReadings(readings).map((reading) => reading.poll)).size;
	if (polls < LEAST_POLLS)
		return { ok: false, sentence: `No validation: needs ${LEAST_POLLS} polls; has ${polls}.` };
	const { design, mixture } = inferDesign(buildDesign(readings), { hyperparameters });
	const blocks = group(
		design.observations.map(({ reading }, index) => ({ index, poll: reading.poll })),
		(row) => row.poll
	);
	const predictions = [...blocks.values()].flatMap((block) =>
		predictPoll(
			design,
			mixture,
			block.map(({ index }) => index)
		)
	);
	const calibration = calibrationOf(predictions);
	if (calibration === null) throw new Error('a validation needs a prediction');
	return { ok: true, ...calibration, predictions };
}

function predictPoll(design: Design, mixture: Mixture, block: number[]): Prediction[] {
	const rows = block.flatMap((index) => design.observations[index] ?? []);
	const candidates = mixture.map(({ hyper, weight, run }) => {
		const own = Matrix.diag(rows.map((row) => noise(row, hyper)));
		const posterior = new Matrix(block.map((i) => block.map((j) => run.covariance(i, j))));
		const residual = Matrix.columnVector(
			block.map((i, k) => (rows[k]?.value ?? NaN) - at(run.fitted, i))
		);
		// With R the noise and C the covariance given all readings: error R (R - C)^-1 r, its variance R (R - C)^-1 R.
		const left = inverse(Matrix.sub(own, posterior));
		const error = own.mmul(left).mmul(residual);
		const spread = own.mmul(left).mmul(own);
		const misfit = residual.transpose().mmul(left).mmul(residual).get(0, 0);
		return {
			logWeight: log(weight) + (log(determinant(spread)) + misfit) / 2,
			error: error.to1DArray(),
			// The reading's own noise, not raised for interviews shared with other readings.
			variance: rows.map(
				(row, k) =>
					spread.get(k, k) - noise(row, hyper) + row.variance + square(hyper.nonSamplingSd)
			)
		};
	});
	const largest = Math.max(...candidates.map((run) => run.logWeight));
	const runs = candidates.map((run) => ({ ...run, weight: exp(run.logWeight - largest) }));
	const total = runs.reduce((sum, run) => sum + run.weight, 0);
	return rows.map(({ reading }, k) => {
		let error = 0;
		for (const run of runs) error += (run.weight / total) * (run.error[k] ?? NaN);
		let variance = 0;
		for (const run of runs)
			variance +=
				(run.weight / total) * ((run.variance[k] ?? NaN) + square((run.error[k] ?? NaN) - error));
		const predicted = reading.percent - error;
		const { id, poll, percent } = reading;
		return { id, poll, percent, predicted, ...normalIntervals(predicted, variance), error };
	});
}
