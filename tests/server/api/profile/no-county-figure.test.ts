import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, inject, test } from 'vitest';
import { VIEW_NAMES } from '#lib/server/api/views/index.ts';
import { TOOLS } from '#lib/server/mcp/tools/index.ts';
import { answered, connected, QUESTIONS, siteOver } from '../../mcp/asked.ts';
import { apiOver } from '../setup/support.ts';

/**
 * No answer but the file of frozen forecasts tells what was forecast for a county: every other stays the same, whatever
 * stands in that table.
 */

const COUNTY = 'US-OH-39049';
/** The table itself, which says that it is a test, and files of the whole data, which hold it. */
const OF_THE_TEST = ['/forecasts', '/everything-csv', '/everything-parquet', '/everything'];

const other = mkdtempSync(join(tmpdir(), 'other-forecasts-'));
afterAll(() => rmSync(other, { recursive: true }));
cpSync(inject('embeddedReleases'), other, { recursive: true });
forecastOtherwise(other);
/** Writes other figures into the table of a releases folder with one release, and logs its file as published. */
function forecastOtherwise(folder: string): void {
	const log = join(folder, 'log.jsonl');
	const entry = JSON.parse(readFileSync(log, 'utf8')) as { id: string };
	const file = join(folder, `${entry.id}.sqlite`);
	const db = new Database(file);
	db.exec('UPDATE forecasts SET three = 0.987654, size_state = 0.876543, state = 0.765432');
	db.close();
	const bytes = readFileSync(file);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	writeFileSync(log, `${JSON.stringify({ ...entry, sha256, size: bytes.length })}\n`);
}

const limits = { costlyBurst: 10_000 };
const [here, there] = [apiOver({ limits }), apiOver({ releases: other, limits })];

interface Description {
	paths: Record<string, { get?: { parameters?: { name: string; schema: { enum?: string[] } }[] } }>;
}
const { paths } = (await here.json('/api/v1/openapi.json')) as Description;
/** Files that are made of the rows of a list, which is asked for itself and as CSV. */
const MADE_OF_ROWS = /\.(?!csv$)\w+$/;
/** Every list, also as a file, and every other answer: of the county, and of everything. */
const asked = Object.entries(paths).flatMap(([path, { get }]) => {
	const isOwn = OF_THE_TEST.some((own) => path === own || path.startsWith(`${own}.`));
	const isLeftOut = isOwn || MADE_OF_ROWS.test(path) || path.includes('{');
	if (get === undefined || isLeftOut) return [];
	const takesRegion = get.parameters?.some(({ name }) => name === 'region') ?? false;
	return takesRegion ? [`${path}?region=${COUNTY}`, `${path}?region=all`] : [path];
});

/** What tells of the file of a release, which differs, is left out. */
const withoutFile = (text: string) => text.replaceAll(/"(sha256|size)":("\w*"|\d+)/g, '');

test('the table differs, so that what shows it would', async () => {
	const figures = async (api: typeof here) =>
		(await api.list(`/api/v1/forecasts?region=${COUNTY}`)).data.map(({ three }) => three);
	expect(await figures(there)).toContain(0.987654);
	expect(await figures(here)).not.toContain(0.987654);
	expect(asked).toContain(`/profile?region=${COUNTY}`);
	expect(asked).toContain(`/map?region=${COUNTY}`);
	expect(asked.filter((path) => path.startsWith('/views/')).length).toBeGreaterThanOrEqual(
		VIEW_NAMES.length
	);
});

test.each(asked)('%s is the same', async (path) => {
	const [one, two] = await Promise.all(
		[here, there].map(async (api) => withoutFile(await (await api.get(`/api/v1${path}`)).text()))
	);
	expect(two).toBe(one);
	expect(two).not.toMatch(/0\.987654|98\.7654/);
});

test.each(TOOLS.map(({ name }) => name))(
	'what assistants get from %s is the same',
	async (name) => {
		const [one, two] = await Promise.all(
			[inject('embeddedReleases'), other].map(async (releases) =>
				answered(await connected(siteOver({ releases }).site), name, QUESTIONS[name])
			)
		);
		expect(two).toEqual(one);
	}
);

test('a screen of sites is the same', async () => {
	const [one, two] = await Promise.all(
		[here, there].map(async (api) =>
			(
				await api.get('/api/v1/screen', {
					method: 'POST',
					headers: { 'content-type': 'text/csv' },
					body: 'name,fips\na,39049\n'
				})
			).text()
		)
	);
	expect(two).toBe(one);
});
