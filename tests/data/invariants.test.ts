import { group } from 'd3-array';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { inputTables, type InputTableName } from '#lib/domain/tables/index.ts';
import { readCsv } from '#lib/server/ingest/read/csv.ts';
import { listFolder } from '#lib/server/ingest/read/list-folder.ts';
import { tableOf } from '#lib/server/ingest/history/stored-columns.ts';

type Row = Record<string, string>;

const FILES = listFolder({ dataset: 'groundswell', path: 'data' }).tables;
const TABLES = Object.keys(inputTables) as InputTableName[];

function rowsOfFile(relative: string): Row[] {
	const rows: Row[] = [];
	let header: string[] = [];
	readCsv(`data/${relative}`, (cells, line) => {
		if (line === 1) header = [...cells];
		else rows.push(Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
	});
	return rows;
}

const rowsOf = (table: InputTableName): Row[] =>
	FILES.filter((file) => file.table === table).flatMap(({ relative }) => rowsOfFile(relative));

const cell = (row: Row | undefined, name: string) => row?.[name] ?? '';

/** The newest day anything in data/ may speak of as having happened: when it was collected. */
const COLLECTED = '2026-11-22';

describe('files', () => {
	it.each(FILES.map(({ relative }) => relative))(
		'%s has its rows in the order of their keys',
		(relative) => {
			const table = FILES.find((file) => file.relative === relative)?.table ?? 'sources';
			const { key } = tableOf(table);
			const keys = rowsOfFile(relative).map((row) => key.map((name) => cell(row, name)));
			const sorted = [...keys].sort((a, b) => {
				const at = a.findIndex((part, index) => part !== b[index]);
				return at === -1 ? 0 : isBefore(key[at], cellOf(a, at), cellOf(b, at)) ? -1 : 1;
			});
			expect(keys).toEqual(sorted);
		}
	);

	it('are UTF-8 with LF, end with one, and have no spaces around cells', () => {
		const wrong = FILES.filter(({ relative }) => {
			const text = readFileSync(`data/${relative}`, 'utf8');
			const padded = rowsOfFile(relative).some((row) =>
				Object.values(row).some((text) => text !== text.trim())
			);
			return padded || /[\r\ufeff\ufffd]/.test(text) || !/[^\n]\n$/.test(text);
		});
		expect(wrong).toEqual([]);
	});

	it('hold nothing that is left out', () => {
		const left = rowsOfFile('left_out.csv');
		const ids = new Set(TABLES.flatMap((name) => rowsOf(name).map((row) => idOf(name, row))));
		const merged = left.filter(({ why }) => why?.startsWith('Merged into'));
		expect(left.every(({ why }) => why !== '')).toBe(true);
		expect(merged.filter(({ id }) => ids.has(id ?? ''))).toEqual([]);
	});
});

const cellOf = (cells: readonly string[], at: number) => cells[at] ?? '';
/** Ranks are in the order of numbers, all else in that of letters. */
const isBefore = (column: string | undefined, a: string, b: string) =>
	column === 'rank' ? Number(a) < Number(b) : a < b;
const idOf = (name: InputTableName, row: Row) =>
	tableOf(name)
		.key.map((column) => cell(row, column))
		.join('|');

describe('regions and places', () => {
	const regions = new Map(rowsOf('regions').map((row) => [cell(row, 'region'), row]));

	it('has each county under its state, with its state in the code', () => {
		const wrong = [...regions.values()].filter(
			(row) =>
				cell(row, 'kind') === 'county' &&
				!new RegExp(`^${cell(row, 'parent')}-\\d{5}$`).test(cell(row, 'region'))
		);
		expect(wrong).toEqual([]);
	});

	it('names a place by region, kind and name, inside its region', () => {
		const wrong = rowsOf('places').filter((row) => {
			const [region = '', kind] = cell(row, 'place_id').split('/');
			return kind !== cell(row, 'place_kind') || !cell(row, 'region').startsWith(region);
		});
		expect(wrong).toEqual([]);
	});

	it('gives every place that acts the region of the place', () => {
		const placed = new Map(
			rowsOf('places').map((row) => [cell(row, 'place_id'), cell(row, 'region')])
		);
		const wrong = rowsOf('actions').filter(
			(row) => placed.get(cell(row, 'place_id')) !== cell(row, 'region')
		);
		expect(wrong).toEqual([]);
	});

	it('has only places that act, were surveyed or were listed by a tracker', () => {
		const used = new Set(
			[...rowsOf('actions'), ...rowsOf('polls'), ...rowsOf('sightings')].map((row) =>
				cell(row, 'place_id')
			)
		);
		expect(rowsOf('places').filter((row) => !used.has(cell(row, 'place_id')))).toEqual([]);
	});
});

describe('vocabulary', () => {
	it('has no word that nothing uses', () => {
		const used = new Set<string>();
		for (const name of TABLES) {
			const coded = columnsOf(tableOf(name).row).filter(({ meta }) => meta.vocabulary);
			for (const row of coded.length > 0 ? rowsOf(name) : [])
				for (const { name: column, meta } of coded)
					used.add(`${meta.vocabulary ?? ''} ${cell(row, column)}`);
		}
		const unused = rowsOf('vocabulary').filter(
			(row) => !used.has(`${cell(row, 'kind')} ${cell(row, 'value')}`)
		);
		expect(unused).toEqual([]);
	});
});

describe('sources', () => {
	const sources = rowsOf('sources');

	it('has one spelling for each publisher', () => {
		const bare = (name: string) => name.toLowerCase().replace(/^the |[^a-z0-9]/g, '');
		const spellings = group(sources, (row) => bare(cell(row, 'publisher')));
		const several = [...spellings.values()]
			.map((rows) => [...new Set(rows.map((row) => cell(row, 'publisher')))])
			.filter((names) => names.length > 1);
		expect(several).toEqual([]);
	});

	it('has a credit line for every set under CC BY', () => {
		const wrong = sources.filter(
			(row) => cell(row, 'licence').startsWith('CC BY') !== (cell(row, 'attribution') !== '')
		);
		expect(wrong).toEqual([]);
	});

	it('cites no record by its own source', () => {
		const own = new Map<string, string>();
		for (const [kind, name] of [
			['poll', 'polls'],
			['action', 'actions'],
			['observation', 'observations'],
			['model_price', 'model_prices']
		] as const)
			for (const row of rowsOf(name)) own.set(`${kind} ${idOf(name, row)}`, cell(row, 'source_id'));
		const wrong = rowsOf('citations').filter(
			(row) =>
				own.get(`${cell(row, 'record_kind')} ${cell(row, 'record_id')}`) === cell(row, 'source_id')
		);
		expect(wrong).toEqual([]);
	});
});

describe('polls', () => {
	const questions = new Map(rowsOf('questions').map((row) => [cell(row, 'question_id'), row]));
	const groups = group(
		rowsOf('answers'),
		(row) => `${cell(row, 'question_id')} ${cell(row, 'subgroup')}`
	);

	it('has exclusive options that add up to at most 101 percent, rounding allowed', () => {
		const sums = [...groups.entries()]
			.filter(([key]) => cell(questions.get(key.split(' ')[0] ?? ''), 'multi') === 'no')
			.map(([key, rows]) => {
				const netted = new Set(
					rows.filter((row) => cell(row, 'strength') === 'net').map((row) => cell(row, 'stance'))
				);
				const counted = rows.filter(
					(row) =>
						!['strong', 'somewhat'].includes(cell(row, 'strength')) ||
						!netted.has(cell(row, 'stance'))
				);
				return { key, sum: counted.reduce((sum, row) => sum + Number(cell(row, 'percent')), 0) };
			});
		expect(sums.filter(({ sum }) => sum > 101.01)).toEqual([]);
	});

	it('follows one option of a question in each subgroup', () => {
		const several = [...groups.entries()].filter(
			([, rows]) => rows.filter((row) => cell(row, 'reading') === 'yes').length > 1
		);
		expect(several).toEqual([]);
	});

	it('gives each wording group one topic and proximity, and each item one group and house', () => {
		const polls = new Map(rowsOf('polls').map((row) => [cell(row, 'poll_id'), row]));
		const rows = [...questions.values()];
		const several = (key: string, value: (row: Row) => string) =>
			[
				...group(
					rows.filter((row) => cell(row, key) !== ''),
					(row) => cell(row, key)
				).entries()
			]
				.filter(([, group]) => new Set(group.map(value)).size > 1)
				.map(([name]) => name);
		expect(
			several('wording_group', (row) => `${cell(row, 'topic')} ${cell(row, 'proximity')}`)
		).toEqual([]);
		expect(
			several(
				'item',
				(row) => `${cell(row, 'wording_group')} ${cell(polls.get(cell(row, 'poll_id')), 'house')}`
			)
		).toEqual([]);
	});

	it('was not published before its fieldwork ended, nor after the data were collected', () => {
		const wrong = rowsOf('polls').filter((row) => {
			const [end, published] = [cell(row, 'field_end'), cell(row, 'published')];
			const early = published !== '' && end !== '' && published < end.slice(0, published.length);
			return early || [end, published].some((date) => date > COLLECTED);
		});
		expect(wrong).toEqual([]);
	});
});

describe('actions', () => {
	const actions = rowsOf('actions');
	const byId = new Map(actions.map((row) => [cell(row, 'action_id'), row]));

	it('has happened', () => {
		expect(actions.filter((row) => cell(row, 'date') > COLLECTED)).toEqual([]);
	});

	it('follows a step of the same state that is not later', () => {
		const wrong = actions.filter((row) => {
			const before = byId.get(cell(row, 'follows'));
			if (!before) return false;
			const [date, earlier] = [cell(row, 'date'), cell(before, 'date')];
			const length = Math.min(date.length, earlier.length);
			const elsewhere = cell(row, 'region').slice(0, 5) !== cell(before, 'region').slice(0, 5);
			return earlier.slice(0, length) > date.slice(0, length) || elsewhere;
		});
		expect(wrong).toEqual([]);
	});

	it('states a restrictive share that is one side of its tally', () => {
		const wrong = actions.filter((row) => {
			const [votesFor, against, share] = ['votes_for', 'votes_against', 'percent_restrictive'].map(
				(name) => cell(row, name)
			);
			const total = Number(votesFor) + Number(against);
			if (!votesFor || !against || !share || total === 0) return false;
			const of = (votes: string) => Math.abs((100 * Number(votes)) / total - Number(share));
			return Math.min(of(votesFor), of(against)) > 0.06;
		});
		expect(wrong).toEqual([]);
	});

	it.each([
		['moratorium', 'adopted', 'restrictive'],
		['moratorium', 'extended', 'restrictive'],
		['moratorium', 'rejected', 'permissive'],
		['ban', 'adopted', 'restrictive'],
		['project_vote', 'denied', 'restrictive'],
		['project_vote', 'approved', 'permissive']
	])('counts a %s that was %s as %s', (type, decision, direction) => {
		const such = actions.filter(
			(row) => cell(row, 'action_type') === type && cell(row, 'decision') === decision
		);
		expect(such.length).toBeGreaterThan(0);
		expect(such.filter((row) => cell(row, 'direction') !== direction)).toEqual([]);
	});

	it('takes no side while a step is open', () => {
		const open = actions.filter((row) => ['proposed', 'pending'].includes(cell(row, 'decision')));
		expect(open.filter((row) => cell(row, 'direction') !== 'neutral')).toEqual([]);
	});
});

describe('indicators', () => {
	const series = new Map(rowsOf('series').map((row) => [cell(row, 'series_id'), row]));
	const FORMS: Record<string, RegExp> = {
		monthly: /^\d{4}-\d{2}$/,
		quarterly: /^\d{4}-Q\d$/,
		annual: /^\d{4}$/,
		delivery_year: /^\d{4}\/\d{2}$/
	};

	/** A series of first quarters alone has one value a year, and says in its title that it is the quarter's. */
	const FIRST_QUARTER = /^\d{4}-Q1$/;

	it('has periods as often as the series says', () => {
		const wrong = rowsOf('observations').filter((row) => {
			const id = cell(row, 'series_id');
			const { title = '', frequency = '' } = series.get(id) ?? {};
			const form =
				frequency === 'annual' && title.endsWith(', first quarter')
					? FIRST_QUARTER
					: FORMS[frequency];
			return form !== undefined && !form.test(cell(row, 'period'));
		});
		expect(wrong).toEqual([]);
	});

	it('has a value for every series, and percents from 0 to 100', () => {
		const observations = rowsOf('observations');
		const seen = new Set(observations.map((row) => cell(row, 'series_id')));
		const outside = observations.filter((row) => {
			const value = Number(cell(row, 'value'));
			const unit = cell(series.get(cell(row, 'series_id')), 'unit');
			return unit === 'percent' && (value < 0 || value > 100);
		});
		expect([...series.keys()].filter((id) => !seen.has(id))).toEqual([]);
		expect(outside).toEqual([]);
	});

	it('knows no value from after the data were collected', () => {
		const wrong = rowsOf('observations').filter((row) => cell(row, 'vintage') > COLLECTED);
		expect(wrong).toEqual([]);
	});
});

describe('model prices', () => {
	const hosts = group(
		rowsOf('model_prices'),
		(row) => `${cell(row, 'model')} ${cell(row, 'host')}`
	);

	it('holds one price at a time', () => {
		const overlaps = [...hosts.entries()].filter(([, rows]) => {
			const sorted = [...rows].sort((a, b) =>
				cell(a, 'valid_from') < cell(b, 'valid_from') ? -1 : 1
			);
			return sorted.some((row, index) => {
				const next = sorted[index + 1];
				if (!next) return false;
				return cell(row, 'valid_to') === '' || cell(row, 'valid_to') > cell(next, 'valid_from');
			});
		});
		expect(overlaps.map(([key]) => key)).toEqual([]);
	});

	it('describes a model the same way in all its rows', () => {
		const models = group(rowsOf('model_prices'), (row) => cell(row, 'model'));
		const unlike = [...models.entries()].filter(
			([, rows]) =>
				new Set(
					rows.map((row) =>
						['model_name', 'provider', 'released', 'open_weights', 'model_class']
							.map((name) => cell(row, name))
							.join('|')
					)
				).size > 1
		);
		expect(unlike.map(([model]) => model)).toEqual([]);
	});

	it('never asks more for cached input than for input', () => {
		const wrong = rowsOf('model_prices').filter(
			(row) =>
				Number(cell(row, 'cached_input_usd_per_mtok')) > Number(cell(row, 'input_usd_per_mtok'))
		);
		expect(wrong).toEqual([]);
	});
});
