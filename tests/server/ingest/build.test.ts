import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '#lib/domain/dates.ts';
import { currentId, readLog } from '#lib/server/dataset/releases/release-log.ts';
import { BusyError } from '#lib/server/ingest/build.ts';
import { plan } from '#lib/server/ingest/plan.ts';
import { lockFolder } from '#lib/server/ingest/publish/lock.ts';
import { csv, OBSERVATIONS, REGIONS, SOURCES, Workshop } from './harness.ts';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const BAD = { 'observations.csv': csv(OBSERVATIONS, 's1,US-VX,2026,1,,,actual,,gazette,') };
const GOOD = { 'observations.csv': csv(OBSERVATIONS, 's1,US-VA,2026,1,,,actual,,gazette,') };
const sha = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const release = (id: string) => join(workshop.releases, `${id}.sqlite`);

describe('the identity of a release', () => {
	it('is twelve hex digits, known before building', () => {
		const { id } = plan({ embedded: workshop.embedded, overlays: [] });
		expect(id).toMatch(/^[0-9a-f]{12}$/);
		expect(workshop.build().id).toBe(id);
	});

	it('stays with the same inputs, which leaves nothing to do', () => {
		const first = workshop.build();
		const second = workshop.build();
		expect(first.status).toBe('published');
		expect(second).toMatchObject({ status: 'unchanged', id: first.id });
		expect(readLog(workshop.releases)).toHaveLength(1);
	});

	it('gives the same bytes in another place at another time', () => {
		const { id } = workshop.build({ now: () => new Date('2026-01-01T00:00:00Z') });
		const other = new Workshop();
		try {
			other.build({ now: () => new Date('2027-01-01T00:00:00Z') });
			expect(sha(join(other.releases, `${id}.sqlite`))).toBe(sha(release(id)));
		} finally {
			other.remove();
		}
	});

	it('follows contents, names and the lenient flag, and no other option', () => {
		const id = (overlays: string[], lenient = false) =>
			plan({ embedded: workshop.embedded, overlays, lenient }).id;
		const mine = workshop.overlay('mine', GOOD);
		const same = workshop.overlay('same', GOOD);
		const ids = [id([]), id([], true), id([mine]), id([same])];
		expect(new Set(ids).size).toBe(ids.length);
		expect(id([mine, same])).toBe(id([same, mine]));
		writeFileSync(join(mine, 'observations.csv'), csv(OBSERVATIONS));
		expect(ids).not.toContain(id([mine]));
	});

	it('takes an earlier release of the same inputs up again without building it', () => {
		const first = workshop.build();
		workshop.with(GOOD);
		const bytes = sha(release(first.id));
		expect(workshop.build({ allowShrink: true })).toMatchObject({
			status: 'published',
			id: first.id
		});
		expect(currentId(workshop.releases)).toBe(first.id);
		expect(sha(release(first.id))).toBe(bytes);
	});
});

describe('publishing', () => {
	it('keeps the current release where the input is bad, and leaves no half-built file', () => {
		const { id } = workshop.build();
		const before = sha(release(id));
		expect(workshop.with(BAD).status).toBe('invalid');
		expect(currentId(workshop.releases)).toBe(id);
		expect(sha(release(id))).toBe(before);
		expect(readdirSync(workshop.releases).filter((name) => name.includes('building'))).toEqual([]);
		expect(readLog(workshop.releases)).toHaveLength(1);
	});

	it('clears away what a build that crashed has left', () => {
		mkdirSync(workshop.releases);
		writeFileSync(join(workshop.releases, '0123456789ab.sqlite.building'), 'half');
		expect(workshop.build().status).toBe('published');
		expect(readdirSync(workshop.releases).filter((name) => name.includes('building'))).toEqual([]);
	});

	it('builds again where the file of the current release is gone', () => {
		const { id } = workshop.build();
		rmSync(release(id));
		expect(workshop.build().status).toBe('published');
		expect(existsSync(release(id))).toBe(true);
	});

	it('writes a line with the inputs and the rows into the log', () => {
		const mine = workshop.overlay('mine', GOOD);
		const { id } = workshop.build({
			overlays: [mine],
			now: () => new Date('2026-03-01T10:00:00Z')
		});
		expect(readLog(workshop.releases)).toMatchObject([
			{
				id,
				published_at: '2026-03-01T10:00:00.000Z',
				data_through: '2026-02-02',
				counts: { observations: 3, polls: 1 },
				inputs: [{ dataset: 'groundswell' }, { dataset: 'mine', path: mine }],
				lenient: false
			}
		]);
	});

	it('leaves a file that SQLite finds whole, without a journal beside it', () => {
		const { id } = workshop.build();
		const db = new Database(release(id), { readonly: true });
		expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
		expect(db.pragma('foreign_key_check')).toEqual([]);
		expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
		const strict = db.prepare(`SELECT name FROM pragma_table_list WHERE strict = 1`).pluck().all();
		db.close();
		expect(strict).toContain('observations');
	});

	it('waits for nobody: a second build at the same time is turned away, and the lock goes with its holder', () => {
		mkdirSync(workshop.releases);
		const unlock = lockFolder(workshop.releases);
		expect(() => workshop.build()).toThrow(BusyError);
		unlock();
		expect(workshop.build().status).toBe('published');
	});
});

describe('a dry run', () => {
	it('checks everything and publishes nothing', () => {
		expect(workshop.build({ dryRun: true })).toMatchObject({
			status: 'checked',
			counts: { observations: 2 }
		});
		expect(currentId(workshop.releases)).toBeNull();
		expect(workshop.with(BAD, { dryRun: true }).status).toBe('invalid');
	});

	it('says what would be lost', () => {
		workshop.with(GOOD);
		expect(workshop.build({ dryRun: true }).status).toBe('refused');
	});
});

describe('a build that would lose records', () => {
	it('is refused, naming them', () => {
		workshop.with(GOOD);
		const current = currentId(workshop.releases);
		expect(workshop.build()).toMatchObject({
			status: 'refused',
			lost: [
				{ table: 'observations', before: 3, after: 2, gone: 1, example: 's1|US-VA|2026||mine' }
			]
		});
		expect(currentId(workshop.releases)).toBe(current);
	});

	it('is refused too where as many others come in', () => {
		workshop.build();
		workshop.write(
			'observations/prices.csv',
			csv(OBSERVATIONS, 's1,US,2024,10,,,actual,,gazette,', 's1,US,2026,11,,,actual,,gazette,')
		);
		expect(workshop.build().lost).toMatchObject([{ table: 'observations', gone: 1 }]);
	});

	it('is published where that is allowed', () => {
		workshop.with(GOOD);
		expect(workshop.build({ allowShrink: true }).status).toBe('published');
	});

	it('is no loss where a value changes', () => {
		workshop.build();
		workshop.write(
			'observations/prices.csv',
			csv(OBSERVATIONS, 's1,US,2024,10.5,,,actual,,gazette,', 's1,US,2025,11,,,actual,,gazette,')
		);
		expect(workshop.build().status).toBe('published');
	});
});

describe('problems', () => {
	it('are all found in one run, over all files', () => {
		const result = workshop.with({
			'observations.csv': csv(
				OBSERVATIONS,
				's1,US-VX,2026,x,,,actul,,gazette,',
				's1,US,2026-13,1,,,actual,,gazette,'
			),
			'sources.csv': csv(SOURCES, 'memo,Our memo,Us,personal')
		});
		expect(
			result.problems.map(({ file, line, column }) => `${file}:${line}:${column}`).sort()
		).toEqual([
			'mine/observations.csv:2:estimate',
			'mine/observations.csv:2:region',
			'mine/observations.csv:2:value',
			'mine/observations.csv:3:period',
			'mine/sources.csv:2:tier'
		]);
	});

	it('name the cause only, not every row that refers to it', () => {
		const result = workshop.with({
			'sources.csv': csv(SOURCES, 'memo,Our memo,Us,personal'),
			'observations.csv': csv(OBSERVATIONS, 's1,US,2026,1,,,actual,,memo,')
		});
		expect(result.problems.map(({ file }) => file)).toEqual(['mine/sources.csv']);
	});

	it('are all in the report, however many, and only the first in memory', () => {
		const rows = Array.from(
			{ length: 3000 },
			(_, index) => `s1,US,${addDays('2000-01-01', index)},x,,,actual,,gazette,`
		);
		const result = workshop.with({ 'observations.csv': csv(OBSERVATIONS, ...rows) });
		expect(result.problemCount).toBe(3000);
		expect(result.problems).toHaveLength(1000);
		const report = readFileSync(result.report ?? '', 'utf8')
			.trim()
			.split('\n');
		expect(report[0]).toBe('file,line,column,value,code,message');
		expect(report).toHaveLength(result.problemCount + 1);
	});
});

describe('a lenient build', () => {
	it('leaves bad rows out, and what refers to them, and reports both', () => {
		const result = workshop.with(
			{
				'sources.csv': csv(SOURCES, 'memo,Our memo,Us,personal', 'note,Our note,Us,own'),
				'observations.csv': csv(
					OBSERVATIONS,
					's1,US-VA,2026,1,,,actual,,memo,',
					's1,US-VA,2027,1,,,actual,,note,'
				)
			},
			{ lenient: true }
		);
		expect(result.status).toBe('published');
		expect(result.problems.map(({ file, line, code }) => [file, line, code])).toEqual([
			['mine/sources.csv', 2, 'unknown_value'],
			['mine/observations.csv', 2, 'rejected_reference']
		]);
		expect(workshop.rows(`SELECT period FROM observations WHERE dataset = 'mine'`)).toEqual([
			{ period: '2027' }
		]);
	});

	it('leaves out rows whose later parent in the same table is bad, down the line', () => {
		const result = workshop.with(
			{
				'regions.csv': csv(
					`${REGIONS},lat`,
					'XA-1-1,Leaf,county,XA-1,',
					'XA-1,Branch,state,XA,',
					'XA,Root,country,WLD,100'
				)
			},
			{ lenient: true }
		);
		expect(result.problems.map(({ line, code }) => [line, code])).toEqual([
			[4, 'out_of_range'],
			[3, 'rejected_reference'],
			[2, 'rejected_reference']
		]);
		expect(workshop.rows(`SELECT * FROM regions WHERE dataset = 'mine'`)).toEqual([]);
	});

	it('keeps the first of two rows with one key', () => {
		const result = workshop.with(
			{
				'observations.csv': csv(
					OBSERVATIONS,
					's1,US-VA,2026,1,,,actual,,gazette,',
					's1,US-VA,2026,2,,,actual,,gazette,'
				)
			},
			{ lenient: true }
		);
		expect(result.problemCount).toBe(1);
		expect(workshop.rows(`SELECT value FROM observations WHERE dataset = 'mine'`)).toEqual([
			{ value: 1 }
		]);
	});

	it('still fails where a whole file cannot be read', () => {
		const files = { 'observations.csv': csv('series_id,region') };
		expect(workshop.with(files, { lenient: true }).status).toBe('invalid');
	});
});
