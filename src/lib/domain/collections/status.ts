import { z } from 'zod';
import { optional, text, yesNo } from '../schema/column.ts';
import { actions } from '../tables/actions.ts';
import { places } from '../tables/regions.ts';
import { fresh_limits, freshness } from '../tables/freshness.ts';
import { action_facts, positions, projects, statuses } from '../tables/status.ts';
import { provenance, regionName } from './collection.ts';
import { defineStored } from './stored.ts';

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
	title: 'Status over time',
	description:
		'Moratoria and bans of each place as intervals of days, computed from the actions behind them. current=yes leaves those that cover the day `on`. A rule with reach state or country counts for everything inside; one with reach county for unincorporated land, and whether it binds a town inside is not recorded.',
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
		place_id: status.place_id,
		action_type: status.action_type,
		status: status.status,
		from: status.from,
		to: status.to,
		from_basis: status.from_basis,
		to_basis: status.to_basis,
		from_latest: status.from_latest,
		to_earliest: status.to_earliest,
		from_precision: status.from_precision,
		to_precision: status.to_precision,
		because: status.because,
		body: status.body,
		body_kind: status.body_kind,
		mw_threshold: status.mw_threshold,
		covers: status.covers,
		covers_words: optional(text('The same in a sentence')),
		reach: status.reach,
		awaited: awaits.awaited,
		awaited_from: awaits.awaited_from,
		awaited_to: awaits.awaited_to,
		lon: position.lon,
		lat: position.lat,
		position_precision: position.position_precision,
		matter: status.matter,
		dataset: status.dataset,
		status_id: status.status_id,
		tier: actions.derived.shape.tier,
		independent_sources: actions.derived.shape.independent_sources
	}),
	id: 'status_id',
	filters: [
		'region',
		'scope',
		'from',
		'to',
		'place',
		'action_type',
		'status',
		'current',
		'reach',
		'dataset',
		'tier',
		'min_sources'
	],
	region: { scope: 'within', fallback: 'all' },
	sort: ['-date', 'to', 'region', 'place_name', 'action_type', 'status'],
	shown: ['place_name', 'region_name', 'action_type', 'status', 'from', 'to', 'because'],
	searched: null
});

export const projectsCollection = defineStored({
	name: 'projects',
	title: 'Projects',
	description:
		'Data center projects that actions name, one row each, as they stood on the day `on` by the steps dated up to it: power and investment belong here and are never added up over actions. blocked is no for a project that was filed again nearby (refiled_as).',
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
		place_id: project.place_id,
		project_name: project.project_name,
		developer: project.developer,
		project_status: project.project_status,
		blocked: project.blocked,
		refiled_as: project.refiled_as,
		project_mw: project.project_mw,
		project_mw_min: project.project_mw_min,
		project_mw_max: project.project_mw_max,
		project_investment_usd: project.project_investment_usd,
		project_investment_usd_min: project.project_investment_usd_min,
		project_investment_usd_max: project.project_investment_usd_max,
		date_start: project.date_start,
		date_end: project.date_end,
		decided_by: project.decided_by,
		decided_note: optional(text('What is to be known of the action that set the status')),
		actions: project.actions,
		from: project.from,
		to: project.to,
		lon: position.lon,
		lat: position.lat,
		position_precision: position.position_precision,
		dataset: project.dataset,
		project_id: project.project_id
	}),
	id: 'project_id',
	filters: ['region', 'scope', 'from', 'to', 'project_status', 'blocked', 'developer', 'dataset'],
	region: { scope: 'within', fallback: 'all' },
	sort: [
		'-date',
		'project_mw',
		'project_investment_usd',
		'project_name',
		'developer',
		'region',
		'project_status'
	],
	shown: ['project_name', 'place_name', 'region_name', 'project_status', 'project_mw', 'date'],
	searched: null
});

export const staleCollection = defineStored({
	name: 'stale',
	title: 'Records to look at again',
	description:
		'Actions, polls, values of series, prices of models, claims and projects that nobody confirmed for longer than the limit of their kind on the day `on`, or that rest on one tracker or digest. The limits, each with its reason, are the collection fresh-limits.',
	from: {
		f: 'freshness',
		r: { table: 'regions', on: 'f.region' },
		s: { table: 'sources', on: 'f.source_id' }
	},
	row: z.object({
		region: fresh.region,
		...regionName,
		date: fresh.date,
		record_kind: fresh.record_kind,
		record_id: fresh.record_id,
		action_type: fresh.action_type,
		of_kind: fresh.of_kind,
		summary: fresh.summary,
		stale: yesNo('yes where the day is on or after stale_from'),
		single_aggregator: fresh.single_aggregator,
		last_confirmed: fresh.last_confirmed,
		confirmed_by: fresh.confirmed_by,
		fresh_days: fresh.fresh_days,
		limit_reason: optional(text('Why records of the kind stay fresh so long')),
		stale_from: fresh.stale_from,
		dataset: fresh.dataset,
		stale_id: text('record_kind|record_id'),
		...provenance
	}),
	id: 'stale_id',
	filters: [
		'region',
		'scope',
		'from',
		'to',
		'record_kind',
		'stale',
		'single_aggregator',
		'action_type',
		'dataset',
		'tier'
	],
	region: { scope: 'within', fallback: 'all' },
	sort: ['last_confirmed', '-date', 'stale_from', 'region', 'record_kind', 'action_type'],
	page: '/stale',
	shown: ['summary', 'region_name', 'date', 'last_confirmed', 'stale', 'single_aggregator'],
	searched: null
});

const limit = { ...fresh_limits.row.shape, ...fresh_limits.derived.shape };

export const freshLimitsCollection = defineStored({
	name: 'fresh-limits',
	title: 'Limits of freshness',
	description: fresh_limits.description,
	from: { w: 'fresh_limits' },
	row: z.object({
		limit_id: text('record_kind|of_kind'),
		record_kind: limit.record_kind,
		of_kind: limit.of_kind,
		of_label: text('The same in words'),
		fresh_days: limit.fresh_days,
		reason: limit.reason,
		dataset: limit.dataset
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
