import { z } from 'zod';
import { text } from '../../schema/column.ts';
import {
	first_test_actions,
	forecast_scores,
	forecast_trials,
	forecasts,
	what_followed
} from '../../tables/forecasts.ts';
import { regionName, picked, words } from '../collection.ts';
import { defineStored } from '../stored.ts';

const followed = { ...what_followed.row.shape, ...what_followed.derived.shape };
const forecast = { ...forecasts.row.shape, ...forecasts.derived.shape };
const score = { ...forecast_scores.row.shape, ...forecast_scores.derived.shape };
const trial = { ...forecast_trials.row.shape, ...forecast_trials.derived.shape };
const tested = { ...first_test_actions.row.shape, ...first_test_actions.derived.shape };

const whatFollowedCollection = defineStored({
	name: 'what-followed',
	title: what_followed.title,
	description: what_followed.description,
	from: { w: 'what_followed' },
	row: z.object({ followed_id: text('actions_as|window_days|vintage|record'), ...followed }),
	id: 'followed_id',
	filters: ['actions_as', 'on_record'],
	region: null,
	sort: ['followed_id', 'vintage', 'percent', 'ratio', 'county_vintages'],
	page: '/methods/what-followed',
	shown: [
		...words('record actions_as window_days vintage county_vintages followed percent'),
		...words('percent_by_size')
	],
	searched: null
});

const forecastScoresCollection = defineStored({
	name: 'forecast-scores',
	title: forecast_scores.title,
	description: forecast_scores.description,
	from: { f: 'forecast_scores' },
	row: z.object({ score_id: text('origin_day|basis|actions_as|model'), ...score }),
	id: 'score_id',
	filters: ['actions_as', 'basis'],
	region: null,
	sort: ['-origin_day', 'auc', 'skill_state', 'score_id'],
	page: '/methods/forecast',
	shown: [...words('origin_day basis actions_as model auc skill_state slope observed_expected')],
	searched: null
});

const forecastTrialsCollection = defineStored({
	name: 'forecast-trials',
	title: forecast_trials.title,
	description: forecast_trials.description,
	from: { f: 'forecast_trials' },
	row: z.object({ trial_id: text('basis|origin_day|horizon_months|model'), ...trial }),
	id: 'trial_id',
	filters: ['basis', 'dataset'],
	region: null,
	sort: ['origin_day', 'auc', 'skill_state', 'trial_id'],
	page: '/methods/forecast',
	shown: [
		...words('model origin_day basis horizon_months auc skill_state slope'),
		...words('observed_expected')
	],
	searched: null
});

/** The one list that holds a figure of a county: a test, and said to be one. */
const forecastsCollection = defineStored({
	name: 'forecasts',
	title: forecasts.title,
	description: forecasts.description,
	from: { f: 'forecasts', r: { table: 'regions', on: 'f.region' } },
	row: z.object({
		region: forecast.region,
		...regionName,
		...picked(forecast, 'origin_day basis frozen_on code_commit state size_state three'),
		...picked(forecast, 'dataset'),
		forecast_id: text('origin_day|basis|region')
	}),
	id: 'forecast_id',
	filters: ['region', 'scope', 'basis', 'dataset'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['-origin_day', 'region'],
	page: '/methods/forecast',
	shown: ['region_name', 'origin_day', 'basis', 'three', 'size_state', 'state', 'frozen_on'],
	searched: null
});

const firstTestActionsCollection = defineStored({
	name: 'first-test-actions',
	title: first_test_actions.title,
	description: first_test_actions.description,
	from: { t: 'first_test_actions', r: { table: 'regions', on: 't.region' } },
	row: z.object({
		region: tested.region,
		...regionName,
		...picked(tested, 'date action_type dataset action_id')
	}),
	id: 'action_id',
	filters: ['region', 'scope', 'dataset'],
	region: { scope: 'within', fallback: 'all' },
	sort: ['-date', 'region', 'action_type'],
	shown: ['region_name', 'date', 'action_type'],
	searched: null
});

/** Lists of the forecast. */
export const forecastLists = {
	'what-followed': whatFollowedCollection,
	forecasts: forecastsCollection,
	'forecast-scores': forecastScoresCollection,
	'forecast-trials': forecastTrialsCollection,
	'first-test-actions': firstTestActionsCollection
};
