import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { daysBetween } from '#lib/domain/dates.ts';
import { releasesFolder } from '../setup/releases-folder.ts';
import { apiOver } from '../setup/support.ts';

const api = apiOver();
const FAR = '2026-11-25';

interface Event {
	uid: string;
	start: string;
	end: string;
	isDate: boolean;
	summary: string;
	description: string;
	stamp: string;
	categories: string[];
	sequence: number;
}

async function events(path: string, of = api): Promise<Event[]> {
	const answer = await of.get(path);
	expect(answer.status).toBe(200);
	const component = new ICAL.Component(ICAL.parse(await answer.text()) as unknown[]);
	expect(component.getFirstPropertyValue('version')).toBe('2.0');
	return component.getAllSubcomponents('vevent').map((one) => {
		const event = new ICAL.Event(one);
		return {
			uid: event.uid,
			start: event.startDate.toString(),
			end: event.endDate.toString(),
			isDate: event.startDate.isDate && event.endDate.isDate,
			summary: event.summary,
			description: event.description,
			stamp: String(one.getFirstPropertyValue('dtstamp')),
			sequence: Number(one.getFirstPropertyValue('sequence')),
			categories: one.getFirstProperty('categories')?.getValues().map(String) ?? []
		};
	});
}

describe('the calendar', () => {
	test('is iCalendar to a parser of another hand: all-day events, each id once', async () => {
		const answer = await api.get('/api/v1/calendar.ics');
		expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
		const all = await events('/api/v1/calendar.ics');
		expect(all.length).toBeGreaterThan(5);
		expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
		for (const { isDate, start, end } of all) {
			expect(isDate).toBe(true);
			expect(end > start).toBe(true);
		}
	});

	test('holds ends of pauses in force, and says of each whether it is stated or computed', async () => {
		const all = await events('/api/v1/calendar.ics?region=US-VA');
		const expiries = all.filter(({ categories }) => categories[0] === 'expiry');
		expect(expiries.length).toBeGreaterThan(0);
		for (const { description, categories, end } of expiries) {
			expect(end > FAR).toBe(true);
			expect(description).toMatch(
				categories[1] === 'stated' ? /Stated by a source/ : /Computed from its start/
			);
		}
	});

	test('gives a rule of the state to its counties, and a county’s to no other', async () => {
		const inside = await events('/api/v1/calendar.ics?region=US-VA-51107');
		const around = await events('/api/v1/calendar.ics?region=US-VA');
		for (const { uid } of inside) expect(around.map((one) => one.uid)).toContain(uid);
		expect(inside.length).toBeLessThan(around.length);
		for (const { summary } of around) expect(summary).toMatch(/Virginia|United States/);
	});

	test('covers the month where only the month is known', async () => {
		const all = await events('/api/v1/calendar.ics');
		const coarse = all.filter(({ description }) => description.includes('sometime in'));
		expect(coarse.length).toBeGreaterThan(0);
		for (const { start, end } of coarse) expect(daysBetween(start, end)).toBeGreaterThanOrEqual(28);
	});

	test('keeps its ids and stamps from day to day', async () => {
		const copies = releasesFolder();
		copies.publish('aaaaaaaaaaaa', '2026-11-26T12:00:00.000Z');
		const later = apiOver({
			releases: copies.folder,
			now: () => new Date('2026-12-24T10:00:00.000Z')
		});
		const now = new Map((await events('/api/v1/calendar.ics')).map((one) => [one.uid, one]));
		const then = await events('/api/v1/calendar.ics', later);
		expect(then.length).toBeGreaterThan(3);
		for (const event of then) expect(now.get(event.uid)).toEqual(event);
	});

	test('takes a hearing and a vote in the future from their actions', async () => {
		const copies = releasesFolder();
		copies.publish('aaaaaaaaaaaa', '2026-11-26T12:00:00.000Z', (db) => {
			const [hearing, vote] = db
				.prepare(`SELECT action_id FROM actions WHERE region = 'US-VA-51107' LIMIT 2`)
				.pluck()
				.all() as string[];
			const move = db.prepare(
				`UPDATE actions SET date = '2027-01-12', date_start = '2027-01-12', date_end = '2027-01-12', decision = 'pending', starts_on = NULL, summary = ? WHERE action_id = ?`
			);
			move.run('Synthetic: public hearing on the ordinance', hearing);
			move.run('Synthetic: board to vote on the ordinance', vote);
		});
		const of = apiOver({ releases: copies.folder, now: () => new Date('2026-11-27T10:00:00Z') });
		const found = (await events('/api/v1/calendar.ics?region=US-VA-51107', of)).filter(
			({ start }) => start === '2027-01-12'
		);
		expect(found.map(({ categories, end }) => [categories[0], end]).sort()).toEqual([
			['hearing', '2027-01-13'],
			['vote', '2027-01-13']
		]);
	});

	test('writes lines that end in CRLF and are folded at 75 octets, and escapes what RFC 5545 asks to', async () => {
		const text = await (await api.get('/api/v1/calendar.ics')).text();
		const lines = text.split('\r\n');
		expect(text).not.toMatch(/[^\r]\n/);
		for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
		for (const line of unfolded.filter((one) => /^(SUMMARY|DESCRIPTION|LOCATION):/.test(one)))
			expect(line.slice(line.indexOf(':') + 1)).not.toMatch(/(^|[^\\])[,;]/);
	});

	test('says of each expiry in its title where the day is only computed', async () => {
		const all = await events('/api/v1/calendar.ics');
		for (const { summary, categories } of all)
			expect(summary.endsWith('(computed, not stated)')).toBe(categories[1] === 'computed');
	});

	test('numbers an event anew whenever what it tells may have changed', async () => {
		const copies = releasesFolder();
		const [first] = await events('/api/v1/calendar.ics?region=US-VA');
		const id = first?.uid.replace(/^\w+:|@.*$/g, '');
		copies.publish('aaaaaaaaaaaa', '2026-11-26T12:00:00.000Z', (db) =>
			db.prepare(`UPDATE actions SET changed = '2026-12-01' WHERE action_id = ?`).run(id)
		);
		const of = apiOver({ releases: copies.folder, now: () => new Date('2026-12-02T10:00:00Z') });
		const now = (await events('/api/v1/calendar.ics?region=US-VA', of)).find(
			({ uid }) => uid === first?.uid
		);
		expect([first?.sequence, now?.sequence]).toEqual([0, 7]);
		expect(now?.stamp).toBe('2026-12-01T00:00:00Z');
	});

	test('without any date ahead is a calendar all the same', async () => {
		expect(await events('/api/v1/calendar.ics?region=WLD')).toEqual([]);
	});

	test('of a place has its own dates and those of what lies around it', async () => {
		const county = await events('/api/v1/calendar.ics?region=US-VA-51810');
		const place = await events('/api/v1/calendar.ics?place=US-VA/city/virginia-beach');
		expect(place.map(({ uid }) => uid)).toEqual(county.map(({ uid }) => uid));
		expect((await api.get('/api/v1/calendar.ics?place=US-VA/city/atlantis')).status).toBe(400);
	});

	test('of regions and places together has the dates of each, every one once', async () => {
		const uids = async (query: string) =>
			(await events(`/api/v1/calendar.ics?${query}`)).map(({ uid }) => uid);
		const town = 'US-WI/city/madison';
		const both = await uids(`region=US-VA&place=${town}`);
		expect(both.length).toBeGreaterThan(0);
		expect([...both].sort()).toEqual(
			[...new Set([...(await uids('region=US-VA')), ...(await uids(`place=${town}`))])].sort()
		);
		expect([...(await uids(`place=${town}~US-VA/city/virginia-beach`))].sort()).toEqual(
			[
				...new Set([
					...(await uids(`place=${town}`)),
					...(await uids('place=US-VA/city/virginia-beach'))
				])
			].sort()
		);
	});
});
