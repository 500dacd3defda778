import { z } from 'zod';
import { text } from '../../schema/column.ts';
import { trend_days, trend_effects, trend_polls, trends } from '../../tables/computed/trends.ts';
import { polls } from '../../tables/polls.ts';
import { regionName, picked, words } from '../collection.ts';
import { defineStored } from '../stored.ts';

const trend = { ...trends.row.shape, ...trends.derived.shape };
const day = { ...trend_days.row.shape, ...trend_days.derived.shape };
const effect = { ...trend_effects.row.shape, ...trend_effects.derived.shape };
const inTrend = { ...trend_polls.row.shape, ...trend_polls.derived.shape };

/** What a trend is an estimate of, beside its region. */
const subject = {
	wording_group: trend.wording_group,
	pool: trend.pool,
	wording_label: text('Question group or combination in words'),
	...picked(trend, 'option stance followed subgroup population from_dataset')
};

const SUBJECT_FILTERS = [
	...words('region scope wording_group pool option followed stance subgroup population'),
	...words('dataset')
] as const;

/** Without a population or dataset asked for, the rows are those of all together; without an option, of the one followed. */
const ASSUMED =
	'By default, rows cover everyone asked and all datasets, and the one answer tracked over time.';

export const trendsCollection = defineStored({
	name: 'trends',
	title: 'Estimates by day',
	description: `Estimates by day and method, with the intervals of the model. known=then gives what the model would have said on each day, from polls published by then. ${ASSUMED}`,
	from: {
		d: 'trend_days',
		t: { table: 'trends', on: 'd.trend_id' },
		r: { table: 'regions', on: 't.region' }
	},
	row: z.object({
		region: trend.region,
		...regionName,
		date: day.day,
		...picked(day, 'method known estimate low80 high80 low95 high95 polls houses'),
		...subject,
		trend_id: day.trend_id,
		estimate_id: text('trend_id|method|date, and |then behind it where known is then')
	}),
	id: 'estimate_id',
	filters: [...SUBJECT_FILTERS, 'from', 'to', 'method', 'known'],
	region: { scope: 'exact', fallback: 'US' },
	sort: ['-date', 'method', 'estimate'],
	page: '/polls/estimates',
	searched: null
});

const trendPollsCollection = defineStored({
	name: 'trend-polls',
	title: 'Polls in estimates',
	description: `Each poll in an estimate: its adjusted share, weight and residual. ${ASSUMED}`,
	from: {
		y: 'trend_polls',
		t: { table: 'trends', on: 'y.trend_id' },
		r: { table: 'regions', on: 't.region' },
		p: { table: 'polls', on: 'y.poll_id' }
	},
	row: z.object({
		region: trend.region,
		...regionName,
		date: text('Middle of the fieldwork, YYYY-MM-DD'),
		house: polls.row.shape.house,
		...picked(inTrend, 'poll_id percent margin adjusted weight residual'),
		...subject,
		trend_id: inTrend.trend_id,
		reading_id: inTrend.reading_id,
		trend_poll_id: text('trend_id|reading_id'),
		source_id: polls.row.shape.source_id
	}),
	id: 'trend_poll_id',
	filters: [...SUBJECT_FILTERS, 'from', 'to', 'house'],
	region: { scope: 'exact', fallback: 'US' },
	sort: ['-date', 'house', 'residual', 'weight'],
	page: '/polls/houses',
	example: { pool: 'nearby' },
	searched: null
});

const housesCollection = defineStored({
	name: 'houses',
	title: 'Differences between pollsters',
	description: `How far each pollster, group of people asked and wording is from the average pollster, where a model could be fitted. ${ASSUMED}`,
	from: {
		e: 'trend_effects',
		t: { table: 'trends', on: 'e.trend_id' },
		r: { table: 'regions', on: 't.region' }
	},
	row: z.object({
		region: trend.region,
		...regionName,
		factor: effect.factor,
		name: effect.name,
		name_label: text('The pollster, people asked or wording, in words'),
		...picked(effect, 'effect low95 high95 polls'),
		...subject,
		trend_id: effect.trend_id,
		effect_id: text('trend_id|factor|name')
	}),
	id: 'effect_id',
	filters: [...SUBJECT_FILTERS, 'factor', 'house'],
	region: { scope: 'exact', fallback: 'US' },
	sort: ['name', 'effect', 'polls', 'factor'],
	page: '/polls/houses',
	example: { pool: 'nearby' },
	searched: null
});

/** Lists of trends. */
export const trendLists = {
	trends: trendsCollection,
	'trend-polls': trendPollsCollection,
	houses: housesCollection
};
