import { z } from 'zod';
import { parseDate } from '#lib/domain/dates.ts';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { readCsvCopy } from './csv-copy.ts';
import type { Listed } from './ledger.ts';
import { inventoryRows, listedMoratorium, type ListedMoratorium } from './inventory-rows.ts';
import { shapeFailure } from './failure.ts';
import { defineUpstream, sourceOf, type Copy } from './upstream.ts';

/** Moratoria of US places: Moratorium Nation's inventory, CSV. */
const NAME = 'moratorium-nation';

const COLUMNS = [
	'moratorium_id',
	'state',
	'state_abbrev',
	'jurisdiction',
	'jurisdiction_type',
	'date_enacted_iso',
	'date_enacted_uncertainty',
	'enacted_status',
	'duration_days',
	'duration_kind',
	'sectors'
] as const;

/** How exactly the inventory knows the date. */
const PRECISIONS = ['exact', 'unverified', 'month_only', 'year_only'] as const;

function parse(copies: readonly Copy[]): Listed<ListedMoratorium>[] {
	return copies.flatMap((copy) =>
		readCsvCopy(NAME, copy, COLUMNS).flatMap((record) => {
			const where = `${NAME} (${record.moratorium_id})`;
			const sectors = wordList(where, record.sectors);
			// Two rows sum up others.
			if (!sectors.includes('data_center') || record.jurisdiction_type === 'Aggregate meta-row')
				return [];
			const precision = PRECISIONS.find((known) => known === record.date_enacted_uncertainty);
			if (!precision)
				throw shapeFailure(where, `date_enacted_uncertainty "${record.date_enacted_uncertainty}"`);
			const parsed = listedMoratorium.safeParse({
				state: record.state_abbrev,
				jurisdiction: record.jurisdiction,
				jurisdiction_type: record.jurisdiction_type,
				date: dateOf(record.date_enacted_iso, precision),
				verified: precision !== 'unverified',
				status: record.enacted_status,
				days:
					record.duration_kind === 'fixed_days' && record.duration_days !== ''
						? Number(record.duration_days)
						: null,
				crypto: sectors.includes('cryptocurrency_mining')
			});
			if (!parsed.success) {
				const [issue] = parsed.error.issues;
				throw shapeFailure(where, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
			}
			return [{ id: record.moratorium_id, data: parsed.data }];
		})
	);
}

function wordList(where: string, text: string): string[] {
	try {
		return z.array(z.string()).parse(JSON.parse(text));
	} catch {
		throw shapeFailure(where, `sectors "${text}" is no list of words`);
	}
}

/** A date no more exact than the inventory knows it. */
function dateOf(iso: string, precision: (typeof PRECISIONS)[number]): string | null {
	const digits = precision === 'year_only' ? 4 : precision === 'month_only' ? 7 : 10;
	const date = iso.slice(0, digits);
	return parseDate(date) === null ? null : date;
}

const description = {
	name: NAME,
	title: 'Moratorium Nation inventory, as fetched',
	hosts: ['raw.githubusercontent.com'],
	types: ['text/csv', 'text/plain'],
	maxBytes: 16 << 20,
	licence: 'CC BY 4.0',
	attribution: 'Moratorium Nation, CC BY 4.0'
} as const;

const SOURCE: Pick<InputRow<'sources'>, 'publisher' | 'url' | 'tier'> = {
	publisher: 'Moratorium Nation',
	url: 'https://github.com/mjbommar/moratorium-data-2026',
	tier: 'aggregator'
};

export const moratoriumNation = defineUpstream({
	...description,
	parts: () => [
		{
			file: 'moratorium_inventory.csv',
			url: 'https://raw.githubusercontent.com/mjbommar/moratorium-data-2026/main/data/moratorium_inventory.csv'
		}
	],
	parse,
	data: listedMoratorium,
	rows: (entries, { curated }) => {
		const { rows, notes } = inventoryRows(entries, curated);
		return { rows: { ...rows, sources: [sourceOf(description, SOURCE)] }, notes };
	}
});
