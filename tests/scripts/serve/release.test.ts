import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReleaseStore } from '#lib/server/dataset/releases/release-store.ts';
import { readLog } from '#lib/server/dataset/releases/release-log.ts';
import { build } from '#lib/server/ingest/build.ts';
import { ensureRelease, NothingToServeError } from '../../../scripts/serve/release.ts';

const HEADER = 'source_id,title,publisher,url,tier\n';
const source = (id: string) =>
	`${id},Invented for a test,Nobody,https://example.com/${id},primary\n`;

let root: string;
let said: string[];
const embedded = () => join(root, 'data');
const releases = () => join(root, 'releases');
const overlay = () => join(root, 'county');

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'groundswell-start-'));
	said = [];
	mkdirSync(embedded());
	mkdirSync(overlay());
	writeFileSync(join(embedded(), 'sources.csv'), HEADER + source('one'));
	writeFileSync(join(overlay(), 'sources.csv'), HEADER + source('mine'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ensure = (overlays: string[] = []) =>
	ensureRelease({
		embedded: embedded(),
		overlays,
		releases: releases(),
		say: (line) => said.push(line)
	});
const ingestWithOverlay = () =>
	build({ embedded: embedded(), overlays: [overlay()], releases: releases() });
const add = (folder: string, line: string) => appendFileSync(join(folder, 'sources.csv'), line);
const published = () => readLog(releases());

function served(): string[] {
	const store = new ReleaseStore(releases());
	const ids = store.current().db.prepare('SELECT source_id FROM sources').pluck().all() as string[];
	store.close();
	return ids.sort();
}

describe('the release that a start serves', () => {
	it('is built where there is none, and not again while nothing changed', () => {
		const first = ensure();
		expect(ensure()).toBe(first);
		expect(published()).toHaveLength(1);
		expect(served()).toEqual(['one']);
	});

	it('is rebuilt when a file of data/ changed', () => {
		const first = ensure();
		add(embedded(), source('two'));
		expect(ensure()).not.toBe(first);
		expect(served()).toEqual(['one', 'two']);
	});

	it('keeps the folder it was ingested with, and follows that folder', () => {
		const { id } = ingestWithOverlay();
		expect(ensure()).toBe(id);
		add(overlay(), source('mine-too'));
		add(embedded(), source('two'));
		ensure();
		expect(served()).toEqual(['county:mine', 'county:mine-too', 'one', 'two']);
	});

	it('takes a folder from the environment once, also when the release has it already', () => {
		ensure([overlay()]);
		ensure([overlay()]);
		expect(published()).toHaveLength(1);
		expect(served()).toEqual(['county:mine', 'one']);
	});

	it('stays as it is when its folder is gone, and says so', () => {
		const { id } = ingestWithOverlay();
		renameSync(overlay(), join(root, 'elsewhere'));
		add(embedded(), source('two'));
		expect(ensure()).toBe(id);
		expect(served()).toEqual(['county:mine', 'one']);
		expect(said.join('\n')).toContain(
			`${overlay()}: the release was built with this folder, which is gone`
		);
	});

	it('stays as it is when the changed input is wrong, and says what is wrong', () => {
		const first = ensure();
		add(embedded(), 'two,Invented for a test,Nobody,https://example.com,rumour\n');
		expect(ensure()).toBe(first);
		expect(said.join('\n')).toMatch(/sources\.csv:3: tier "rumour": expected one of primary/);
		expect(served()).toEqual(['one']);
	});

	it('stays as it is when rows would be lost', () => {
		const first = ensure();
		add(embedded(), source('two'));
		const second = ensure();
		writeFileSync(join(embedded(), 'sources.csv'), HEADER + source('one'));
		expect(second).not.toBe(first);
		expect(ensure()).toBe(second);
		expect(said.join('\n')).toContain(
			'sources: 1 record of the current release would be lost, for example two'
		);
	});

	it('is refused with the reason where there is nothing to fall back on', () => {
		add(embedded(), 'two,Invented for a test,Nobody,https://example.com,rumour\n');
		expect(() => ensure()).toThrow(NothingToServeError);
		expect(() => ensure([join(root, 'nowhere')])).toThrow(/nowhere: no such folder/);
	});
});
