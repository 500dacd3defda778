import { z } from 'zod';
import { optional, text, yesNo } from '../../schema/column.ts';
import { actions } from '../../tables/actions.ts';
import { places } from '../../tables/regions.ts';
import { fresh_limits, freshness } from '../../tables/freshness.ts';
import { action_facts, positions, projects, statuses } from '../../tables/computed/status.ts';
import { provenance, regionName, picked, words } from '../collection.ts';
import { defineStored } from '../stored.ts';

const status = { ...statuses.row.shape, ...statuses.derived.shape };
const awaits = action_facts.derived.shape;
const project = { ...projects.row.shape, ...projects.derived.shape };
const fresh = { ...freshness.row.shape, ...freshness.derived.shape };
const position = positions.derived.shape;
const place = {
	place_name: places.row.shape.name,
	place_kind: places.row.shape.place_kind
};

export const statusesCollection = defineStored({
	name: 'statuses',
	title: 'Moratoriums and bans over time',
	description:
		'Moratoriums and bans of each place as periods of days, computed from actions. current=yes leaves those that cover the day `on`. A rule with reach state or country applies to everything inside; one with reach county applies to unincorporated land, and we do not know whether it binds the towns inside.',
	from: {
		t: 'statuses',
		l: { table: 'places', on: 't.place_id' },
		r: { table: 'regions', on: 't.region' },
		a: { table: 'actions', on: 't.last_action' },
		f: { table: 'action_facts', on: 't.last_action' },
		x: { table: 'positions', on: 't.place_id', optional: true }
	},
	row: z.object({
		region: status.region,
		...regionName,
		date: status.from,
		...place,
		...picked(status, 'place_id action_type status from to from_basis to_basis'),
		...picked(status, 'from_latest to_earliest from_precision to_precision because body'),
		...picked(status, 'body_kind mw_threshold covers'),
		covers_words: optional(text('The same in a sentence')),
		reach: status.reach,
		...picked(awaits, 'awaited awaited_from awaited_to'),
		...picked(position, 'lon lat position_precision'),
		...picked(status, 'matter dataset status_id'),
		tier: actions.derived.shape.tier,
		independent_sources: actions.derived.shape.independent_sources
	}),
	id: 'status_id',
	repeats: 'because',
	filters: [
		...words('region scope from to place action_type status current reach dataset tier'),
		...words('min_sources')
	],
	region: { scope: 'within', fallback: 'all' },
	sort: ['-date', 'to', 'region', 'place_name', 'action_type', 'status'],
	shown: ['place_name', 'region_name', 'action_type', 'status', 'from', 'to', 'because'],
	searched: null
});

const projectsCollection = defineStored({
	name: 'projects',
	title: 'Projects',
	description:
		'Data center projects mentioned in actions, one row each, with their status on the day `on`. Power and investment are of the project; do not add them up over actions. blocked is no for a project that was filed again nearby (refiled_as).',
	from: {
		j: 'projects',
		l: { table: 'places', on: 'j.place_id' },
		r: { table: 'regions', on: 'j.region' },
		x: { table: 'positions', on: 'j.place_id', optional: true }
	},
	row: z.object({
		region: project.region,
		...regionName,
		date: project.date_end,
		...place,
		...picked(project, 'place_id project_name developer project_status blocked'),
		...picked(project, 'refiled_as project_mw project_mw_min project_mw_max'),
		...picked(project, 'project_investment_usd project_investment_usd_min'),
		...picked(project, 'project_investment_usd_max date_start date_end decided_by'),
		decided_note: optional(text('What is to be known of the action that set the status')),
		...picked(project, 'actions from to'),
		...picked(position, 'lon lat position_precision'),
		dataset: project.dataset,
		project_id: project.project_id
	}),
	id: 'project_id',
	repeats: 'actions',
	filters: ['region', 'scope', 'from', 'to', 'project_status', 'blocked', 'developer', 'dataset'],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		...words('project_mw project_investment_usd project_name developer region'),
		...words('project_status')
	],
	shown: ['project_name', 'place_name', 'region_name', 'project_status', 'project_mw', 'date'],
	searched: null
});

const staleCollection = defineStored({
	name: 'stale',
	title: 'Outdated records',
	description:
		'Actions, polls, values of indicators, model prices, claims and projects that no source confirmed for longer than the limit of their kind on the day `on`, or that are known from one tracker only. The collection fresh-limits has the limits and their reasons.',
	from: {
		f: 'freshness',
		r: { table: 'regions', on: 'f.region' },
		s: { table: 'sources', on: 'f.source_id' }
	},
	row: z.object({
		region: fresh.region,
		...regionName,
		...picked(fresh, 'date record_kind record_id action_type of_kind summary'),
		stale: yesNo('yes where the day is on or after stale_from'),
		...picked(fresh, 'single_aggregator last_confirmed confirmed_by fresh_days'),
		limit_reason: optional(text('Why records of the kind stay fresh so long')),
		stale_from: fresh.stale_from,
		dataset: fresh.dataset,
		stale_id: text('record_kind|record_id'),
		...provenance
	}),
	id: 'stale_id',
	filters: [
		...words('region scope from to record_kind stale single_aggregator action_type'),
		...words('dataset tier')
	],
	region: { scope: 'within', fallback: 'all' },
	sort: ['last_confirmed', '-date', 'stale_from', 'region', 'record_kind', 'action_type'],
	page: '/stale',
	shown: ['summary', 'region_name', 'date', 'last_confirmed', 'stale', 'single_aggregator'],
	searched: null
});

const limit = { ...fresh_limits.row.shape, ...fresh_limits.derived.shape };

const freshLimitsCollection = defineStored({
	name: 'fresh-limits',
	title: 'Limits for outdated records',
	description: fresh_limits.description,
	from: { w: 'fresh_limits' },
	row: z.object({
		limit_id: text('record_kind|of_kind'),
		record_kind: limit.record_kind,
		of_kind: limit.of_kind,
		of_label: text('The same in words'),
		...picked(limit, 'fresh_days reason dataset')
	}),
	id: 'limit_id',
	filters: ['record_kind', 'dataset'],
	region: null,
	sort: ['record_kind', 'of_kind', 'fresh_days'],
	page: '/stale',
	shown: ['of_label', 'record_kind', 'fresh_days', 'reason'],
	searched: null
});

/** Lists of what stands and of what is old. */
export const statusLists = {
	statuses: statusesCollection,
	projects: projectsCollection,
	stale: staleCollection,
	'fresh-limits': freshLimitsCollection
};
