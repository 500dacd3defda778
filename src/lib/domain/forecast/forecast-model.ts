import { mean } from 'd3-array';
import {
	actingBetween,
	featuresOn,
	monthsFrom,
	nationalRate,
	type County,
	type CountyEvent,
	type Features
} from './features.ts';
import { fitLogistic, probability } from './logistic.ts';
import { HORIZON_MONTHS, MODEL_NAMES, MODELS, type ModelName } from './forecast-words.ts';

/** Origins a fit is stacked from, a month apart; the newest window ends on the day of the forecast. */
const TRAINING_ORIGINS = 22;
/** Months after which an origin counts half. */
const HALF_LIFE_MONTHS = 4;
const RIDGE = 1;

/** Forecasts of a county: probability (0 to 1) of a restrictive action within the months after the origin. */
type CountyForecast = { region: string } & Record<ModelName, number>;

/**
 * Forecasts of every county from actions known on a day (YYYY-MM-DD): logistic regressions with a ridge penalty on
 * standardised features, fitted to stacked monthly origins whose windows had all ended by then.
 */
export function forecastFrom(
	counties: readonly County[],
	events: readonly CountyEvent[],
	day: string
): CountyForecast[] {
	const training = Array.from({ length: TRAINING_ORIGINS }, (_, back) =>
		originAt(
			counties,
			events,
			monthsFrom(day, -HORIZON_MONTHS - back),
			0.5 ** (back / HALF_LIFE_MONTHS)
		)
	);
	const here = featuresOn(counties, events, day);
	const rate = nationalRate(counties, events, day);
	const happened = training.flatMap((one) => one.happened);
	const weights = training.flatMap(({ weight, happened: own }) => own.map(() => weight));
	const offsets = training.flatMap(({ rate: own, happened: rows }) => rows.map(() => own));
	const rows = training.flatMap(({ features }) => features);
	const made = MODEL_NAMES.map((name) => {
		const scale = scaleOf(rows, MODELS[name]);
		const model = fitLogistic({ features: rows.map(scale), happened, weights, offsets }, RIDGE);
		return here.map((row) => probability(model, scale(row), rate));
	});
	return counties.map(({ region }, index) => ({
		region,
		...(Object.fromEntries(
			MODEL_NAMES.map((name, model) => [name, made[model]?.[index] ?? 0])
		) as Record<ModelName, number>)
	}));
}

function originAt(
	counties: readonly County[],
	events: readonly CountyEvent[],
	day: string,
	weight: number
) {
	const acting = actingBetween(events, day, monthsFrom(day, HORIZON_MONTHS));
	return {
		features: featuresOn(counties, events, day),
		happened: counties.map(({ region }) => (acting.has(region) ? 1 : 0)),
		rate: nationalRate(counties, events, day),
		weight
	};
}

/** Picks features and standardises them by mean and standard deviation of the rows fitted. */
function scaleOf(rows: readonly Features[], names: readonly (keyof Features)[]) {
	const scales = names.map((name) => {
		const centre = mean(rows, (row) => row[name]) ?? 0;
		const variance = mean(rows, (row) => (row[name] - centre) ** 2) ?? 0;
		return { name, centre, spread: Math.sqrt(variance) || 1 };
	});
	return (row: Features) => scales.map(({ name, centre, spread }) => (row[name] - centre) / spread);
}
