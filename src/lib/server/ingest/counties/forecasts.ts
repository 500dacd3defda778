import type BetterSqlite3 from 'better-sqlite3';
import { group } from 'd3-array';
import { addDays } from '#lib/domain/dates.ts';
import { actingBetween, monthsFrom } from '#lib/domain/forecast/features.ts';
import { CRITERION_NAMES, passedOf } from '#lib/domain/forecast/criteria.ts';
import { scoresOf, skillOver } from '#lib/domain/forecast/scores.ts';
import { ACTIONS_AS, HORIZON_MONTHS, MODEL_NAMES } from '#lib/domain/forecast/forecast-words.ts';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { countiesThrough, eventsOf } from './counties.ts';
import { EMBEDDED } from '../read/inputs.ts';
import { inserterOf } from '../model/inserter.ts';

/** A forecast is due where the data reach the end of its window but for so many days. */
const DUE_DAYS = 10;

type Frozen = StoredRow<'forecasts'>;

/** Scores every frozen forecast that is due; makes none. */
export function buildForecastScores(db: BetterSqlite3.Database): void {
	const through = countiesThrough(db);
	if (through === null) return;
	const rows = db
		.prepare(
			`SELECT * FROM forecasts WHERE dataset = '${EMBEDDED}' ORDER BY origin_day, basis, region`
		)
		.all() as Frozen[];
	const insert = inserterOf(db, 'forecast_scores');
	for (const own of group(rows, ({ origin_day, basis }) => `${origin_day}|${basis}`).values())
		for (const actionsAs of ACTIONS_AS)
			for (const score of scoresOfOrigin(db, own, actionsAs, through)) insert(score);
}

function scoresOfOrigin(
	db: BetterSqlite3.Database,
	rows: readonly Frozen[],
	actionsAs: (typeof ACTIONS_AS)[number],
	through: string
): StoredRow<'forecast_scores'>[] {
	const [first] = rows;
	if (!first) return [];
	const end = monthsFrom(first.origin_day, HORIZON_MONTHS);
	if (addDays(end, -DUE_DAYS) > through) return [];
	const acting = actingBetween(eventsOf(db, actionsAs, through), first.origin_day, end);
	const happened = rows.map(({ region }) => (acting.has(region) ? 1 : 0));
	const scores = Object.fromEntries(
		MODEL_NAMES.map((name) => [
			name,
			scoresOf(
				rows.map((row) => row[name]),
				happened
			)
		])
	);
	const brierOf = (name: string) => scores[name]?.brier ?? null;
	return MODEL_NAMES.flatMap((model) => {
		const score = scores[model];
		if (!score) return [];
		const skill = (other: string) => {
			const base = brierOf(other);
			return score.brier === null || base === null ? null : rounded(skillOver(score.brier, base));
		};
		const judged = {
			auc: rounded(score.auc),
			skill_state: skill('state'),
			skill_size_state: skill('size_state'),
			slope: rounded(score.slope),
			observed_expected: rounded(score.observedExpected)
		};
		const criteria_passed = passedOf(judged);
		return [
			{
				origin_day: first.origin_day,
				basis: first.basis,
				actions_as: actionsAs,
				model,
				frozen_on: first.frozen_on,
				code_commit: first.code_commit,
				window_end: end < through ? end : through,
				counties: score.n,
				counties_acting: score.happened,
				brier: rounded(score.brier),
				intercept: rounded(score.intercept),
				...judged,
				criteria_passed,
				passed: criteria_passed === CRITERION_NAMES.length ? 'yes' : 'no'
			}
		];
	});
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6);
