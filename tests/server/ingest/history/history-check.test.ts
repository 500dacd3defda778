import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeHistory } from '#lib/server/ingest/history/history.ts';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { csv, OBSERVATIONS, SOURCES, Workshop } from '../harness.ts';

const DAY = '2026-11-24';
const TODAY = '2026-11-25';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
	writeHistory(workshop.embedded, DAY);
});
afterEach(() => workshop.remove());

/** Puts other words into a file of the embedded data. */
function edit(file: string, change: (text: string) => string): void {
	const path = join(workshop.embedded, file);
	writeFileSync(path, change(readFileSync(path, 'utf8')));
}
/** Takes an action out of the embedded data, with what cites it. */
function withoutAction(id: string): void {
	edit('actions.csv', (text) => text.replace(new RegExp(`^${id},.*\n`, 'm'), ''));
	edit('citations.csv', (text) => text.replace(new RegExp(`^action,${id},.*\n`, 'm'), ''));
}
const problems = (options: Parameters<Workshop['build']>[0] = {}) =>
	workshop.build({ dryRun: true, today: TODAY, ...options }).problems.map(formatProblem);

describe('the check of rows against their history', () => {
	it('finds nothing where history is up to date, and gives rows their days', () => {
		expect(workshop.build({ today: TODAY }).status).toBe('published');
		expect(
			workshop.rows(`SELECT added, changed FROM actions UNION SELECT added, changed FROM sources
				UNION SELECT added, changed FROM answers UNION SELECT added, changed FROM observations`)
		).toEqual([{ added: DAY, changed: null }]);
	});

	it('asks nothing of a folder that keeps none', () => {
		rmSync(join(workshop.embedded, 'history'), { recursive: true });
		expect(problems()).toEqual([]);
	});

	it('names a row that has no day yet, with the remedy', () => {
		edit('sources.csv', (text) => `${text}extra,Made-up extra,Extra,,,reported,,,\n`);
		expect(problems()).toEqual([
			'groundswell/sources.csv:4: sources "extra": has no day in history yet; run npm run describe'
		]);
	});

	it('names a row that holds something else while its day stands', () => {
		edit('polls.csv', (text) => text.replace('1000', '1001'));
		expect(problems()).toEqual([
			'groundswell/polls.csv:2: polls "p1": has changed since groundswell/history/polls.csv:2 was written; run npm run describe'
		]);
	});

	it('names the day of a row that is gone', () => {
		withoutAction('a2');
		expect(problems()).toEqual([
			'groundswell/history/actions.csv:3: actions "a2": the row is gone, and history still has it; run npm run describe'
		]);
	});

	it.each([
		[`${DAY},2026-11-23`, /history\/polls\.csv:2: changed "2026-11-23": is before added/],
		['2026-11,', /history\/polls\.csv:2: added "2026-11": use a day such as 2026-01-15/]
	])('refuses the days %s', (days, message) => {
		edit('history/polls.csv', (text) => text.replace(`${DAY},`, days));
		const [first = '', ...more] = problems();
		expect(first).toMatch(message);
		expect(more).toEqual([]);
	});

	it('is content on a machine whose clock is behind', () => {
		expect(problems({ today: '2026-01-01' })).toEqual([]);
	});

	it('is content once the history is written again', () => {
		edit('polls.csv', (text) => text.replace('1000', '1001'));
		withoutAction('a2');
		writeHistory(workshop.embedded, TODAY);
		expect(problems()).toEqual([]);
	});

	it('comes to the same on both sides of a midnight and in every time zone', () => {
		const zone = process.env['TZ'];
		try {
			for (const other of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
				process.env['TZ'] = other;
				expect(problems({ today: DAY })).toEqual([]);
			}
		} finally {
			if (zone === undefined) delete process.env['TZ'];
			else process.env['TZ'] = zone;
		}
	});

	it('leaves a commit of the past as it is', () => {
		edit('polls.csv', (text) => text.replace('1000', '1001'));
		const commit = { sha: 'a'.repeat(40), at: new Date(`${DAY}T00:00:00Z`) };
		expect(problems({ commit })).toEqual([]);
	});
});

describe('rows of a user folder', () => {
	const memo = { 'sources.csv': csv(SOURCES, 'memo,Our memo,Us,own') };
	const value = 's1,US-VA,2026,12,,,estimate,,memo,';
	const DAYS = `SELECT added, changed FROM observations WHERE dataset = 'mine'`;

	it('carry the days their file states, and none where it states none', () => {
		workshop.with({
			...memo,
			'observations.csv': csv(
				`${OBSERVATIONS},added,changed`,
				`${value},2026-11-01,2026-11-02`,
				's1,US-VA,2025,11,,,estimate,,memo,,,'
			)
		});
		expect(workshop.rows(`${DAYS} ORDER BY period`)).toEqual([
			{ added: null, changed: null },
			{ added: '2026-11-01', changed: '2026-11-02' }
		]);
	});

	it('take the days of a history of their own', () => {
		const folder = workshop.overlay('mine', {
			...memo,
			'observations.csv': csv(OBSERVATIONS, value)
		});
		writeHistory(folder, '2026-11-20');
		workshop.build({ overlays: [folder], today: TODAY });
		expect(workshop.rows(DAYS)).toEqual([{ added: '2026-11-20', changed: null }]);
		const early = workshop.build({ overlays: [folder], dryRun: true, today: '2026-11-19' });
		expect(early.problems.map(formatProblem).join()).toMatch(
			/mine\/history\/observations\.csv:2: added "2026-11-20": lies ahead of today/
		);
	});

	it.each([
		[
			'2026-11-02,2026-11-01',
			'changed "2026-11-01": is before added (2026-11-02); look for swapped dates'
		],
		['2999-01-01,', 'added "2999-01-01": lies ahead of today'],
		[',2026-11-01', 'added: empty; give the day on which the row came'],
		['2026,', 'added "2026": use a day such as 2026-01-15']
	])('may not state the days %s', (days, message) => {
		const result = workshop.with({
			...memo,
			'observations.csv': csv(`${OBSERVATIONS},added,changed`, `${value},${days}`)
		});
		expect(result.problems.map(formatProblem).join()).toContain(
			`mine/observations.csv:2: ${message}`
		);
	});
});
