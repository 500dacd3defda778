import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { archive } from '#lib/server/api/formats/archives/archive.ts';
import { FORMATS } from '#lib/server/api/formats/index.ts';
import type { Chunks, Result, Row } from '#lib/server/api/formats/result.ts';
import { batchesOfRows, withGaps, withoutFigures } from '#lib/server/api/formats/batches.ts';
import { workbook } from '#lib/server/api/formats/workbook/spreadsheet.ts';
import { streamOf } from '#lib/server/api/formats/stream.ts';
import { kept } from '../../../setup/kept.ts';
import { BARE, COLUMNS, noRows, result } from './result.ts';

/** Each format, written from rows at hand: no release and no API is behind them. */

async function bytesOf(chunks: Chunks): Promise<Uint8Array<ArrayBuffer>> {
	const parts: Uint8Array<ArrayBuffer>[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return new Uint8Array(Buffer.concat(parts));
}
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const textOf = async (chunks: Chunks) => utf8.decode(await bytesOf(chunks));
const filesOf = async (chunks: Chunks) =>
	Object.entries(unzipSync(await bytesOf(chunks))).map(
		([name, content]) => `--- ${name}\n${utf8.decode(content)}`
	);
/** A row, a sheet or a part a line. */
const broken = (xml: string) =>
	xml.replaceAll(/><(?=row|sheet|cols|Override|Relationship|autoFilter|cellXfs)/g, '>\n<');

const GIVEN: Readonly<Record<string, (changes?: Partial<Result>) => Result>> = {
	rows: result,
	'no rows': (changes) => noRows({ description: BARE, ...changes })
};

describe('a file', () => {
	const WRITTEN: Readonly<Record<string, (given: Result) => Promise<string>>> = {
		csv: (given) => textOf(FORMATS.csv.write(given)),
		json: (given) => textOf(FORMATS.json.write(given)),
		ndjson: (given) => textOf(FORMATS.ndjson.write(given)),
		geojson: (given) => textOf(FORMATS.geojson.write(given)),
		zip: async (given) => (await filesOf(FORMATS.zip.write(given))).join('\n'),
		xlsx: async (given) => broken((await filesOf(FORMATS.xlsx.write(given))).join('\n'))
	};
	const cases = Object.keys(WRITTEN).flatMap((format) =>
		Object.keys(GIVEN).map((rows) => [format, rows] as const)
	);
	const files = kept(
		'written',
		'.txt',
		cases.map(([format, rows]) => `${format} of ${rows}`)
	);
	test.each(cases)('%s of %s is written as it is kept', async (format, rows) => {
		const given = GIVEN[rows]?.() ?? noRows();
		await files.same(`${format} of ${rows}`, (await WRITTEN[format]?.(given)) ?? '');
	});

	test('as CSV has a mark of its encoding, and formulas as they are, where that is asked for', async () => {
		const text = await textOf(FORMATS.csv.write(result({ bom: true, guard: false })));
		expect(text.startsWith('\uFEFFthing,words,')).toBe(true);
		expect(text).toContain('\na,=1+1,3,');
		expect((await textOf(FORMATS.csv.write(noRows({ bom: true })))).slice(0, 6)).toBe(
			'\uFEFFthing'
		);
	});

	test('as CSV of a list without a batch has its head, once', async () => {
		const none = async function* (): AsyncGenerator<Row[]> {
			yield* await Promise.resolve([]);
		};
		const columns = COLUMNS.slice(0, 2);
		expect(await textOf(FORMATS.csv.write(result({ columns, batches: none })))).toBe(
			'thing,words\n'
		);
		expect(await textOf(FORMATS.ndjson.write(result({ columns, batches: none })))).toBe('');
	});

	test('of a feature has a place only where east and north are known', async () => {
		const placed = async function* () {
			yield await Promise.resolve<Row[]>([
				['a', null, null, null, 1, null, null],
				['b', null, null, null, null, 2, null],
				['c', null, null, null, 0, 0, null]
			]);
		};
		const text = await textOf(FORMATS.geojson.write(result({ batches: placed })));
		const { features } = JSON.parse(text) as { features: { geometry: unknown }[] };
		expect(features.map(({ geometry }) => geometry)).toEqual([
			null,
			null,
			{ type: 'Point', coordinates: [0, 0] }
		]);
	});

	test('of a feature without an east or a north has no place, and a site stands at its point', async () => {
		const columns = COLUMNS.map((column) => {
			const name = column.name === 'lon' || column.name === 'lat' ? `point_${column.name}` : '';
			return name === '' ? column : { ...column, name };
		});
		const { features } = JSON.parse(await textOf(FORMATS.geojson.write(result({ columns })))) as {
			features: { geometry: unknown }[];
		};
		expect(features.map(({ geometry }) => geometry)).toEqual([
			{ type: 'Point', coordinates: [-77.5, 39] },
			null,
			{ type: 'Point', coordinates: [1, 2] }
		]);
	});
});

describe('a Parquet file', () => {
	test('has a type for each column, nothing for what is not known, and says what it is', async () => {
		const bytes = await bytesOf(FORMATS.parquet.write(result()));
		const rows = await parquetReadObjects({ file: bytes.buffer });
		expect(rows).toEqual([
			{
				thing: 'a',
				words: '=1+1',
				count: 3n,
				share: 12.5,
				lon: -77.5,
				lat: 39,
				address: 'https://example.org/a'
			},
			{
				thing: 'b',
				words: 'two\rlines, "quoted"',
				count: null,
				share: null,
				lon: null,
				lat: 39,
				address: null
			},
			{ thing: 'c', words: null, count: -1n, share: 0, lon: 1, lat: 2, address: null }
		]);
		const metadata = parquetMetadata(bytes.buffer);
		expect(metadata.row_groups.map(({ num_rows }) => num_rows)).toEqual([3n]);
		expect(metadata.created_by).toBe('groundswell (hyparquet-writer)');
		const said = metadata.key_value_metadata?.find(({ key }) => key === 'groundswell')?.value;
		expect(JSON.parse(said ?? '')).toEqual(result().description);
		expect(
			parquetSchema(metadata).children.map(({ element }) => [
				element.name,
				element.type,
				element.repetition_type
			])
		).toEqual([
			['thing', 'BYTE_ARRAY', 'REQUIRED'],
			['words', 'BYTE_ARRAY', 'OPTIONAL'],
			['count', 'INT64', 'OPTIONAL'],
			['share', 'DOUBLE', 'OPTIONAL'],
			['lon', 'DOUBLE', 'OPTIONAL'],
			['lat', 'DOUBLE', 'OPTIONAL'],
			['address', 'BYTE_ARRAY', 'OPTIONAL']
		]);
	});

	test.each([
		[0, [], 0],
		[999, [999], 0],
		[1000, [1000], 1],
		[11_000, [1000, 10_000], 2],
		[11_001, [1000, 10_000, 1], 2]
	])(
		'of %d rows is in groups of %j, %i of them sent before the end',
		async (count, groups, sent) => {
			const batches = async function* () {
				for (let start = 0; start < count; start += 500)
					yield await Promise.resolve(
						Array.from({ length: Math.min(500, count - start) }, (_, index): Row => [
							`t${start + index}`
						])
					);
			};
			const columns = COLUMNS.slice(0, 1);
			const chunks: number[] = [];
			const parts: Uint8Array[] = [];
			for await (const chunk of FORMATS.parquet.write(result({ columns, batches }))) {
				chunks.push(chunk.length);
				parts.push(chunk);
			}
			const bytes = new Uint8Array(Buffer.concat(parts));
			// Its mark at once, so that nobody waits for the first group without a word.
			expect(chunks[0]).toBe(4);
			expect(chunks).toHaveLength(1 + sent + 1);
			expect(
				parquetMetadata(bytes.buffer).row_groups.map(({ num_rows }) => Number(num_rows))
			).toEqual(groups);
			const rows = await parquetReadObjects({ file: bytes.buffer });
			expect(rows.map(({ thing }) => String(thing))).toEqual(
				Array.from({ length: count }, (_, index) => `t${index}`)
			);
		}
	);
});

describe('a workbook', () => {
	const sheets = async (columns: string[], rows: Row[]) =>
		broken(
			(
				await filesOf(
					workbook(
						[
							{
								name: 'a\\b?c*d[e]f:g/h and more than there is room for',
								columns: columns.map((name) => ({ name, width: 9 })),
								batches: () => [rows]
							}
						],
						new Date('2026-11-25T08:00:00Z')
					)
				)
			).join('\n')
		);

	test('names its columns by letters, from A over Z and AA to ZZ and AAA', async () => {
		const names = Array.from({ length: 703 }, (_, index) => `c${index}`);
		const text = await sheets(names, []);
		const at = (index: number) => new RegExp(`r="([A-Z]+)1"[^>]*>\\s*<is>\\s*<t[^>]*>c${index}<`);
		expect([0, 25, 26, 51, 52, 701, 702].map((index) => at(index).exec(text)?.[1])).toEqual([
			'A',
			'Z',
			'AA',
			'AZ',
			'BA',
			'ZZ',
			'AAA'
		]);
		expect(text).toContain('<autoFilter ref="A1:AAA1"/>');
		expect(text).toContain('<sheet name="a b c d e f g h and more than t"');
		expect(await sheets([], [])).toContain('<autoFilter ref="A1:A1"/>');
	});

	test.each([
		['a\u0007b', 'a_x0007_b'],
		['\uFFFE\uFFFF', '_xFFFE__xFFFF_'],
		['tab\tline\nend\r', 'tab\tline\nend&#13;'],
		['_x0041_', '_x005F_x0041_'],
		['_x004_ _xZZZZ_ _x00410', '_x004_ _xZZZZ_ _x00410'],
		['_xabCD_', '_x005F_xabCD_'],
		['<a href="b">&amp;', '&lt;a href=&quot;b&quot;&gt;&amp;amp;']
	])('writes %j so that it is read again', async (text, written) => {
		expect(await sheets(['c'], [[text]])).toContain(`<t xml:space="preserve">${written}</t>`);
	});

	test('cuts only what a cell cannot hold, to what it can', async () => {
		const lengths = [32_766, 32_767, 32_768].map(async (length) => {
			const text = await sheets(['c'], [['x'.repeat(length)]]);
			return /<t xml:space="preserve">(x+[^<]*)</.exec(text)?.[1]?.replace('the CSV', '').length;
		});
		expect(await Promise.all(lengths)).toEqual([32_766, 32_767, 32_760]);
	});
});

describe('rows at hand', () => {
	const columns = COLUMNS.slice(0, 3);
	const all = async (batches: AsyncIterable<Row[]>) => {
		const found: Row[][] = [];
		for await (const batch of batches) found.push(batch.map((row) => [...row]));
		return found;
	};

	test('come 500 at a time, each cell under its column, and what is neither text nor number is not known', async () => {
		const rows = Array.from({ length: 1001 }, (_, count) => ({ count, thing: `t${count}` }));
		const batches = await all(batchesOfRows(columns, rows));
		expect(batches.map(({ length }) => length)).toEqual([500, 500, 1]);
		expect(batches[2]).toEqual([['t1000', null, 1000]]);
		expect(await all(batchesOfRows(columns, []))).toEqual([]);
		expect(await all(batchesOfRows(columns, [{ thing: true, count: undefined }]))).toEqual([
			[[null, null, null]]
		]);
	});

	test('of a source that forbids passing them on lose their figures, and their columns may be empty', async () => {
		const source = { ...COLUMNS[0], name: 'source_id' } as (typeof COLUMNS)[number];
		const own = { ...COLUMNS[2], name: 'independent_sources' } as (typeof COLUMNS)[number];
		const given = [...COLUMNS, source, own];
		const rows = async function* () {
			yield await Promise.resolve<Row[]>([
				['a', 'words', 3, 12.5, 1, 2, null, 'closed', 4],
				['b', 'words', 3, 12.5, 1, 2, null, 'open', 4]
			]);
		};
		const withheld = { column: 'source_id', ids: new Set(['closed']) };
		expect(await all(withoutFigures(given, withheld, rows()))).toEqual([
			[
				['a', 'words', null, null, 1, 2, null, 'closed', 4],
				['b', 'words', 3, 12.5, 1, 2, null, 'open', 4]
			]
		]);
		const never = given.map(({ meta: { optional: _optional, ...meta }, ...column }) => ({
			...column,
			meta
		}));
		expect(
			withGaps(never).flatMap(({ name, meta }) => (meta.optional === true ? [name] : []))
		).toEqual(['count', 'share']);
	});
});

describe('a stream', () => {
	const ENDS = ['done', 'stopped', 'failed'] as const;
	const chunksOf = (fails: boolean, said: string[]) =>
		async function* (): Chunks {
			try {
				said.push('begun');
				yield new Uint8Array([1]);
				await Promise.resolve();
				if (fails) throw new Error('gone');
				yield new Uint8Array([2]);
			} finally {
				said.push('closed');
			}
		};

	test.each(ENDS)('that is %s says so once, and begins when it is read', async (end) => {
		const said: string[] = [];
		const stream = streamOf(chunksOf(end === 'failed', said), (error) => {
			said.push(error instanceof Error ? `finished: ${error.message}` : 'finished');
		});
		await Promise.resolve();
		expect(said).toEqual([]);
		const reader = stream.getReader();
		expect((await reader.read()).value).toEqual(new Uint8Array([1]));
		if (end === 'failed') await expect(reader.read()).rejects.toThrow('gone');
		else if (end === 'stopped') await reader.cancel();
		else {
			expect((await reader.read()).value).toEqual(new Uint8Array([2]));
			expect((await reader.read()).done).toBe(true);
		}
		expect(said).toEqual(['begun', 'closed', end === 'failed' ? 'finished: gone' : 'finished']);
	});

	test('that nobody read is stopped without having begun', async () => {
		const said: string[] = [];
		await streamOf(chunksOf(false, said), () => said.push('finished')).cancel();
		expect(said).toEqual(['finished']);
	});
});

describe('an archive', () => {
	const at = new Date('2026-11-25T08:00:00Z');

	test('fails where one of its files does', async () => {
		const failing = {
			name: 'a.txt',
			chunks: (): Iterable<Uint8Array> => {
				throw new Error('gone');
			}
		};
		await expect(bytesOf(archive([failing], at))).rejects.toThrow('gone');
	});

	test('asks for a file when those before it are written', async () => {
		const asked: string[] = [];
		const entry = (name: string) => ({
			name,
			chunks: () => {
				asked.push(name);
				return [new TextEncoder().encode(`${name} after ${asked.length}`)];
			}
		});
		const files = await filesOf(archive([entry('a'), entry('b')], at));
		expect(files).toEqual(['--- a\na after 1', '--- b\nb after 2']);
	});
});
