import ical, { ICalCalendarMethod, ICalEventClass, ICalEventTransparency } from 'ical-generator';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { actionsCollection } from '#lib/domain/collections/lists/actions.ts';
import { aheadBasis, aheadDay, aheadTitle, dayAfter } from '#lib/domain/keeping-up/ahead.ts';
import { daysBetween } from '#lib/domain/dates.ts';
import { publishers, TIER_WORDS } from '#lib/domain/text/format.ts';
import { FIRST_DAY } from '#lib/domain/history/history.ts';
import {
	datesAheadOf,
	type AheadRow,
	type AheadScope
} from '../../dataset/queries/actions/ahead.ts';
import { placeOf } from '../../dataset/queries/regions/profile.ts';
import type { Document } from '../formats/document.ts';
import { badQuery } from '../request/problem.ts';
import { ask, type Asked } from '../request/request.ts';
import { actionPath } from '#lib/domain/regions/addresses.ts';

const CALENDAR: Collection = {
	...actionsCollection,
	name: 'calendar',
	title: 'Upcoming dates',
	filters: ['region', 'place']
};

/** Hours after which a subscriber looks again. */
const LOOK_AGAIN_HOURS = 24;

/**
 * Upcoming dates of regions and places as iCalendar (RFC 5545): all-day events whose ids stay the same.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export const calendar: Document = {
	path: '/calendar.ics',
	summary: 'Upcoming dates as iCalendar',
	description:
		'Ends of moratoriums and bans in force (each says whether the day is stated or computed), days on which rules take effect, votes and hearings in the future, of regions with what lies inside and of the states and countries around them, and of places with what lies around them; both keys together are one list. All-day events; where only the month is known the event covers it. Ids stay the same when a date moves. For subscribing.',
	type: 'text/calendar; charset=utf-8',
	collection: CALENDAR,
	fileName: (name) => `${name}.ics`,
	make: (call, origin) => {
		const asked = ask(CALENDAR, call, 'record');
		const events = datesAheadOf(asked.release, scopesOf(asked), asked.on);
		const made = ical({
			name: `${asked.sentence} · Groundswell`,
			...(asked.query.notes.length > 0 ? { description: asked.query.notes.join('. ') } : {}),
			prodId: { company: 'Groundswell', product: 'Upcoming dates', language: 'EN' },
			method: ICalCalendarMethod.PUBLISH,
			ttl: LOOK_AGAIN_HOURS * 3600
		});
		for (const event of events) made.createEvent(eventOf(event, origin));
		return `${made.toString()}\r\n`;
	}
};

/** Where dates are looked for: regions, and places beside them. @throws ProblemError 400 for a place that is not here */
function scopesOf({ release, query }: Asked): AheadScope[] {
	const places = (query.filters.place ?? []).map((place): AheadScope => {
		const found = placeOf(release, place);
		if (found) return { regions: [found.region], place };
		const message = 'this version has no such place';
		throw badQuery([{ key: 'place', value: place, message }]);
	});
	if (places.length > 0 && query.regions === null) return places;
	return [{ regions: query.regions }, ...places];
}

const at = (day: string) => new Date(`${day}T00:00:00Z`);

function eventOf(row: AheadRow, origin: string) {
	const address = origin + actionPath(row.action_id);
	return {
		id: `${row.ahead_id}@groundswell`,
		start: at(row.date_start),
		end: at(dayAfter(row)),
		allDay: true,
		summary: `${aheadTitle(row)}${row.basis === 'computed' ? ' (computed, not stated)' : ''}`,
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
		// Grows whenever what is told of the event changes, as RFC 5545 asks of a date that moves.
		sequence: Math.max(0, daysBetween(FIRST_DAY, row.stamp)),
		class: ICalEventClass.PUBLIC,
		transparency: ICalEventTransparency.TRANSPARENT
	};
}
