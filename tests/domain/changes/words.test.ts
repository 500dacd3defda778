import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMPARED, type ComparedTable } from '#lib/domain/changes/compared-tables.ts';
import {
	aboutOf,
	cellChanges,
	changeInWords,
	type Names
} from '#lib/domain/changes/change-words.ts';
import { inputTables } from '#lib/domain/tables/index.ts';

const NAMES: Names = {
	region: (code) => ({ US: 'United States', 'US-VA': 'Virginia' })[code] ?? null,
	place: (id) => (id === 'US-VA/county/loudoun' ? 'Loudoun County' : null),
	series: (id) => (id === 's1' ? { title: 'Price', unit: 'cents/kWh' } : null),
	question: (id) => (id === 'q1' ? { summary: 'Build one nearby', poll_id: 'p1' } : null),
	poll: (id) => (id === 'p1' ? { house: 'Nobody', region: 'US', date: '2026-08' } : null)
};

describe('a changed row', () => {
	const COLUMNS = ['sample_size', 'note', 'mode'];
	const words = (before: object, after: object) =>
		changeInWords(
			{ table: 'polls', change: 'changed', before: { ...before }, after: { ...after } },
			COLUMNS
		);

	test('says from what to what, column by column, in their order', () => {
		expect(
			words(
				{ sample_size: 1000, note: null, mode: 'phone' },
				{ sample_size: 1024, note: 'weighted by age', mode: null }
			)
		).toBe('sample size from 1000 to 1024; note set to “weighted by age”; mode emptied, was phone');
	});

	test('keeps zero apart from unknown', () => {
		expect(words({ sample_size: null }, { sample_size: 0 })).toBe('sample size set to 0');
		expect(words({ sample_size: 0 }, { sample_size: null })).toBe('sample size emptied, was 0');
	});

	test('speaks of the columns that are compared, and of none that holds the same', () => {
		const cell = fc.option(fc.oneof(fc.string(), fc.integer()));
		const row = fc.record({ sample_size: cell, note: cell, mode: cell, other: cell });
		fc.assert(
			fc.property(row, row, (before, after) => {
				const found = cellChanges(before, after, COLUMNS);
				for (const column of COLUMNS)
					expect(found.some((change) => change.column === column)).toBe(
						before[column as keyof typeof before] !== after[column as keyof typeof after]
					);
				expect(found.map(({ column }) => column)).not.toContain('other');
			})
		);
	});
});

describe('a row is called', () => {
	test.each<[ComparedTable, object, string, string | null, string | null]>([
		[
			'polls',
			{ house: 'Nobody', region: 'US-VA', date: '2026-08-01' },
			'Poll by Nobody, Virginia, Aug 1, 2026',
			'US-VA',
			'2026-08-01'
		],
		[
			'answers',
			{ question_id: 'q1', option: 'oppose', subgroup: 'all' },
			'Answer “oppose”, everyone: Build one nearby, Poll by Nobody, United States, Aug 2026',
			'US',
			'2026-08'
		],
		[
			'actions',
			{
				place_id: 'US-VA/county/loudoun',
				region: 'US-VA-51107',
				action_type: 'project_vote',
				decision: 'denied',
				date: '2026-05-04'
			},
			'Loudoun County: project vote denied, May 4, 2026',
			'US-VA-51107',
			'2026-05-04'
		],
		[
			'observations',
			{ series_id: 's1', region: 'US', period: '2026-Q1', vintage: '2026-06-01' },
			'Price, United States, 2026 Q1, published Jun 1, 2026',
			'US',
			'2026-Q1'
		],
		['sources', { title: 'A paper', publisher: 'Nobody' }, 'Source: A paper, Nobody', null, null]
	])('%s: what a person would', (table, row, record, region, date) => {
		expect(aboutOf(table, { ...row }, NAMES)).toEqual({ record, region, date });
	});

	test('by its ids where nothing knows what it refers to', () => {
		expect(
			aboutOf('observations', { series_id: 'gone', region: 'US-XX', period: '2026' }, NAMES)
		).toEqual({ record: 'gone, US-XX, 2026', region: 'US-XX', date: '2026' });
		expect(
			aboutOf('answers', { question_id: 'gone', option: 'x', subgroup: 'women' }, NAMES)
		).toMatchObject({
			record: 'Answer “x”, women: gone',
			region: null
		});
	});

	test('something in every table, also in a release of another version that lacks its columns', () => {
		for (const table of COMPARED) expect(aboutOf(table, {}, NAMES).record).not.toBe('');
	});
});

test('every table people keep is compared, but for how rows are kept and what trackers listed', () => {
	const left = Object.keys(inputTables).filter(
		(name) => !(COMPARED as readonly string[]).includes(name)
	);
	expect(left).toEqual([
		'coverage',
		'sightings',
		'first_test_actions',
		'forecasts',
		'forecast_trials',
		'overrides',
		'history',
		'withdrawn'
	]);
});
