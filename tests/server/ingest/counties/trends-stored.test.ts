/** What is stored of estimates, from invented polls. */
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { addDays } from '#lib/domain/dates.ts';
import type { StoredRow } from '#lib/domain/tables/index.ts';
import { createTableSql, storedColumns, tableOf } from '#lib/server/dataset/sql.ts';
import { buildTrends } from '#lib/server/ingest/model/polls/trends.ts';

/** Fits are quick, but the machine may be shared. */
vi.setConfig({ testTimeout: 60_000 });

const COMPUTED = ['trends', 'trend_days', 'trend_polls', 'trend_effects', 'validations'] as const;

/** Polls of two houses in turn, every nine days. */
const READINGS = [41, 47, 43, 46.5, 44, 51, 45, 50].map((percent, index): StoredRow<'readings'> => {
	const day = addDays('2026-01-05', 9 * index);
	const house = index % 2 === 0 ? 'A' : 'B';
	return {
		region: 'US',
		date: day,
		question_id: `q${index}`,
		poll_id: `p${index}`,
		house,
		pollster: house,
		population: 'adults',
		topic: 'local_siting',
		proximity: 'near_home',
		wording_group: 'near',
		item: house,
		subgroup_kind: 'all',
		subgroup: 'all',
		option: 'oppose',
		stance: 'oppose',
		followed: 'yes',
		percent,
		qualifier: null,
		sample_size: 1000 + 7 * index,
		margin: null,
		margin_basis: 'not_reported',
		summary: 'Invented',
		source_id: 's',
		dataset: 'groundswell',
		date_basis: 'field',
		date_start: day,
		date_end: day,
		date_precision: 'day',
		trend_date: day,
		field_days: 1,
		tier: 'primary',
		independent_sources: 1,
		best_source: 's'
	};
});

/** Rows of every table that the estimates fill. */
function estimated(): Record<(typeof COMPUTED)[number], Record<string, unknown>[]> {
	const db = new Database(':memory:');
	for (const name of ['readings', 'pools', ...COMPUTED] as const)
		db.exec(createTableSql(tableOf(name)));
	const names = storedColumns(tableOf('readings')).map(({ name }) => name);
	const insert = db.prepare(
		`INSERT INTO readings (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`
	);
	for (const reading of READINGS) insert.run(reading);
	buildTrends(db);
	const rows = (name: string) =>
		db.prepare(`SELECT * FROM ${name}`).all() as Record<string, unknown>[];
	const tables = Object.fromEntries(COMPUTED.map((name) => [name, rows(name)]));
	db.close();
	return tables as ReturnType<typeof estimated>;
}

describe('estimates as stored', () => {
	const tables = estimated();

	it('fill every table', () => {
		for (const name of COMPUTED) expect(tables[name], name).not.toHaveLength(0);
		expect(tables.trend_days.filter(({ method }) => method === 'model')).toHaveLength(64);
	});

	it.each(COMPUTED)('%s holds no number with more than 8 decimals, and no -0', (name) => {
		const numbers = tables[name].flatMap((row) =>
			Object.values(row).filter((value) => typeof value === 'number')
		);
		const long = numbers.filter(
			(value) => value !== Number(value.toFixed(8)) || Object.is(value, -0)
		);
		expect(numbers).not.toHaveLength(0);
		expect(long).toEqual([]);
	});

	it('variances hold no more than 8 digits', () => {
		const variances = tables.trend_days.flatMap(({ change_variance }) =>
			typeof change_variance === 'string' ? (JSON.parse(change_variance) as number[]) : []
		);
		expect(variances).not.toHaveLength(0);
		for (const value of variances) expect(value).toBe(Number(value.toPrecision(8)));
	});

	it('keep low, estimate and high in order', () => {
		for (const { low95, low80, estimate, high80, high95 } of tables.trend_days)
			if (low95 !== null) {
				const bounds = [low95, low80, estimate, high80, high95].map(Number);
				expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
			}
	});
});
