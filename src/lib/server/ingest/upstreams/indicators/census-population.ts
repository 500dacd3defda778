import { readCsvCopy } from '../parse/csv-copy.ts';
import { OddRow, shapeFailure } from '../fetch/failure.ts';
import type { LedgerListed } from '../actions/listings.ts';
import { oneByOne, type Parsed } from '../parse/one-by-one.ts';
import { countyEstimate, populationRows, type CountyEstimate } from './population-rows.ts';
import { defineUpstream, sourceOf, type Copy } from '../upstream.ts';

/**
 * People of US counties: the Census Bureau's population estimates, CSV. Each edition has an address of its own and
 * replaces the one before it, all years of it.
 */
const NAME = 'census-population';
/** The edition whose address is asked; the next comes out in March of the year after next. */
const VINTAGE = 2025;
const FILE = `co-est${VINTAGE}-alldata.csv`;

const COLUMNS = [
	'SUMLEV',
	'STATE',
	'COUNTY',
	'CTYNAME',
	'ESTIMATESBASE2020',
	'POPESTIMATE2020'
] as const;
/** The level of a county; states have 40. */
const COUNTY_LEVEL = 50;

function parse(copy: Copy): Parsed<CountyEstimate> {
	const where = `${NAME} (${copy.part.file})`;
	const { records, odd } = readCsvCopy(NAME, copy, COLUMNS);
	const newest = newestYear(records[0] ?? {});
	if (newest === null) throw shapeFailure(where, 'no column of a year, "POPESTIMATE2020" and on');
	return oneByOne(where, records, (record) => taken(record, newest), odd);
}

/** The last year of which the head has an estimate. */
function newestYear(record: object): number | null {
	const years = Object.keys(record).flatMap((column) => {
		const year = /^POPESTIMATE(\d{4})$/.exec(column.trim())?.[1];
		return year === undefined ? [] : [Number(year)];
	});
	return years.length === 0 ? null : Math.max(...years);
}

/** @throws OddRow where a county has no code, or its people no number */
function taken(
	record: Record<string, string | undefined>,
	newest: number
): LedgerListed<CountyEstimate>[] {
	if (Number(record['SUMLEV']) !== COUNTY_LEVEL) return [];
	const name = record['CTYNAME']?.trim() ?? '';
	const fips = `${digits(record['STATE'], 2)}${digits(record['COUNTY'], 3)}`;
	if (!/^\d{5}$/.test(fips))
		throw new OddRow(
			`"${name}": "${record['STATE'] ?? ''}" and "${record['COUNTY'] ?? ''}" are no codes`
		);
	const people = (column: string): number => {
		const stated = record[column]?.trim() ?? '';
		if (!/^\d+$/.test(stated))
			throw new OddRow(`"${name}" (${fips}): ${column} "${stated}" is no number`);
		return Number(stated);
	};
	const data: CountyEstimate = {
		name,
		base: people('ESTIMATESBASE2020'),
		in2020: people('POPESTIMATE2020'),
		in2024: newest >= 2024 ? people('POPESTIMATE2024') : null,
		newest: people(`POPESTIMATE${newest}`),
		year: newest
	};
	return [{ id: fips, data }];
}

/** A code with the zeros before it that spreadsheets take away. */
const digits = (code: string | undefined, length: number) =>
	(code ?? '').trim().padStart(length, '0');

/** The Bureau writes these files in Latin-1, as the tilde of Doña Ana tells. */
function decoded(body: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(body);
	} catch {
		return new TextDecoder('windows-1252').decode(body);
	}
}

const description = {
	name: NAME,
	title: 'County population estimates, as fetched',
	purpose: 'people of US counties, yearly',
	// Estimates of 1 July come out in March; until then those of the July before are the newest.
	staleAfterDays: 680,
	hosts: ['www2.census.gov'],
	types: ['text/csv', 'application/csv', 'text/plain', 'application/octet-stream'],
	maxBytes: 16 << 20,
	licence: 'US government data',
	attribution: 'U.S. Census Bureau, Population Estimates Program',
	unseen:
		'never seen live: its columns are known from public copies, and each edition has an address of its own'
} as const;

export const censusPopulation = defineUpstream({
	...description,
	parts: () => [
		{
			file: FILE,
			url: `https://www2.census.gov/programs-surveys/popest/datasets/2020-${VINTAGE}/counties/totals/${FILE}`
		}
	],
	decode: (_, body) => Promise.resolve(decoded(body)),
	parse,
	data: countyEstimate,
	dated: ({ year }) => `${year}-07-01`,
	isPast: true,
	rows: (entries, { curated }) => {
		const { rows, notes } = populationRows(entries, curated);
		const source = sourceOf(description, {
			publisher: 'U.S. Census Bureau',
			url: 'https://www.census.gov/programs-surveys/popest.html',
			tier: 'primary'
		});
		return { rows: { ...rows, sources: [source] }, notes };
	}
});
