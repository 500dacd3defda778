import type BetterSqlite3 from 'better-sqlite3';
import { group } from 'd3-array';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { simpleAverage, weightedAverage } from '#lib/domain/trend/averages.ts';
import { leaveOneOut } from '#lib/domain/trend/checks/leave-one-out.ts';
import { fitModel, type ModelFit, type ModelResult } from '#lib/domain/trend/model/model.ts';
import type { TrendReading } from '#lib/domain/trend/reading.ts';
import { combinationsOf, type Combination, type PollReading } from './combinations.ts';
import { inserter, type Insert } from '../../counties/trend-rows.ts';

/** Digits stored of a variance, which may be small and yet matter. */
const VARIANCE_DIGITS = 8;

/** Estimates every trend that pages offer, and how well each predicts a poll it has not seen. */
export function buildTrends(
	db: BetterSqlite3.Database,
	onEstimate: (done: number, of: number) => void = () => undefined
): void {
	const readings = db.prepare('SELECT * FROM readings ORDER BY rowid').all() as PollReading[];
	const pools = db.prepare('SELECT pool, wording_group FROM pools').all() as {
		pool: string;
		wording_group: string;
	}[];
	const insert = inserter(db);
	const combinations = combinationsOf(readings, pools);
	for (const [index, combination] of combinations.entries()) {
		onEstimate(index, combinations.length);
		estimate(combination, insert);
	}
	validateItems(readings, insert);
}

/** A reading as the estimators take it: a margin counts only where the poll states it. */
export const asTrendReading = (reading: PollReading): TrendReading => ({
	id: `${reading.question_id}|${reading.subgroup}|${reading.option}`,
	poll: reading.poll_id,
	day: reading.trend_date ?? '',
	fieldDays: reading.field_days,
	percent: reading.percent,
	n: reading.subgroup === 'all' ? reading.sample_size : null,
	margin: reading.margin_basis === 'stated' ? reading.margin : null,
	house: reading.house,
	population: reading.population,
	wording: reading.wording_group
});

function estimate({ readings, leftOut, ...about }: Combination, insert: Insert): void {
	const rows = readings.map(asTrendReading);
	const fit = fitModel(rows);
	const days = rows.map(({ day }) => day).sort();
	insert('trends', {
		...about,
		readings: rows.length,
		left_out: leftOut,
		polls: new Set(rows.map(({ poll }) => poll)).size,
		houses: new Set(rows.map(({ house }) => house)).size,
		first: days[0] ?? '',
		last: days.at(-1) ?? '',
		model: fit.ok ? 'yes' : 'no',
		sentence: fit.ok ? null : fit.sentence,
		assumed_n: fit.ok ? fit.assumedN : null,
		known_sentence: fit.ok ? null : fit.sentence,
		...expected(fit)
	});
	averages(about.trend_id, rows, insert);
	if (fit.ok) model(about, rows, fit, insert);
}

/** How far a single poll may lie from the estimate, by the model. */
function expected(
	fit: ModelResult
): Pick<
	StoredRow<'trends'>,
	| 'non_sampling_sd'
	| 'non_sampling_low95'
	| 'non_sampling_high95'
	| 'band_n'
	| 'band_low80'
	| 'band_high80'
	| 'band_low95'
	| 'band_high95'
> {
	const own = fit.ok ? fit.hyperparameters.find(({ name }) => name === 'nonSamplingSd') : undefined;
	const band = fit.ok ? fit.band : undefined;
	return {
		non_sampling_sd: own?.value ?? null,
		non_sampling_low95: own?.low95 ?? null,
		non_sampling_high95: own?.high95 ?? null,
		band_n: band?.n ?? null,
		band_low80: band?.low80 ?? null,
		band_high80: band?.high80 ?? null,
		band_low95: band?.low95 ?? null,
		band_high95: band?.high95 ?? null
	};
}

function averages(trend_id: string, rows: readonly TrendReading[], insert: Insert): void {
	const methods = { simple: simpleAverage(rows), weighted: weightedAverage(rows) } as const;
	for (const method of ['simple', 'weighted'] as const)
		for (const { day, estimate, polls, houses } of methods[method])
			if (estimate !== null)
				insert('trend_days', {
					trend_id,
					method,
					day,
					known: 'now',
					estimate,
					low80: null,
					high80: null,
					low95: null,
					high95: null,
					polls,
					houses,
					change_variance: null
				});
}

function model(
	{ trend_id, region, wording_group, pool }: Omit<Combination, 'readings' | 'leftOut'>,
	rows: readonly TrendReading[],
	fit: ModelFit,
	insert: Insert
): void {
	const label = pool ?? wording_group ?? trend_id;
	for (const { changeVariance, ...day } of fit.daily)
		insert('trend_days', {
			trend_id,
			method: 'model',
			known: 'now',
			...day,
			change_variance: JSON.stringify(
				changeVariance.map((value) => Number(value.toPrecision(VARIANCE_DIGITS)))
			)
		});
	for (const { id, poll, ...rest } of fit.polls)
		insert('trend_polls', { trend_id, reading_id: id, poll_id: poll, ...rest });
	const effects = {
		house: fit.houses,
		population: fit.populations,
		wording: fit.wordings
	} as const;
	for (const factor of ['house', 'population', 'wording'] as const)
		for (const effect of effects[factor]) insert('trend_effects', { trend_id, factor, ...effect });
	validate('trend', trend_id, region, label, rows, insert);
}

/** The waves of each item asked three times or more, each predicted from the others. */
function validateItems(readings: readonly PollReading[], insert: Insert): void {
	const waves = readings.filter(
		({ item, followed, subgroup, trend_date }) =>
			item !== null && followed === 'yes' && subgroup === 'all' && trend_date !== null
	);
	for (const rows of group(waves, ({ item, region }) => `${item} ${region}`).values()) {
		const [first] = rows;
		if (first?.item)
			validate('item', first.item, first.region, first.house, rows.map(asTrendReading), insert);
	}
}

function validate(
	kind: 'item' | 'trend',
	name: string,
	region: string,
	label: string,
	rows: readonly TrendReading[],
	insert: Insert
): void {
	const result = leaveOneOut(rows);
	if (!result.ok) return;
	insert('validations', {
		kind,
		name,
		region,
		label,
		n: result.n,
		mean_error: result.meanError,
		mean_absolute_error: result.meanAbsoluteError,
		covered80: result.covered80,
		covered95: result.covered95
	});
}
