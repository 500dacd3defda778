import { sql } from 'kysely';
import type { FollowedRow } from '#lib/domain/actions/followed-words.ts';
import { mayShowCounties, type Judged } from '#lib/domain/forecast/gate.ts';
import type { OpenRelease } from '../release.ts';
import { defineQuery } from './query.ts';

const FOLLOWED_ID = `w.actions_as || '|' || w.window_days || '|' || w.vintage || '|' || w.record`;

export const whatFollowedQuery = defineQuery('what-followed', {
	select: (db) =>
		db
			.selectFrom('what_followed as w')
			.select([
				sql<string>`${sql.raw(FOLLOWED_ID)}`.as('followed_id'),
				'w.actions_as',
				'w.window_days',
				'w.vintage',
				'w.record',
				'w.window_end',
				'w.county_vintages',
				'w.counties',
				'w.followed',
				'w.percent',
				'w.low',
				'w.high',
				'w.percent_by_size',
				'w.ratio',
				'w.ratio_low',
				'w.ratio_high'
			]),
	id: FOLLOWED_ID,
	columns: { actions_as: 'w.actions_as', on_record: 'w.record' }
});

const SCORE_ID = `f.origin_day || '|' || f.basis || '|' || f.actions_as || '|' || f.model`;

export const forecastScoresQuery = defineQuery('forecast-scores', {
	select: (db) =>
		db
			.selectFrom('forecast_scores as f')
			.select([
				sql<string>`${sql.raw(SCORE_ID)}`.as('score_id'),
				'f.origin_day',
				'f.basis',
				'f.actions_as',
				'f.model',
				'f.frozen_on',
				'f.code_commit',
				'f.window_end',
				'f.counties',
				'f.counties_acting',
				'f.auc',
				'f.brier',
				'f.skill_state',
				'f.skill_size_state',
				'f.slope',
				'f.intercept',
				'f.observed_expected',
				'f.criteria_passed',
				'f.passed'
			]),
	id: SCORE_ID,
	columns: { actions_as: 'f.actions_as', basis: 'f.basis' }
});

const TRIAL_ID = `f.basis || '|' || f.origin_day || '|' || f.horizon_months || '|' || f.model`;

export const forecastTrialsQuery = defineQuery('forecast-trials', {
	select: (db) =>
		db
			.selectFrom('forecast_trials as f')
			.select([
				sql<string>`${sql.raw(TRIAL_ID)}`.as('trial_id'),
				'f.basis',
				'f.origin_day',
				'f.horizon_months',
				'f.model',
				'f.counties_acting',
				'f.auc',
				'f.auc_low',
				'f.auc_high',
				'f.skill_state',
				'f.skill_state_low',
				'f.skill_state_high',
				'f.slope',
				'f.observed_expected',
				'f.dataset'
			]),
	id: TRIAL_ID,
	columns: { basis: 'f.basis', dataset: 'f.dataset' }
});

const FORECAST_ID = `f.origin_day || '|' || f.basis || '|' || f.region`;

/** The one place that reads the frozen figures of counties: a test holds that no other does. */
export const forecastsQuery = defineQuery('forecasts', {
	select: (db) =>
		db
			.selectFrom('forecasts as f')
			.innerJoin('regions as r', 'r.region', 'f.region')
			.select([
				'f.region',
				'r.label as region_name',
				'f.origin_day',
				'f.basis',
				'f.frozen_on',
				'f.code_commit',
				'f.state',
				'f.size_state',
				'f.three',
				'f.dataset',
				sql<string>`${sql.raw(FORECAST_ID)}`.as('forecast_id')
			]),
	id: FORECAST_ID,
	order: { region: 'f.region' },
	columns: { basis: 'f.basis', dataset: 'f.dataset' },
	region: 'f.region'
});

export const firstTestActionsQuery = defineQuery('first-test-actions', {
	select: (db) =>
		db
			.selectFrom('first_test_actions as t')
			.innerJoin('regions as r', 'r.region', 't.region')
			.select([
				't.region',
				'r.label as region_name',
				't.date',
				't.action_type',
				't.dataset',
				't.action_id'
			]),
	id: 't.action_id',
	order: { date: 't.date', region: 't.region' },
	columns: { dataset: 't.dataset' },
	region: 't.region'
});

/** What followed within 90 days over all days read, with the actions of the release. */
export const followedNow = ({ prepare }: Prepares): FollowedRow[] =>
	prepare(
		`SELECT record, window_days, vintage, county_vintages, counties, followed, percent, low, high FROM what_followed
			WHERE actions_as = 'now' AND window_days = 90 AND vintage = 'all'`
	).all() as FollowedRow[];

type Prepares = Pick<OpenRelease, 'prepare'>;

/**
 * The newest frozen probability (0 to 1) of a restrictive action in a county, for whatever would show one. Null until
 * two origins in a row, made from what was known at the time, pass every criterion.
 */
export function countyFigure({ prepare }: Prepares, region: string): number | null {
	const scores = prepare(
		`SELECT origin_day, basis, frozen_on, auc, skill_state, slope, observed_expected, skill_size_state
			FROM forecast_scores WHERE model = 'three' AND actions_as = 'now'`
	).all() as Judged[];
	if (!mayShowCounties(scores)) return null;
	const figure = prepare(
		`SELECT three FROM forecasts WHERE region = ? AND basis = 'as_known' AND dataset = 'groundswell'
			ORDER BY origin_day DESC LIMIT 1`
	)
		.pluck()
		.get(region);
	return typeof figure === 'number' ? figure : null;
}
