import { words } from '#lib/domain/collections/collection.ts';
import { z } from 'zod';
import { picked } from '../bounded.ts';
import { addressOf, withQuery } from '../ask.ts';
import { SOURCE } from '../lists.ts';
import { defineTool, moment, region, text } from '../tool.ts';
import { pageOf, rulesIn, withSources, type ProfileAnswer } from './rules.ts';

const AHEAD = [
	...words('kind date_start date_end basis place_name region_name summary'),
	...words('action_id'),
	...SOURCE
];
/** Restrictions that a tracker listed as pending, with the days on which it did. */
const PENDING = [
	...words('place_name region_name tracker_types status first_pending'),
	...words('last_pending since_action since_date publisher tier source_url')
];
/** Rules and upcoming dates given. */
const RULES = 20;
const DATES = 10;

/** The rules that hold in a place on a day. */
export const inForceTool = defineTool({
	name: 'in_force',
	title: 'What is in force in a place',
	description:
		'Moratoriums, bans and proposals on record for one region or place on a day: its own and those of its county, state and country, with status and end date; what a tracker saw pending, and when; and upcoming dates.',
	input: z.object({
		region: region.optional(),
		place: text('A place by its code, instead: US-CA/city/monterey-park').optional(),
		...moment
	}),
	answer: async ({ region: code, place, ...day }, ask) => {
		const query = { ...(place === undefined ? { region: code ?? 'US' } : { place }), ...day };
		const { data, meta } = (await ask('/profile', query)) as ProfileAnswer;
		const rules = rulesIn(data);
		return {
			rows: await withSources(rules.slice(0, RULES), ask, day),
			total: rules.length,
			asked: `Rules on record that apply in ${data.label} on ${meta.on}`,
			caveat:
				'A place without records may still have a rule, or opposition: small places are reported less. A rule without a known end may no longer be in force. Ask the body before you rely on it.',
			release: meta.release,
			on: meta.on,
			page: withQuery(pageOf(data), day),
			api: addressOf('/profile', query),
			notes: meta.notes,
			about: {
				name: data.label,
				places_inside_by_status: data.inside,
				seen_pending: data.pending.slice(0, DATES).map((row) => picked(row, PENDING)),
				what_followed: data.followed,
				dates_ahead: data.ahead.slice(0, DATES).map((row) => picked(row, AHEAD))
			}
		};
	}
});
