import ical, { ICalCalendarMethod, ICalEventClass, ICalEventTransparency } from 'ical-generator';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { actionsCollection } from '#lib/domain/collections/actions.ts';
import { aheadBasis, aheadDay, aheadTitle, dayAfter } from '#lib/domain/keeping-up/ahead.ts';
import { publishers, TIER_WORDS } from '#lib/domain/format.ts';
import { datesAhead, type AheadRow } from '../dataset/queries/ahead.ts';
import type { Document } from './formats/document.ts';
import { ask } from './request.ts';

const CALENDAR = {
	...actionsCollection,
	name: 'calendar',
	title: 'Dates ahead',
	filters: ['region']
} as unknown as Collection;

/** Hours after which a subscriber looks again. */
const LOOK_AGAIN_HOURS = 24;

/** Dates ahead of a region as iCalendar (RFC 5545): all-day events whose ids stay the same. */
export const calendar: Document = {
	path: '/calendar.ics',
	summary: 'Dates ahead as iCalendar',
	description:
		'Ends of pauses and bans in force (each says whether the day is stated or computed), days on which rules take effect, votes and hearings dated ahead, of a region with what lies inside and of the states and countries around it. All-day events; where only the month is known the event covers it. Ids stay the same when a date moves. For subscribing.',
	type: 'text/calendar; charset=utf-8',
	collection: CALENDAR,
	fileName: (name) => `${name}.ics`,
	make: (params, moment, origin) => {
		const asked = ask(CALENDAR, params, moment, 'record');
		const events = datesAhead(asked.release, { regions: asked.query.regions }, asked.on);
		const made = ical({
			name: `${asked.sentence} · Groundswell`,
			prodId: { company: 'Groundswell', product: 'Dates ahead', language: 'EN' },
			method: ICalCalendarMethod.PUBLISH,
			ttl: LOOK_AGAIN_HOURS * 3600
		});
		for (const event of events) made.createEvent(eventOf(event, origin));
		return `${made.toString()}\r\n`;
	}
};

const at = (day: string) => new Date(`${day}T00:00:00Z`);

function eventOf(row: AheadRow, origin: string) {
	const address = `${origin}/actions/${encodeURIComponent(row.action_id)}`;
	return {
		id: `${row.ahead_id}@groundswell`,
		start: at(row.date_start),
		end: at(dayAfter(row)),
		allDay: true,
		summary: aheadTitle(row),
		description: [
			`${row.summary}.`,
			`${aheadDay(row)}. ${aheadBasis(row)}.`,
			`${row.publisher}, ${TIER_WORDS[row.tier]}; ${publishers(row.independent_sources)}.`,
			address
		].join('\n'),
		location: row.place_name,
		url: address,
		categories: [{ name: row.kind }, { name: row.basis }],
		stamp: at(row.stamp),
		lastModified: at(row.stamp),
		class: ICalEventClass.PUBLIC,
		transparency: ICalEventTransparency.TRANSPARENT
	};
}
