import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteRefresh, refreshMark } from '#lib/server/ingest/upstreams/last-refresh.ts';
import { upstreams } from '#lib/server/ingest/upstreams/registry.ts';
import { upstreamStates } from '#lib/server/ingest/upstreams/upstream-status.ts';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'groundswell-states-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const note = (more: { status?: string; newest?: string; warnings?: string[]; reason?: string }) =>
	noteRefresh(
		root,
		[
			{
				name: 'fred',
				status: 'updated',
				reason: null,
				lastGood: '2026-11-20T06:00:00.000Z',
				newest: '2026-10-31',
				rows: 4,
				odd: ['a row: no month'],
				warnings: [],
				...more
			}
		],
		new Date('2026-11-20T06:00:00Z')
	);
const fredOn = (today: string) => upstreamStates(root, today).find(({ name }) => name === 'fred');

it('a refresh leaves another mark, so that a page that tells ages is made anew', () => {
	expect(refreshMark(root)).toBe('none');
	note({});
	const first = refreshMark(root);
	note({ status: 'failed', reason: 'answered 500' });
	expect(first).not.toBe('none');
	expect(refreshMark(root)).not.toBe(first);
	expect(refreshMark(root)).toBe(refreshMark(root));
});

describe('how upstreams stand', () => {
	it('lists every upstream, also those that were never asked', () => {
		const states = upstreamStates(join(root, 'none'), '2026-11-25');
		expect(states.map(({ name }) => name)).toEqual(upstreams.map(({ name }) => name));
		for (const state of states) {
			expect(state).toMatchObject({ asked: null, newest: null, stale: false, failed: false });
			expect(state.purpose).not.toBe('');
			expect(state.licence).not.toBe('');
		}
	});

	it('says what of an upstream is not taken in, and why', () => {
		const states = upstreamStates(root, '2026-11-25');
		expect(states.find(({ name }) => name === 'fred-areas')?.not_taken).toMatch(/Census divisions/);
		expect(fredOn('2026-11-25')?.not_taken).toBeNull();
	});

	it('tells the age of the data on the day it is asked, and what was left out', () => {
		note({});
		expect(fredOn('2026-11-25')).toMatchObject({
			newest: '2026-10-31',
			newest_age_days: 25,
			stale: false,
			rows: 4,
			odd: 1,
			warnings: []
		});
	});

	it('grows stale by itself where nobody refreshes', () => {
		note({ warnings: ['its newest data are of 2026-10-31, 20 days ago, and more'] });
		expect(fredOn('2027-02-25')).toMatchObject({
			stale: true,
			failed: false,
			warnings: [
				expect.stringMatching(/^its newest data are of 2026-10-31, 117 days ago/) as string
			]
		});
	});

	it('says why one failed, and keeps what its copy had', () => {
		note({});
		note({ status: 'failed', reason: 'answered 500' });
		expect(fredOn('2026-11-25')).toMatchObject({
			failed: true,
			rows: 4,
			odd: 1,
			warnings: ['answered 500']
		});
	});

	it('is stale where a part of it is', () => {
		note({ warnings: ['Meta: its newest quarter is 2020-Q1'] });
		expect(fredOn('2026-11-25')).toMatchObject({
			stale: true,
			warnings: ['Meta: its newest quarter is 2020-Q1']
		});
	});
});
