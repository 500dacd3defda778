import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { filesOf, type FileFormat } from '#lib/domain/files.ts';
import { apiOver, rowsOfCsv, type List } from '../../setup/support.ts';
import { apiWithClaim } from '../altered.ts';
import { bytesOf, filesOfZip, parquetHead, READERS } from '../readers.ts';

const api = apiOver();
const FORMATS = filesOf('actions');
const READ = FORMATS.filter((format): format is Exclude<FileFormat, 'csv'> => format !== 'csv');

describe.each(FORMATS)('.%s', (format) => {
	const address = `/api/v1/actions.${format}?region=US-VA`;

	test('is named after its query and says release, day, rows and description', async () => {
		const { headers } = await api.get(address, { method: 'HEAD' });
		const { page } = await api.list('/api/v1/actions?region=US-VA');
		const { id } = api.store.current();
		expect(headers.get('content-disposition')).toBe(
			`attachment; filename="groundswell-actions-region-US-VA-${id}.${format}"`
		);
		expect(headers.get('x-groundswell-rows')).toBe(String(page.total));
		expect(headers.get('link')).toBe(
			`</api/v1/actions.metadata.json?on=2026-11-25&region=US-VA&release=${id}>; rel="describedby"; type="application/json"`
		);
	});

	test('refuses a key it does not take', async () => {
		expect((await api.problem(`${address}&nonsense=1`)).status).toBe(400);
	});

	test('gives its place back when the reader goes away', async () => {
		const busy = apiOver({ limits: { downloads: 1 } });
		const path = `/api/v1/regions.${format}`;
		const first = await busy.get(path);
		const reader = first.body?.getReader();
		await reader?.read();
		expect((await busy.get(path)).status).toBe(503);
		await reader?.cancel();
		const second = await busy.get(path);
		expect(second.status).toBe(200);
		await second.body?.cancel();
	});

	test('without rows is a whole file', async () => {
		const response = await api.get(`/api/v1/actions.${format}?q=zzzzzz`);
		expect(response.headers.get('x-groundswell-rows')).toBe('0');
		const bytes = await bytesOf(response);
		const rows =
			format === 'csv' ? rowsOfCsv(new TextDecoder().decode(bytes)) : await READERS[format](bytes);
		expect(rows).toEqual([]);
	});
});

describe('.json', () => {
	test('is the whole result in the envelope of a page', async () => {
		const whole = (await api.json('/api/v1/actions.json?region=US-VA')) as List;
		const page = await api.list('/api/v1/actions?region=US-VA&limit=1000');
		expect(whole).toEqual(page);
		expect(whole.data).toHaveLength(whole.page.total);
	});

	test('with a limit is a page', async () => {
		const page = (await api.json('/api/v1/actions.json?limit=3')) as List;
		expect(page.data).toHaveLength(3);
		expect(page.page.next).toContain('cursor=');
	});

	test('takes no key that only a CSV has', async () => {
		expect((await api.problem('/api/v1/actions.json?bom=1')).status).toBe(400);
	});
});

describe('.geojson', () => {
	interface Feature {
		id: string;
		geometry: { type: string; coordinates: [number, number] } | null;
		properties: { lon: number | null; lat: number | null };
	}
	const collection = async (path: string) =>
		(await api.json(path)) as { type: string; numberReturned: number; features: Feature[] };

	test('puts longitude before latitude, and leaves a row not located without geometry', async () => {
		const { type, features, numberReturned } = await collection('/api/v1/actions.geojson');
		expect(type).toBe('FeatureCollection');
		expect(features).toHaveLength(numberReturned);
		for (const { geometry, properties } of features)
			expect(geometry?.coordinates ?? [null, null]).toEqual([properties.lon, properties.lat]);
		expect(features.some(({ geometry }) => geometry !== null)).toBe(true);
	});

	test('is not there for rows without a position, and the answer says what is', async () => {
		const problem = await api.problem('/api/v1/polls.geojson');
		expect(problem.status).toBe(404);
		expect(problem.detail).toContain('.parquet');
	});
});

test('a Parquet file types its columns and carries the description', async () => {
	const head = parquetHead(await bytesOf(await api.get('/api/v1/actions.parquet?region=US-VA')));
	const typeOf = (name: string) => head.schema.find((element) => element.name === name)?.type;
	expect([typeOf('region'), typeOf('votes_for'), typeOf('percent_for')]).toEqual([
		'BYTE_ARRAY',
		'INT64',
		'DOUBLE'
	]);
	const kept = head.key_value_metadata?.find(({ key }) => key === 'groundswell')?.value ?? '';
	expect(JSON.parse(kept)).toMatchObject({
		sentence: 'Votes and actions in Virginia',
		rows: Number(head.num_rows)
	});
});

describe('.zip', () => {
	const unpacked = async (query = '') =>
		filesOfZip(await bytesOf(await api.get(`/api/v1/actions.zip?region=US-VA${query}`)));

	test('holds the very CSV, its descriptor, description, citation and terms', async () => {
		const files = await unpacked();
		expect(Object.keys(files)).toEqual([
			'actions.csv',
			'datapackage.json',
			'metadata.json',
			'README.md',
			'CITATION.cff',
			'LICENCES.md'
		]);
		expect(files['actions.csv']).toBe(
			await (await api.get('/api/v1/actions.csv?region=US-VA')).text()
		);
		expect(files['CITATION.cff']).toContain(`version: "${api.store.current().id}"`);
		expect(files['README.md']).toContain('Votes and actions in Virginia.');
	});

	test('its descriptor tells size, hash, rows and every column of the CSV', async () => {
		const files = await unpacked();
		const csv = files['actions.csv'] ?? '';
		const { resources } = JSON.parse(files['datapackage.json'] ?? '') as {
			resources: {
				path: string;
				bytes: number;
				hash: string;
				rows: number;
				schema: { fields: { name: string; type: string }[] };
			}[];
		};
		const [resource] = resources;
		const rows = rowsOfCsv(csv);
		expect(resource).toMatchObject({
			path: 'actions.csv',
			bytes: Buffer.byteLength(csv),
			hash: `sha256:${createHash('sha256').update(csv).digest('hex')}`,
			rows: rows.length
		});
		expect(resource?.schema.fields.map(({ name }) => name)).toEqual(Object.keys(rows[0] ?? {}));
	});

	test('takes the keys of its CSV', async () => {
		expect((await unpacked('&bom=1'))['actions.csv']?.startsWith('\uFEFF')).toBe(true);
	});
});

describe('figures of a source that forbids passing them on', () => {
	const SOURCE = 'SELECT source_id FROM observations WHERE series_id = ?';
	const SERIES = 'us-electricity-price-residential-annual';
	const withoutPrices = () =>
		apiWithClaim((db) =>
			db
				.prepare(`UPDATE sources SET redistribute = 'no' WHERE source_id IN (${SOURCE})`)
				.run(SERIES)
		);

	test.each(['observations', 'transformed', 'map'])(
		'are missing from every file of %s, also where the column always has one',
		async (name) => {
			const { get } = withoutPrices();
			const query = {
				observations: `series=${SERIES}&region=US-VA&guard=0`,
				transformed: `series=${SERIES}&region=US-VA&transform=change&guard=0`,
				map: 'measure=price&guard=0'
			}[name];
			const csv = rowsOfCsv(await (await get(`/api/v1/${name}.csv?${query}`)).text());
			expect(csv.length).toBeGreaterThan(0);
			expect(new Set(csv.map(({ value }) => value))).toEqual(new Set(['']));
			for (const format of READ.filter((one) => filesOf(name).includes(one))) {
				const own = format === 'zip' ? query : query?.replace('&guard=0', '');
				const bytes = await bytesOf(await get(`/api/v1/${name}.${format}?${own}`));
				const rows = await READERS[format](bytes);
				expect(rows.map(({ value }) => value ?? '')).toEqual(csv.map(() => ''));
			}
		}
	);

	test('may be missing by the descriptor of an archive', async () => {
		const { get } = withoutPrices();
		const zip = await bytesOf(await get(`/api/v1/observations.zip?series=${SERIES}&region=US-VA`));
		const { resources } = JSON.parse(filesOfZip(zip)['datapackage.json'] ?? '') as {
			resources: { schema: { fields: { name: string; constraints: { required: boolean } }[] } }[];
		};
		const value = resources[0]?.schema.fields.find(({ name }) => name === 'value');
		expect(value?.constraints.required).toBe(false);
	});
});

describe('rows of a source that forbids passing its figures on', () => {
	const withheld = () =>
		apiWithClaim((db) =>
			db.exec(
				`UPDATE sources SET redistribute = 'no', licence = 'All rights reserved'
				 WHERE source_id IN (SELECT source_id FROM claims);
				 UPDATE claims SET value = 42`
			)
		);

	test.each(READ.filter((format) => format !== 'geojson'))(
		'keep their place in .%s, without figures',
		async (format) => {
			const { get, list } = withheld();
			const [shown] = (await list('/api/v1/claims')).data;
			expect(shown?.['value']).not.toBeNull();
			const rows = await READERS[format](await bytesOf(await get(`/api/v1/claims.${format}`)));
			expect(rows).toHaveLength(1);
			expect(rows[0]?.['claim_id']).toBe(shown?.['claim_id']);
			expect(rows[0]?.['value'] ?? '').toBe('');
		}
	);

	test('are shown by a page of JSON, which says that files leave them out', async () => {
		const { list, json } = withheld();
		const { data, meta } = await list('/api/v1/claims');
		expect(data[0]?.['value']).toBe(42);
		expect(meta.notes.join()).toMatch(/shown, but left out of files: .*All rights reserved/);
		const whole = (await json('/api/v1/claims.json')) as List;
		expect(whole.data[0]?.['value']).toBeNull();
		expect(whole.page.total).toBe(1);
	});

	test('are counted in the description, with the reason', async () => {
		const { notes } = (await withheld().json('/api/v1/claims.metadata.json')) as {
			notes: string[];
		};
		expect(notes.join()).toMatch(/1 row from .* left out: .*All rights reserved/);
	});
});

describe('rows that repeat the figures of actions', () => {
	/** A release in which the sources of actions with such figures forbid passing them on. */
	const withheld = (figure: string) =>
		apiWithClaim((db) =>
			db.exec(
				`UPDATE sources SET redistribute = 'no', licence = 'All rights reserved' WHERE source_id IN
					(SELECT source_id FROM actions WHERE ${figure} IS NOT NULL)`
			)
		);

	test.each([
		['projects', 'project_mw', ['project_mw_min', 'project_mw_max']],
		['statuses', 'mw_threshold', []]
	])('have none in any file of %s where a source forbids it', async (name, figure, more) => {
		const { get, list } = withheld(figure);
		const { data, meta } = await list(`/api/v1/${name}?region=all&limit=1000`);
		const shown = data.filter((row) => row[figure] !== null);
		expect(shown.length).toBeGreaterThan(0);
		expect(meta.notes.join()).toMatch(/shown, but left out of files: .*All rights reserved/);
		const csv = rowsOfCsv(await (await get(`/api/v1/${name}.csv?region=all`)).text());
		expect(csv).toHaveLength(data.length);
		for (const row of csv) for (const cell of [figure, ...more]) expect(row[cell]).toBe('');
		for (const format of READ.filter((one) => filesOf(name).includes(one))) {
			const bytes = await bytesOf(await get(`/api/v1/${name}.${format}?region=all`));
			const rows = await READERS[format](bytes);
			for (const row of rows)
				for (const cell of [figure, ...more]) expect(row[cell] ?? '', format).toBe('');
		}
	});

	test('keep what rests on other sources, and say what is left out', async () => {
		const api = apiWithClaim((db) =>
			db.exec(
				`UPDATE sources SET redistribute = 'no', licence = 'All rights reserved' WHERE source_id =
					(SELECT source_id FROM actions WHERE project_mw IS NOT NULL ORDER BY source_id LIMIT 1)`
			)
		);
		const csv = rowsOfCsv(await (await api.get('/api/v1/projects.csv?region=all')).text());
		expect(csv.some(({ project_mw }) => project_mw !== '')).toBe(true);
		const { notes } = (await api.json('/api/v1/projects.metadata.json?region=all')) as {
			notes: string[];
		};
		expect(notes.join()).toMatch(/Figures that come from .* are left out: .*All rights reserved/);
	});
});
