import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeCheck, type Check } from '#lib/server/ingest/verify.ts';
import { Workshop } from './harness.ts';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const TODAY = '2026-11-29';
const check = (changes: Partial<Check> = {}) =>
	writeCheck(
		workshop.embedded,
		{
			record_id: 'a2',
			url: 'https://example.org/minutes/2026-02-02',
			tier: 'primary',
			publisher: 'Made-up council',
			published: '2026-02-03',
			...changes
		},
		TODAY
	);
const knowMinutes = () =>
	workshop.write(
		'sources/more.csv',
		'source_id,title,publisher,url,tier\nminutes,Minutes,Council,https://example.org/minutes,primary\n'
	);
const textOf = (file: string) => readFileSync(join(workshop.embedded, file), 'utf8');

describe('a check that agrees', () => {
	it('writes the document, its citation and their history, and the record counts as verified', () => {
		const { source_id, isNew } = check();
		expect(isNew).toBe(true);
		expect(textOf('sources/verified.csv')).toContain(`${source_id},`);
		expect(textOf('citations/verified.csv')).toContain(`action,a2,${source_id}`);
		expect(textOf('history/sources.csv')).toContain(`sources,${source_id},${TODAY}`);
		expect(workshop.build({ today: TODAY }).status).toBe('published');
		expect(
			workshop.rows(`SELECT tier, independent_sources FROM actions WHERE action_id = 'a2'`)
		).toEqual([expect.objectContaining({ tier: 'primary' })]);
	});

	it('takes a document that is a source already, and asks no second time', () => {
		knowMinutes();
		const { source_id, isNew } = check({ url: 'http://www.example.org/minutes/' });
		expect({ source_id, isNew }).toEqual({ source_id: 'minutes', isNew: false });
		expect(existsSync(join(workshop.embedded, 'sources/verified.csv'))).toBe(false);
		expect(() => check({ url: 'https://example.org/minutes' })).toThrow(/source of it already/);
	});

	it.each<[string, Partial<Check>, RegExp]>([
		['the record is not there', { record_id: 'nothing' }, /no such action or poll/],
		['the address names no document', { url: 'https://example.org/' }, /address of a document/],
		[
			'the tier is not that on record',
			{ url: 'https://example.org/minutes', tier: 'reported' },
			/on record .* as primary/
		]
	])('writes nothing where %s', (_, changes, message) => {
		knowMinutes();
		expect(() => check(changes)).toThrow(message);
		expect(existsSync(join(workshop.embedded, 'citations/verified.csv'))).toBe(false);
	});
});
