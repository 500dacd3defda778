import type { z } from 'zod';
import { actions, vote_rules } from './actions.ts';
import { claim_records, claims } from './claims.ts';
import {
	first_test_actions,
	forecast_scores,
	forecast_trials,
	forecasts,
	what_followed
} from './forecasts.ts';
import { history } from './computed/history.ts';
import { model_prices, observations, series, series_roles } from './indicators.ts';
import { answers, polls, pools, questions, readings } from './polls.ts';
import {
	grid_areas,
	places,
	populations,
	region_aliases,
	regions,
	short_names
} from './regions.ts';
import { citations, overrides, sources, vocabulary } from './sources.ts';
import { fresh_limits, freshness } from './freshness.ts';
import { action_facts, positions, projects, statuses } from './computed/status.ts';
import { coverage, sightings } from './trackers.ts';
import { withdrawn } from './withdrawn.ts';
import { trend_days, trend_effects, trend_polls, trends, validations } from './computed/trends.ts';

/** Every table with a CSV file, in the order they are loaded: what a row refers to comes before it. */
export const inputTables = {
	vocabulary,
	fresh_limits,
	vote_rules,
	regions,
	region_aliases,
	grid_areas,
	short_names,
	places,
	sources,
	populations,
	coverage,
	polls,
	questions,
	answers,
	pools,
	actions,
	sightings,
	first_test_actions,
	forecasts,
	forecast_trials,
	series,
	series_roles,
	observations,
	model_prices,
	claims,
	claim_records,
	citations,
	overrides,
	history,
	withdrawn
} as const;

/** Every table of a release that is declared by a schema. */
export const tables = {
	...inputTables,
	readings,
	trends,
	trend_days,
	trend_polls,
	trend_effects,
	validations,
	statuses,
	projects,
	positions,
	action_facts,
	freshness,
	what_followed,
	forecast_scores
} as const;

export type TableName = keyof typeof tables;
export type InputTableName = keyof typeof inputTables;

/** A row as people edit it: numbers parsed, empty cells null. */
export type InputRow<T extends InputTableName> = z.output<(typeof inputTables)[T]['row']>;
/** A row as a release stores it. */
export type StoredRow<T extends TableName> = z.output<(typeof tables)[T]['row']> &
	z.output<(typeof tables)[T]['derived']>;
