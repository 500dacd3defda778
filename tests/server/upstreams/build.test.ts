import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plan } from '#lib/server/ingest/plan.ts';
import { deriveRows } from '#lib/server/ingest/upstreams/derive-rows.ts';
import { genaiPrices } from '#lib/server/ingest/upstreams/prices/genai-prices.ts';
import { modelsDev } from '#lib/server/ingest/upstreams/prices/models-dev.ts';
import { rowsFolder, UpstreamStore } from '#lib/server/ingest/upstreams/store.ts';
import { csv, OBSERVATIONS, SOURCES, Workshop } from '../ingest/harness.ts';
import { GENAI_PRICES, MODELS_DEV } from './setup/samples.ts';

let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const SERIES =
	'series_id,title,unit,frequency,category,subject_kind,description,polarity,precedence';
const series = (precedence: string) =>
	csv(
		SERIES,
		`s1,Made-up price,USD,annual,electricity_price,none,Made-up price,up_is_worse,${precedence}`
	);

/** Puts rows where a refresh of a made-up upstream would have made them. */
function refreshed(...observations: string[]): void {
	const folder = rowsFolder(join(workshop.embedded, 'upstream'), 'made-up');
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'sources.csv'),
		csv(SOURCES, 'live,Made-up live figures,Live,primary')
	);
	writeFileSync(join(folder, 'observations.csv'), csv(OBSERVATIONS, ...observations));
}

const ROWS = `SELECT value, vintage, origin, latest, dataset FROM observations WHERE period = '2025' ORDER BY value`;

describe('a release with rows of upstreams', () => {
	it('has another identity, also without a network, and follows their contents', () => {
		const id = () => plan({ embedded: workshop.embedded, overlays: [] }).id;
		const before = id();
		refreshed('s1,US,2025,12,,,actual,2026-11-25,live,');
		const after = id();
		refreshed('s1,US,2025,13,,,actual,2026-11-25,live,');
		expect(new Set([before, after, id()]).size).toBe(3);
		expect(plan({ embedded: workshop.embedded, upstream: null, overlays: [] }).id).toBe(before);
	});

	it('dates a value by the day on which it was first seen, which feeds tell it by', () => {
		refreshed('s1,US,2025,12,,,actual,2026-11-23,live,');
		workshop.build();
		expect(
			workshop.rows(`SELECT added, changed FROM observations WHERE origin = 'upstream'`)
		).toEqual([{ added: '2026-11-23', changed: null }]);
	});

	it('names their file where a row is bad', () => {
		refreshed('s1,US-VX,2025,12,,,actual,2026-11-25,live,');
		const { status, problems } = workshop.build();
		expect(status).toBe('invalid');
		expect(problems).toMatchObject([
			{ file: 'groundswell/upstream/made-up/observations.csv', line: 2, column: 'region' }
		]);
	});

	it.each([
		['curated', 11],
		['upstream', 12],
		['', 12]
	])(
		'lets the one of precedence "%s" count and keeps the other as a vintage',
		(precedence, counts) => {
			workshop.write('series.csv', series(precedence));
			refreshed('s1,US,2025,12,,,actual,2026-11-25,live,', 's1,US,2025,14,,,actual,2025-01,live,');
			expect(workshop.build()).toMatchObject({ status: 'published' });
			expect(workshop.rows(ROWS)).toEqual(
				[
					{ value: 11, vintage: null, origin: 'curated' },
					{ value: 12, vintage: '2026-11-25', origin: 'upstream' },
					{ value: 14, vintage: '2025-01', origin: 'upstream' }
				].map((row) => ({
					...row,
					latest: row.value === counts ? 'yes' : 'no',
					dataset: 'groundswell'
				}))
			);
		}
	);

	it('lets an upstream with precedence count before a curated value of a later vintage', () => {
		workshop.write('series.csv', series('upstream'));
		workshop.write(
			'observations/later.csv',
			csv(OBSERVATIONS, 's1,US,2023,11,,,actual,2026,gazette,')
		);
		refreshed('s1,US,2023,12,,,actual,2026-11-25,live,');
		workshop.build();
		expect(
			workshop.rows(`SELECT value FROM observations WHERE period = '2023' AND latest = 'yes'`)
		).toEqual([{ value: 12 }]);
	});
});

describe('a row of an upstream that goes', () => {
	const live = (...rows: string[]) => {
		const folder = rowsFolder(join(workshop.embedded, 'upstream'), 'made-up');
		mkdirSync(folder, { recursive: true });
		writeFileSync(
			join(folder, 'sources.csv'),
			csv(SOURCES, 'upstream-made-up,Made-up live figures,Live,primary')
		);
		writeFileSync(
			join(folder, 'observations.csv'),
			csv(OBSERVATIONS, ...rows.map((row) => `s1,US,${row},,,actual,2026-11-25,upstream-made-up,`))
		);
	};

	it('is no loss while others of it are there', () => {
		live('2020,1', '2021,2');
		workshop.build();
		live('2021,2');
		expect(workshop.build()).toMatchObject({ status: 'published', lost: [] });
	});

	it('is one where all of them go', () => {
		live('2020,1', '2021,2');
		workshop.build();
		rmSync(join(workshop.embedded, 'upstream'), { recursive: true });
		expect(workshop.build()).toMatchObject({ status: 'refused' });
	});
});

describe('rows of a kept history', () => {
	let root: string;
	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), 'groundswell-derive-'));
		const part = { file: 'data.json', url: 'https://data.example/data.json' };
		const history = genaiPrices.fold(
			null,
			[{ part, text: JSON.stringify(GENAI_PRICES) }],
			'2026-11-25'
		);
		new UpstreamStore(root, genaiPrices.name).keep([], history);
		const facts = { part, text: JSON.stringify(MODELS_DEV) };
		new UpstreamStore(root, modelsDev.name).keep([], modelsDev.fold(null, [facts], '2026-11-25'));
	});
	afterEach(() => rmSync(root, { recursive: true, force: true }));

	const prices = () =>
		readFileSync(join(rowsFolder(root, genaiPrices.name), 'model_prices.csv'), 'utf8');

	it('are made anew when the curated data change, and only then', () => {
		deriveRows(root, workshop.embedded);
		const before = prices();
		writeFileSync(join(rowsFolder(root, genaiPrices.name), 'model_prices.csv'), 'touched');
		deriveRows(root, workshop.embedded);
		expect(prices()).toBe('touched');
		const header = before.split('\n')[0] ?? '';
		const [row = ''] = before.split('\n').filter((line) => line.startsWith('gpt-4-1,'));
		workshop.write(
			'model_prices.csv',
			`${header}\n${row.replace('upstream-genai-prices', 'gazette')}\n`
		);
		deriveRows(root, workshop.embedded);
		expect(prices()).not.toContain('gpt-4-1');
		expect(prices()).toContain('gpt-x');
	});

	it('leave out what data/ has taken in by now', () => {
		workshop.write(
			'vocabulary.csv',
			`${readFileSync(join(workshop.embedded, 'vocabulary.csv'), 'utf8')}model_class,unplaced,Unplaced,\n`
		);
		expect(deriveRows(root, workshop.embedded)).toContain(
			'genai-prices: 1 rows are left out: data/ has them by now'
		);
	});

	it('build into a release', () => {
		expect(workshop.build({ upstream: root })).toMatchObject({
			problems: [],
			status: 'published',
			problemCount: 0
		});
		expect(
			workshop.rows(
				`SELECT count(*) AS n FROM model_prices WHERE source_id = 'upstream-genai-prices'`
			)
		).toEqual([{ n: 5 }]);
	});
});
