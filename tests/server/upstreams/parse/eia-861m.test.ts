import { describe, expect, it } from 'vitest';
import type { Curated } from '#lib/server/ingest/upstreams/curated.ts';
import { eia861m } from '#lib/server/ingest/upstreams/indicators/eia-861m.ts';
import { eia, STATES } from '#lib/server/ingest/upstreams/indicators/eia.ts';
import type { Copy } from '#lib/server/ingest/upstreams/upstream.ts';
import { workbook, type Cell } from '../../../fixtures/workbook.ts';
import { eiaPage } from '../setup/samples.ts';

const DAY = '2026-11-25';
const part = { file: 'sales_revenue.xlsx', url: 'https://www.eia.gov/x' };

const SECTORS = ['RESIDENTIAL', 'COMMERCIAL', 'INDUSTRIAL', 'TRANSPORTATION', 'TOTAL'];
const KEYS = ['Year', 'Month', 'State', 'Data Status'];
/** The head as public programs that read the workbook describe it; no figure below is the agency's. */
const HEAD: Cell[][] = [
	['', '', '', '', ...SECTORS.flatMap((sector) => [sector, '', '', ''])],
	['', '', '', '', ...SECTORS.flatMap(() => ['Revenue', 'Sales', 'Customers', 'Price'])],
	[...KEYS, ...SECTORS.flatMap(() => ['Thousand Dollars', 'Megawatthours', 'Count', 'Cents/kWh'])]
];
const line = (state: string, period = '2026-05', status = 'Preliminary', price: Cell = 14.5) => {
	const [year, month] = period.split('-').map(Number);
	return [
		year ?? 0,
		month ?? 0,
		state,
		status,
		...SECTORS.flatMap((): Cell[] => [290, 2000, 7, price])
	];
};
const NOTE = ['Note: the state totals may not equal the sum of utilities'];

async function copyOf(rows: Cell[][], sheet = 'Monthly-States'): Promise<Copy> {
	const body = Buffer.from(workbook({ Read: [['me']], [sheet]: rows }));
	return { part, text: await eia861m.textOf({ part }, body) };
}

const REGIONS = STATES.map((state) => ({ region: state === 'US' ? 'US' : `US-${state}` }));
const curated: Curated = {
	rows: ((table: string) => (table === 'regions' ? REGIONS : [])) as Curated['rows'],
	fingerprint: () => ''
};
const rowsOf = async (rows: Cell[][], api: string | null = null) => {
	const { rows: found, notes } = eia861m.rows(eia861m.fold(null, [await copyOf(rows)], DAY), {
		curated,
		ledger: (name) => (name === 'eia' ? api : null)
	});
	return {
		notes,
		rows: (found.observations ?? []).map(
			({ series_id, region, period, value, vintage, note }) =>
				`${series_id.replace('us-electricity-', '')} ${region} ${period} ${value} ${vintage ?? ''} ${note ?? ''}`
		)
	};
};

describe('the workbook of form EIA-861M', () => {
	it('gives prices and sales of four sectors, marks what is preliminary, and passes its note over', async () => {
		const { rows } = await rowsOf([...HEAD, line('VA'), NOTE]);
		expect(rows).toHaveLength(8);
		expect(rows).toContain('price-residential-monthly US-VA 2026-05 14.5 2026-07 Preliminary');
		expect(rows).toContain('sales-all-sectors-monthly US-VA 2026-05 0.002 2026-07 Preliminary');
		const final = await rowsOf([...HEAD, line('VA', '2026-05', 'Final')]);
		expect(final.rows).toContain('price-commercial-monthly US-VA 2026-05 14.5 2026-07 ');
	});

	it('computes the nation only of months that every state has', async () => {
		const states = STATES.filter((state) => state !== 'US');
		const { rows } = await rowsOf([
			...HEAD,
			...states.map((state) => line(state)),
			line('VA', '2026-04')
		]);
		const nation = rows.filter((row) => row.includes(' US 2026'));
		expect(nation).toContain(
			'price-industrial-monthly US 2026-05 14.5 2026-07 Computed: sum over the states. Preliminary'
		);
		expect(nation.filter((row) => row.includes('2026-04'))).toEqual([]);
	});

	it('takes a point for no value, and no price where nothing is sold', async () => {
		expect((await rowsOf([...HEAD, line('VA', '2026-05', 'Final', '.')])).rows).toHaveLength(4);
		expect((await rowsOf([...HEAD, line('VA', '2026-05', 'Final', 0)])).rows).toHaveLength(4);
	});

	it('names odd lines and takes the others', async () => {
		const good = Array.from({ length: 20 }, (_, n) => line(STATES[n + 1] ?? 'VA'));
		for (const [bad, named] of [
			[line('VA', '2026-13'), /^VA 2026-13: no month/],
			[line('VA', '2026-05', 'Estimated'), /^VA 2026-5: a data status of "Estimated"/],
			[line('VA', '2026-05', 'Final', 'NM'), /^VA 2026-5: residential price is "NM"/]
		] as const) {
			const { odd } = eia861m.read(await copyOf([...HEAD, ...good, [...bad]]));
			expect(odd).toHaveLength(1);
			expect(odd[0]).toMatch(named);
		}
	});

	it.each<[string, Cell[][], RegExp]>([
		[
			'a sector is gone',
			HEAD.map((row) => row.map((cell) => (cell === 'COMMERCIAL' ? 'BUSINESS' : cell))),
			/0 columns "COMMERCIAL" in line 1/
		],
		[
			'a unit is another',
			HEAD.map((row) => row.map((cell) => (cell === 'Cents/kWh' ? 'Dollars/MWh' : cell))),
			/no "Price" in Cents\/kWh under "RESIDENTIAL"/
		],
		[
			'the status is gone',
			HEAD.map((row) => row.map((cell) => (cell === 'Data Status' ? '' : cell))),
			/no column "Data Status" in line 3/
		],
		['a line stands above the head', [['Sales and revenue'], ...HEAD], /no column "Year" in line 3/]
	])('is refused in words where %s', async (_, head, why) => {
		const copy = await copyOf([...head, line('VA')]);
		expect(() => eia861m.read(copy)).toThrow(why);
	});

	it('finds columns by their names, wherever they stand', async () => {
		const moved = [...HEAD, line('VA')].map((row) => [...row.slice(0, 4), 'x', ...row.slice(4)]);
		const { rows } = await rowsOf(
			moved.map((row, at) => row.map((cell) => (cell === 'x' && at < 3 ? '' : cell)))
		);
		expect(rows).toContain('price-residential-monthly US-VA 2026-05 14.5 2026-07 Preliminary');
	});

	it('is refused where its sheet has another name, or it is no workbook', async () => {
		const copy = await copyOf([...HEAD, line('VA')], 'Data');
		expect(() => eia861m.read(copy)).toThrow(/no sheet "Monthly-States" \(sheets: Read, Data\)/);
		await expect(eia861m.textOf({ part }, Buffer.from('PK? no'))).rejects.toThrow(/no workbook/);
	});

	it('is refused where it would unpack to more than memory holds', async () => {
		const bomb = Buffer.from(workbook({ 'Monthly-States': [...HEAD, line('VA')] }));
		const entry = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
		bomb.writeUInt32LE(3_000_000_000, entry + 24);
		await expect(eia861m.textOf({ part }, bomb)).rejects.toThrow(
			/unpacks to \d+ bytes, and at most \d+ are taken/
		);
	});

	it('adds nothing to an answer of the API that is as new', async () => {
		const api = (period: string) =>
			eia.fold(
				null,
				[
					{
						part: { file: 'monthly-0.json', url: '' },
						text: JSON.stringify(
							eiaPage('monthly', 1, [{ period, stateid: 'VA', sectorid: 'RES', price: 14.5 }])
						)
					}
				],
				DAY
			);
		expect((await rowsOf([...HEAD, line('VA')], api('2026-05'))).rows).toEqual([]);
		expect((await rowsOf([...HEAD, line('VA')], api('2026-04'))).rows).toHaveLength(8);
	});
});
