import { z } from 'zod';
import { code, date, id, number, oneOf, optional, ref, text } from '../schema/column.ts';
import { defineTable } from '../schema/table.ts';
import { RECORD_STATES } from '../actions/matching/sighted.ts';
import { dataset } from './derived.ts';

/** How a spell of equal sightings ended. */
const SIGHTING_ENDS = ['changed', 'removed', 'last_look', 'single_look'] as const;

export const sightings = defineTable({
	name: 'sightings',
	title: 'Sightings',
	description:
		'What a tracker listed for a matter, from the first to the last day it was listed so; never overwritten. State on day D: first_seen is not after D, and known_until (in files: seen_otherwise_from, or the first_seen of the record’s next row) is empty or after D.',
	file: 'sightings.csv',
	key: ['tracker', 'tracker_record_id', 'first_seen'],
	ids: 'dataset',
	row: z.object({
		tracker: id('Short name of the tracker'),
		tracker_record_id: id('Identifier of the record in the tracker'),
		region: ref('regions', 'region', 'County, state or country the place is in'),
		region_how: text('How the region was found'),
		place_name: optional(text('Place as the tracker names it')),
		place_id: optional(ref('places', 'place_id', 'The place, where it is one of ours')),
		action_type: optional(
			code('action_type', 'Kind of action in our words; empty where none fits', {
				indexed: true
			})
		),
		action_types: optional(text('All kinds of the record in our words, joined with |')),
		tracker_types: optional(text('The kinds in the words of the tracker, joined with |')),
		scope: optional(text('Reach in the words of the tracker')),
		status: text('Status in the words of the tracker', { indexed: true }),
		outcome: optional(text('Outcome in the words of the tracker')),
		first_seen: date('First look on which it read so, YYYY-MM-DD', 'published'),
		last_seen: date('Last look on which it read so, YYYY-MM-DD', 'published'),
		seen_otherwise_from: optional(
			date(
				'First look on which it read otherwise or was gone; empty where it is not known to have changed',
				'published'
			)
		),
		how_it_ended: oneOf(
			SIGHTING_ENDS,
			'changed: it read otherwise; removed: it was gone; last_look: the looks ended; single_look: there was one look'
		),
		event_date: optional(date('Date of the matter, as the tracker has it', 'happened')),
		project_name: optional(text('Project it is about')),
		developer: optional(text('Who proposes it')),
		project_mw: optional(
			number('Power of the project: never sum over sightings', { unit: 'MW', min: 0 })
		),
		action_id: optional(text('Actions it was matched to, joined with |')),
		match_how: optional(text('How it was matched')),
		source_id: ref('sources', 'source_id', 'The list it was seen in')
	}),
	derived: z.object({
		says: oneOf(
			RECORD_STATES,
			'pending, adopted: a moratorium, ban or zoning rule that is; fight: another matter still open; other: anything else, by the words of the tracker',
			{ indexed: true }
		),
		known_until: optional(
			text(
				'First day on which it no longer tells what is known: seen_otherwise_from, or the first look on which the record was read again; empty while it does'
			)
		),
		...dataset
	})
});

export const coverage = defineTable({
	name: 'coverage',
	title: 'Coverage of trackers',
	description:
		'What each tracker watched and when, as far as stated. Empty is unknown; nothing unstated counts as watched.',
	file: 'coverage.csv',
	key: ['tracker'],
	ids: 'shared',
	row: z.object({
		tracker: id('Short name of the tracker'),
		name: text('Name of the tracker'),
		watches: optional(text('What it collects')),
		began: optional(date('First day of its collection', 'published')),
		swept_from: optional(date('From when it looked place by place, month by month', 'published')),
		swept_to: optional(date('Until when it did', 'published')),
		read_to: optional(date('Newest day of the copy that was read into this data', 'published')),
		own_words: optional(text('What it says of its completeness, in its own words')),
		note: optional(text('Anything to know about it')),
		source_id: ref('sources', 'source_id', 'The list, or where this is stated')
	}),
	derived: z.object({ ...dataset })
});
