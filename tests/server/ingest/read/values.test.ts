import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { inputTables } from '#lib/domain/tables/index.ts';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { ACTIONS, csv, OBSERVATIONS, POLLS, SOURCES, Workshop } from '../harness.ts';

// Invented rows. The day of these builds is 2026-11-29.
const TODAY = '2026-11-29';
let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const problems = (files: Record<string, string>, today = TODAY) =>
	workshop.with(files, { today, dryRun: true }).problems.map(formatProblem);

const observations = (...rows: string[]) => ({ 'observations.csv': csv(OBSERVATIONS, ...rows) });

describe('a number', () => {
	it('whose stored value is another is refused by place, in all rows at once', () => {
		const given = [
			'1e-400',
			'9007199254740993',
			'0.1234567890123456789',
			'12345678901234567890',
			'-1e-400',
			'0.1000000000000000000001'
		];
		expect(
			problems(
				observations(
					...given.map((value, index) => `s1,US,${2000 + index},${value},,,actual,,gazette,`)
				)
			)
		).toEqual(
			given.map(
				(value, index) =>
					`mine/observations.csv:${index + 2}: value "${value}": cannot be stored as given: it would become ${Number(value)}; write the digits that are known, at most 15`
			)
		);
	});

	it('with the digits of a double, or with zeros behind, is stored as given', () => {
		const given = ['0.1', '0.30000000000000004', '1.50', '1e3', '-0', '1.7976931348623157e308'];
		const { problems: found } = workshop.with(
			observations(
				...given.map((value, index) => `s1,US,${2000 + index},${value},,,actual,,gazette,`)
			)
		);
		expect(found).toEqual([]);
		expect(
			workshop.rows("SELECT value FROM observations WHERE dataset = 'mine' ORDER BY period")
		).toEqual(given.map((value) => ({ value: Number(value) + 0 })));
	});

	it('of a column of whole numbers is held to it, too', () => {
		const row = (votes: string) =>
			`a9,2026-05-01,event,US-VA/town/leesburg,US-VA-51107,moratorium,Board,county,adopted,restrictive,${votes},A pause,gazette`;
		const found = problems({
			'actions.csv': csv(
				ACTIONS.replace(',summary', ',votes_for,summary'),
				row('9007199254740993'),
				row('5.0000000000000000001').replace('a9', 'a8')
			)
		});
		expect(found.join('\n')).toMatch(
			/actions\.csv:2: votes_for "9007199254740993": expected a whole number/
		);
		expect(found.join('\n')).toMatch(
			/actions\.csv:3: votes_for "5\.0000000000000000001": cannot be stored as given: it would become 5/
		);
	});
});

describe('a date', () => {
	it.each(
		Object.values(inputTables).flatMap((table) =>
			columnsOf(table.row)
				.filter(({ meta }) => meta.kind === 'date')
				.map(({ name, meta }) => [table.name, name, meta.span] as const)
		)
	)('of %s has a span: %s', (_, __, span) => {
		expect(span).toBeDefined();
	});

	it.each(['0220-10-02', '0000-01-01', '1004', '2062-03-01', '9999', '1899-12-31', '2028-01'])(
		'of an action in the year of %s is refused with the years allowed',
		(date) => {
			expect(problems({ 'actions.csv': csv(ACTIONS, action({ date })) })).toEqual([
				`mine/actions.csv:2: date "${date}": expected a year from 1900 to 2027; check for a mistyped year`
			]);
		}
	);

	it.each(['1900-01-01', '2027-12-31', '2026-11-30'])('of an action on %s is read', (date) => {
		expect(problems({ 'actions.csv': csv(ACTIONS, action({ date })) })).toEqual([]);
	});

	it.each([
		['2030-06-30', []],
		['2100', []],
		['2101', [/ends_on "2101": expected a year from 1900 to 2100/]],
		['0230-06-30', [/ends_on "0230-06-30": expected a year from 1900 to 2100/]]
	])('on which a rule ends may lie ahead: %s', (ends_on, messages) => {
		expect(
			problems({
				'actions.csv': csv(`${ACTIONS},ends_on`, `${action({ date: '2020-01-01' })},${ends_on}`)
			})
		).toEqual(messages.map((message): unknown => expect.stringMatching(message)));
	});

	it.each([
		['2050', []],
		['2099/00', []],
		['2100-Q4', []],
		['2101-01', [/period "2101-01": expected a year from 1900 to 2100/]],
		['0026/27', [/period "0026\/27": expected a year from 1900 to 2100/]]
	])('of a projection or delivery year reaches 2100: %s', (period, messages) => {
		expect(problems(observations(`s1,US,${period},1,,,projection,,gazette,`))).toEqual(
			messages.map((message): unknown => expect.stringMatching(message))
		);
	});

	it.each([
		['sources.csv', csv(`${SOURCES},published`, 's9,A,B,own,2026-11-30'), 'published "2026-11-30"'],
		['observations.csv', csv(OBSERVATIONS, 's1,US,2026,1,,,actual,2027,gazette,'), 'vintage "2027"']
	])('of a publication in %s cannot lie ahead', (file, text, cell) => {
		expect(problems({ [file]: text })).toEqual([
			`mine/${file}:2: ${cell}: lies ahead of today, 2026-11-29 in UTC; write the day on which it happened`
		]);
	});

	it('with a time behind it is told without', () => {
		expect(
			problems({ 'actions.csv': csv(ACTIONS, action({ date: '2026-01-05 00:00:00' })) })[0]
		).toMatch(/date "2026-01-05 00:00:00": dates are .*, without a time; write 2026-01-05$/);
	});

	it('is named in every cell of a row that is wrong', () => {
		expect(
			problems({ 'polls.csv': csv(POLLS, poll('0202-01-01', '0202-01-05', '2062-02-01')) }).map(
				(problem) => problem.split(':')[2]
			)
		).toEqual([' field_start "0202-01-01"', ' field_end "0202-01-05"', ' published "2062-02-01"']);
	});
});

describe('the days of a poll', () => {
	it.each([
		['2026-03-01', '2026-03-05', '2026-03-05', null],
		['2026-03', '2026-03', '2026-03-02', null],
		['2024-01-01', '2026-01-01', '', null],
		['2021', '2023', '', null],
		['2026-03-01', '2026-03-05', '2026-11-29', null],
		['2026-03-01', '2026-03-05', '2026-11-30', /published "2026-11-30": lies ahead of today/],
		[
			'2026-03-01',
			'2026-03-05',
			'2026-02-28',
			/published "2026-02-28": is before field_end \(2026-03-05\); a poll is published after/
		],
		['2026-03-01', '', '2026-02', /published "2026-02": is before field_start \(2026-03-01\)/],
		[
			'2023-12-31',
			'2026-01-01',
			'',
			/field_end "2026-01-01": is more than two years after field_start \(2023-12-31\)/
		],
		['2002-03-01', '2026-03-05', '', /field_end "2026-03-05": is more than two years/],
		['2026-03-05', '2026-03-01', '', /field_end "2026-03-01": is before field_start/]
	])('from %j to %j, published %j', (start, end, published, message) => {
		expect(problems({ 'polls.csv': csv(POLLS, poll(start, end, published)) })).toEqual(
			message === null ? [] : [expect.stringMatching(message)]
		);
	});
});

describe('a machine whose clock is behind', () => {
	const embedded = (published: string) => {
		workshop.write(
			'history/polls.csv',
			csv(
				'record_table,record_id,added,changed,row_hash',
				'polls,p1,2026-11-01,2026-11-20,0123456789'
			)
		);
		workshop.write(
			'polls.csv',
			csv(POLLS, poll('2026-11-01', '2026-11-05', published, 'p1', 'gazette'))
		);
		return workshop
			.build({ today: '2020-01-01', dryRun: true })
			.problems.filter(({ column }) => column === 'published')
			.map(formatProblem);
	};

	it('takes the newest day in the history of the embedded data for today', () => {
		expect(embedded('2026-11-20')).toEqual([]);
		expect(embedded('2026-11-21')).toEqual([
			'groundswell/polls.csv:2: published "2026-11-21": lies ahead of today, 2026-11-20 in UTC; write the day on which it happened'
		]);
	});
});

describe('a character that nobody sees', () => {
	it.each([
		[
			'zero-width space in an id',
			{ 'sources.csv': csv(SOURCES, 's\u200b1,A,B,own') },
			/source_id "s\u200b1": holds the invisible character U\+200B; remove it/
		],
		[
			'zero-width space in a reference',
			observations('s1\u200b,US,2026,1,,,actual,,gazette,'),
			/series_id .*U\+200B/
		],
		[
			'soft hyphen in a word of a list',
			observations('s1,US,2026,1,,,act\u00adual,,gazette,'),
			/estimate .*U\+00AD/
		],
		[
			'mark of direction in a number',
			observations('s1,US,2026,\u200e1,,,actual,,gazette,'),
			/value .*U\+200E/
		],
		['mark in a date', observations('s1,US,\u200e2026,1,,,actual,,gazette,'), /period .*U\+200E/],
		[
			'control character in a text',
			{ 'sources.csv': csv(SOURCES, 's1,A\u0007,B,own') },
			/title .*U\+0007/
		],
		[
			'character that was lost',
			{ 'sources.csv': csv(SOURCES, 's1,Caf\ufffd,B,own') },
			/title .*U\+FFFD, which stands for a character that an earlier program could not read/
		],
		[
			'accent apart from its letter in an id',
			{ 'sources.csv': csv(SOURCES, 'cafe\u0301,A,B,own') },
			/source_id .*two characters; write them as one/
		],
		[
			'zero-width space in the header',
			{ 'sources.csv': csv(SOURCES.replace('tier', 'tier\u200b'), 's1,A,B,own') },
			/:1: tier\u200b: holds the invisible character U\+200B/
		]
	])('%s is refused by place', (_, files, message) => {
		expect(problems(files as Record<string, string>).join('\n')).toMatch(message);
	});

	it('that has a meaning in a text stays', () => {
		workshop.with({
			'sources.csv': csv(
				SOURCES,
				's1,"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\t👩‍🌾\nB",\u00a0 B \u00a0,own'
			)
		});
		expect(
			workshop.rows("SELECT title, publisher FROM sources WHERE source_id = 'mine:s1'")
		).toEqual([
			{ title: '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\t👩‍🌾\nB', publisher: 'B' }
		]);
	});
});

const action = ({ date }: { date: string }) =>
	`a9,${date},event,US-VA/town/leesburg,US-VA-51107,moratorium,Board,county,adopted,restrictive,A pause,gazette`;

const poll = (start: string, end: string, published: string, id = 'p9', source = 'gazette') =>
	`${id},A House,A Firm,adults,US,${start},${end},${published},1000,${source}`;
