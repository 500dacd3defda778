import { z } from 'zod';
import { EFFECT_FACTORS, KNOWN, TREND_METHODS } from '../../closed.ts';
import { integer, number, oneOf, optional, percent, text, yesNo } from '../../schema/column.ts';
import { defineTable } from '../../schema/table.ts';

const points = (description: string) => number(description, { unit: 'percentage points' });
const count = (description: string) => integer(description, { min: 0 });
const trendId = text('Identifier of the trend', { indexed: true });

/** What is estimated from which readings; one row a combination that pages offer. Has no file. */
export const trends = defineTable({
	name: 'trends',
	title: 'Estimates by day',
	description:
		'One row for each region, wording group or pool, option, subgroup, population and dataset: what was estimated, or what is missing.',
	file: '',
	key: ['trend_id'],
	ids: 'shared',
	row: z.object({
		trend_id: trendId
	}),
	derived: z.object({
		region: text('Region the samples stand for', { indexed: true }),
		wording_group: optional(text('Wording group; empty for a pool', { indexed: true })),
		pool: optional(text('Pool of wording groups; empty for a single one', { indexed: true })),
		wordings: count('Question groups among the poll results'),
		followed: yesNo('yes where it is the one answer tracked over time'),
		option: text('Option whose share is estimated; several joined with ~', { indexed: true }),
		stance: text('Position the option means'),
		subgroup: text('Part of the sample', { indexed: true }),
		population: text('Whom the samples stand for; all for every population together', {
			indexed: true
		}),
		from_dataset: text('Dataset of the readings; all for every one together'),
		readings: count('Poll results it rests on'),
		left_out: count('Poll results without an exact date, which are left out'),
		polls: count('Polls it rests on'),
		houses: count('Pollsters it rests on'),
		first: text('First day of the grid'),
		last: text('Last day of the grid'),
		model: yesNo('yes where the model could be fitted'),
		sentence: optional(text('What is missing for the model')),
		assumed_n: optional(
			number('Sample size taken where a poll reports neither it nor a margin', {
				unit: 'respondents'
			})
		),
		known_sentence: optional(
			text('Why there is no series of what the model would have said on each day')
		),
		non_sampling_sd: optional(
			points(
				'Error of a poll beyond its sample and pollster, as a standard deviation, by the model'
			)
		),
		non_sampling_low95: optional(points('Lower end of its 95% interval')),
		non_sampling_high95: optional(points('Upper end of its 95% interval')),
		band_n: optional(
			number('Sample of the poll that the band is for: the median of those reported', {
				unit: 'respondents'
			})
		),
		band_low80: optional(
			percent('Lower end of the 80% band for a poll by a new pollster, on the last day')
		),
		band_high80: optional(percent('Upper end of it')),
		band_low95: optional(percent('Lower end of the 95% band for such a poll')),
		band_high95: optional(percent('Upper end of it'))
	})
});

export const trend_days = defineTable({
	name: 'trend_days',
	title: 'Trend by day',
	description:
		'Estimates on a daily grid by method, with intervals where the method has them. Rounded to 8 decimals, variances to 8 digits.',
	file: '',
	key: ['trend_id', 'method', 'day', 'known'],
	ids: 'shared',
	row: z.object({
		trend_id: trendId,
		method: oneOf(
			TREND_METHODS,
			'simple: mean of a trailing window; weighted: by the root of the sample size with exponential decay; model: state-space model with a difference per pollster',
			{ indexed: true }
		),
		day: text('Day of the estimate, YYYY-MM-DD', { indexed: true }),
		known: oneOf(
			KNOWN,
			'now: from every poll in the release; then: what the model would have said on the day, from polls published by it'
		)
	}),
	derived: z.object({
		estimate: percent('Estimate of the share'),
		low80: optional(percent('Lower end of the 80% interval')),
		high80: optional(percent('Upper end of the 80% interval')),
		low95: optional(percent('Lower end of the 95% interval')),
		high95: optional(percent('Upper end of the 95% interval')),
		polls: count('Polls behind the estimate: in the window, or within 30 days for the model'),
		houses: count('Pollsters behind the estimate'),
		change_variance: optional(
			text('Variances of the change since earlier days, as JSON; see changeBetweenDays')
		)
	})
});

export const trend_polls = defineTable({
	name: 'trend_polls',
	title: 'Polls in a trend',
	description:
		'What became of each poll in the model: adjusted share, weight, residual. Rounded to 8 decimals.',
	file: '',
	key: ['trend_id', 'reading_id'],
	ids: 'shared',
	row: z.object({
		trend_id: trendId,
		reading_id: text(
			'question_id|subgroup|option of the reading, or of the first of those averaged'
		)
	}),
	derived: z.object({
		poll_id: text('The poll', { indexed: true }),
		percent: percent('Share as reported; the mean of several readings of one poll'),
		margin: optional(points('Half-width of the 95% interval, stated or computed')),
		adjusted: points('Share without the differences of pollster, people asked and wording'),
		weight: number('Points by which the estimate of its day moves when it moves by one'),
		residual: points('Adjusted share less the estimate of its day')
	})
});

export const trend_effects = defineTable({
	name: 'trend_effects',
	title: 'Effects in a trend',
	description:
		'How far a pollster, a group of people asked or a wording is from the anchor of the model. Rounded to 8 decimals.',
	file: '',
	key: ['trend_id', 'factor', 'name'],
	ids: 'shared',
	row: z.object({
		trend_id: trendId,
		factor: oneOf(EFFECT_FACTORS, 'What the effect belongs to'),
		name: text('The pollster, people asked or question group', { indexed: true })
	}),
	derived: z.object({
		effect: points('Difference from the anchor, the average pollster'),
		low95: points('Lower end of the 95% interval'),
		high95: points('Upper end of the 95% interval'),
		polls: count('Polls that carry it')
	})
});

export const validations = defineTable({
	name: 'validations',
	title: 'Validation of trends',
	description:
		'Each poll predicted from the others of its question series or estimate (leave-one-poll-out), or from those published before it. Rounded to 8 decimals.',
	file: '',
	key: ['kind', 'name', 'region'],
	ids: 'shared',
	row: z.object({
		kind: oneOf(
			['item', 'trend', 'ahead'],
			'Polls of one question series, or of an estimate, each from all others; ahead: polls of a trend, each from those published before it'
		),
		name: text('The item or the trend'),
		region: text('Region of the polls')
	}),
	derived: z.object({
		label: text('In words'),
		n: count('Readings predicted'),
		mean_error: points('Mean of reading less prediction'),
		mean_absolute_error: points('Mean of the absolute errors'),
		covered80: number('Share of the readings inside their 80% interval', { min: 0, max: 1 }),
		covered95: number('Share of the readings inside their 95% interval', { min: 0, max: 1 })
	})
});
