import { z } from 'zod';
import { text } from '../schema/column.ts';
import {
	first_test_actions,
	forecast_scores,
	forecast_trials,
	forecasts,
	what_followed
} from '../tables/forecasts.ts';
import { defineCollection, regionName } from './collection.ts';

const followed = { ...what_followed.row.shape, ...what_followed.derived.shape };
const forecast = { ...forecasts.row.shape, ...forecasts.derived.shape };
const score = { ...forecast_scores.row.shape, ...forecast_scores.derived.shape };
const trial = { ...forecast_trials.row.shape, ...forecast_trials.derived.shape };
const tested = { ...first_test_actions.row.shape, ...first_test_actions.derived.shape };

export const whatFollowedCollection = defineCollection({
	name: 'what-followed',
	title: what_followed.title,
	description: what_followed.description,
	row: z.object({ followed_id: text('actions_as|window_days|vintage|record'), ...followed }),
	id: 'followed_id',
	filters: ['actions_as', 'on_record'],
	region: null,
	sort: ['followed_id', 'vintage', 'percent', 'ratio', 'county_vintages'],
	searched: null
});

export const forecastScoresCollection = defineCollection({
	name: 'forecast-scores',
	title: forecast_scores.title,
	description: forecast_scores.description,
	row: z.object({ score_id: text('origin_day|basis|actions_as|model'), ...score }),
	id: 'score_id',
	filters: ['actions_as', 'basis'],
	region: null,
	sort: ['-origin_day', 'auc', 'skill_state', 'score_id'],
	searched: null
});

export const forecastTrialsCollection = defineCollection({
	name: 'forecast-trials',
	title: forecast_trials.title,
	description: forecast_trials.description,
	row: z.object({ trial_id: text('basis|origin_day|horizon_months|model'), ...trial }),
	id: 'trial_id',
	filters: ['basis', 'dataset'],
	region: null,
	sort: ['origin_day', 'auc', 'skill_state', 'trial_id'],
	searched: null
});

/** The one list that holds a figure of a county: a test, and said to be one. */
export const forecastsCollection = defineCollection({
	name: 'forecasts',
	title: forecasts.title,
	description: forecasts.description,
	row: z.object({
		region: forecast.region,
		...regionName,
		origin_day: forecast.origin_day,
		basis: forecast.basis,
		frozen_on: forecast.frozen_on,
		code_commit: forecast.code_commit,
		state: forecast.state,
		size_state: forecast.size_state,
		three: forecast.three,
		dataset: forecast.dataset,
		forecast_id: text('origin_day|basis|region')
	}),
	id: 'forecast_id',
	filters: ['region', 'scope', 'basis', 'dataset'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['-origin_day', 'region'],
	searched: null
});

export const firstTestActionsCollection = defineCollection({
	name: 'first-test-actions',
	title: first_test_actions.title,
	description: first_test_actions.description,
	row: z.object({
		region: tested.region,
		...regionName,
		date: tested.date,
		action_type: tested.action_type,
		dataset: tested.dataset,
		action_id: tested.action_id
	}),
	id: 'action_id',
	filters: ['region', 'scope', 'dataset'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['-date', 'region', 'action_type'],
	searched: null
});
