import { describe, expect, it } from 'vitest';
import { censusPopulation } from '#lib/server/ingest/upstreams/indicators/census-population.ts';
import type { Curated } from '#lib/server/ingest/upstreams/curated.ts';
import { rowFiles } from '#lib/server/ingest/upstreams/parse/rows.ts';
import { CENSUS } from '../setup/samples.ts';

const part = { file: 'co-est.csv', url: '' };
const REGIONS = ['US-VA-51107', 'US-NM-35013', 'US-AK-02261'].map((region) => ({ region }));
const ALIASES = [
	{ alias: 'US-AK-02063', region: 'US-AK-02261' },
	{ alias: 'US-AK-02066', region: 'US-AK-02261' },
	{ alias: 'US-CT-09110', region: 'US-CT-09001' },
	{ alias: 'US-CT-09110', region: 'US-CT-09003' }
];
const LOUDOUN = {
	region: 'US-VA-51107',
	population_2020_april_base: 1000,
	population_2020: 1010,
	population_2024: 1040,
	population_newest: 1050,
	population_newest_year: 2025,
	vintage: '2025',
	source_id: 'gazette'
};

const fold = (text: string) => censusPopulation.fold(null, [{ part, text }], '2026-11-25');

/** The rows a copy becomes beside curated counties. */
function convert(text: string, populations: object[] = []) {
	const tables: Record<string, unknown[]> = {
		regions: REGIONS,
		region_aliases: ALIASES,
		populations
	};
	const curated: Curated = {
		rows: ((table: string) => tables[table] ?? []) as Curated['rows'],
		fingerprint: () => ''
	};
	const { rows, notes } = censusPopulation.rows(fold(text), { curated, ledger: () => null });
	expect([...rowFiles(rows).keys()]).toContain('sources.csv');
	return {
		notes,
		counties: (rows.populations ?? []).map(({ region, population_newest, vintage }) => [
			region,
			population_newest,
			vintage
		]),
		changes: (rows.overrides ?? []).map(({ id, column, value }) => `${id} ${column} ${value ?? ''}`)
	};
}

const text = () => censusPopulation.textOf({ part }, CENSUS);
const HEAD =
	'SUMLEV,STATE,COUNTY,CTYNAME,ESTIMATESBASE2020,POPESTIMATE2020,POPESTIMATE2024,POPESTIMATE2026';

describe('population of counties', () => {
	it('is read in the letters the Bureau writes, counties only', async () => {
		const history = fold(await text());
		expect(history).toContain('Doña Ana County');
		expect(history).not.toContain('500003');
		expect(censusPopulation.newest(history, '2026-11-25')).toBe('2025-07-01');
	});

	it('adds counties that are not on record, and nothing where figures are equal', async () => {
		expect(convert(await text(), [LOUDOUN])).toEqual({
			notes: [],
			counties: [['US-NM-35013', 205, '2025']],
			changes: []
		});
	});

	it('changes a cell of the same edition, and all that a newer edition says', async () => {
		expect(convert(await text(), [{ ...LOUDOUN, population_2024: 1039 }]).changes).toEqual([
			'US-VA-51107 population_2024 1040'
		]);
		expect(
			convert(`${HEAD}\n50,51,107,Loudoun County,1000,1010,1041,1070\n`, [LOUDOUN]).changes
		).toEqual([
			'US-VA-51107 population_2024 1041',
			'US-VA-51107 population_newest 1070',
			'US-VA-51107 population_newest_year 2026',
			'US-VA-51107 vintage 2026',
			'US-VA-51107 source_id upstream-census-population'
		]);
	});

	it('passes over an edition older than the one on record', () => {
		expect(
			convert(
				'SUMLEV,STATE,COUNTY,CTYNAME,ESTIMATESBASE2020,POPESTIMATE2020\n50,51,107,Loudoun County,1,2\n',
				[LOUDOUN]
			)
		).toEqual({ notes: [], counties: [], changes: [] });
	});

	it('sums the parts of a county that was split, and finds codes without their zeros', () => {
		const rows = ['50,2,63,Chugach,10,20,30,40', '50,2,66,Copper River,1,2,3,4'];
		expect(convert([HEAD, ...rows, ''].join('\n')).counties).toEqual([['US-AK-02261', 44, '2026']]);
		expect(convert([HEAD, ...rows.slice(0, 1), ''].join('\n'))).toMatchObject({
			counties: [],
			notes: ['1 counties are left out: no region here has their code']
		});
	});

	it('is refused in words where the head is another, and leaves an odd county out by name', () => {
		expect(() => fold('GEOID,NAME,POP\n51107,Loudoun County,5\n')).toThrow(/no column "SUMLEV"/);
		const many = Array.from({ length: 20 }, (_, n) => `50,51,${n + 1},County ${n},1,2,3,4`);
		const odd = [HEAD, ...many, '50,51,107,Loudoun County,1,2,3,X', ''].join('\n');
		expect(censusPopulation.read({ part, text: odd }).odd).toEqual([
			'"Loudoun County" (51107): POPESTIMATE2026 "X" is no number'
		]);
	});
});
