import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatProblem } from '#lib/server/ingest/problems.ts';
import { ACTIONS, ANSWERS, csv, POLLS, QUESTIONS, SOURCES, Workshop } from './harness.ts';

// Invented rows over the invented embedded data: its poll p1 has 60% opposed, its action a1 is a pause in Leesburg.
let workshop: Workshop;
beforeEach(() => {
	workshop = new Workshop();
});
afterEach(() => workshop.remove());

const READINGS = 'SELECT question_id, subgroup, option FROM readings ORDER BY 1, 2, 3';
const QUESTION = 'q9,p9,data_center,local,local-build,no,Made up again';
const again = (
	answers: string[],
	poll = 'p9,house inc.,FIRM,adults,US,2026-01-03,2026-01-04,,1000,gazette'
) => ({
	'polls.csv': csv(POLLS, poll),
	'questions.csv': csv(QUESTIONS, QUESTION),
	'answers.csv': csv(ANSWERS, ...answers)
});

describe('a poll of a user folder that is on record', () => {
	it('is told, marked, and counted once', () => {
		workshop.build();
		const before = workshop.rows(READINGS);
		const { status, polls } = workshop.with(again(['q9,all,all,oppose,oppose,net,60,,yes,']));
		expect(status).toBe('published');
		expect(polls).toEqual({
			total: 1,
			matched: [{ incoming: 'mine:p9', recorded: 'p1' }],
			probable: [],
			new: []
		});
		expect(workshop.rows(READINGS)).toEqual(before);
		expect(workshop.rows("SELECT poll_id, same_as FROM polls WHERE dataset = 'mine'")).toEqual([
			{ poll_id: 'mine:p9', same_as: 'p1' }
		]);
		expect(workshop.rows("SELECT percent FROM answers WHERE dataset = 'mine'")).toEqual([
			{ percent: 60 }
		]);
	});

	it('adds the shares that the recorded one does not state', () => {
		workshop.with({
			...again([
				'q9,all,all,oppose,oppose,net,60,,yes,',
				'q9,gender,women,oppose,oppose,net,63,,yes,'
			]),
			'vocabulary.csv': csv(
				'kind,value,label',
				'subgroup,women,Women',
				'subgroup_kind,gender,Gender'
			)
		});
		expect(workshop.rows("SELECT subgroup, percent FROM readings WHERE dataset = 'mine'")).toEqual([
			{ subgroup: 'women', percent: 63 }
		]);
	});

	it('is only probable, and counted, where the share is another', () => {
		const { polls } = workshop.with(again(['q9,all,all,oppose,oppose,net,66,,yes,']));
		expect(polls).toMatchObject({
			matched: [],
			probable: [{ incoming: 'mine:p9', recorded: 'p1' }]
		});
		expect(workshop.rows("SELECT percent FROM readings WHERE dataset = 'mine'")).toEqual([
			{ percent: 66 }
		]);
	});

	it('is compared with the folder before it, too', () => {
		const poll = 'p9,Other House,Other,adults,US,2026-03-01,2026-03-02,,500,gazette';
		const files = again(['q9,all,all,oppose,oppose,net,41,,yes,'], poll);
		const { polls } = workshop.build({
			overlays: [workshop.overlay('one', files), workshop.overlay('two', files)]
		});
		expect(polls).toMatchObject({
			new: ['one:p9'],
			matched: [{ incoming: 'two:p9', recorded: 'one:p9' }]
		});
	});
});

describe('a wording group of a user folder without a reading', () => {
	const poll = (id: string) =>
		`${id},Other House,Other,adults,US,2026-0${id.slice(1)}-01,2026-0${id.slice(1)}-02,,500,gazette`;
	const files = (...marks: string[]) => ({
		'vocabulary.csv': csv('kind,value,label', 'wording_group,solar,Solar farm nearby'),
		'polls.csv': csv(POLLS, ...marks.map((_, index) => poll(`p${index + 1}`))),
		'questions.csv': csv(
			QUESTIONS,
			...marks.map((_, index) => `q${index + 1},p${index + 1},data_center,local,solar,no,Made up`)
		),
		'answers.csv': csv(
			ANSWERS,
			...marks.map((mark, index) => `q${index + 1},all,all,oppose,oppose,net,40,,${mark},`)
		)
	});
	const notes = (...marks: string[]) =>
		workshop.with(files(...marks)).notes.filter((note) => note.includes('wording_group'));

	it('is told with how many polls it has and what to do', () => {
		expect(notes('', '', '')).toEqual([
			'mine: wording_group solar marks no answer in its 3 polls, so it has no trend; mark one option with reading=yes in answers.csv'
		]);
	});

	it('is told where only some of its polls mark one', () => {
		expect(notes('yes', '', 'yes')).toEqual([
			'mine: 1 of the 3 polls of wording_group solar mark no answer, so they are in no trend; mark one option with reading=yes in answers.csv'
		]);
	});

	it('is not told where all do', () => {
		expect(notes('yes', 'yes')).toEqual([]);
	});
});

describe('one problem of many rows', () => {
	it('is told once, with the count, where it comes first', () => {
		const question = (index: number, group: string) =>
			`q${index},p1,data_center,local,${group},no,Made up`;
		const { groups, problemCount } = workshop.with({
			'questions.csv': csv(
				QUESTIONS,
				question(0, 'local-build'),
				...Array.from({ length: 1500 }, (_, index) =>
					question(index + 1, index % 3 ? 'wind' : 'solar')
				),
				question(1501, 'tide')
			)
		});
		expect(problemCount).toBe(1501);
		expect(groups.map(formatProblem).map((line) => line.replace(/;.*| \(known.*/, ''))).toEqual([
			'mine/questions.csv:3: wording_group "solar" (500 rows): no wording_group of that name in vocabulary.csv',
			'mine/questions.csv:4: wording_group "wind" (1,000 rows): no wording_group of that name in vocabulary.csv',
			'mine/questions.csv:1503: wording_group "tide": no wording_group of that name in vocabulary.csv'
		]);
	});
});

describe('an action of a user folder', () => {
	it('of another kind and place is probable by the document that tells a recorded one', () => {
		const { actions } = workshop.with({
			'sources.csv': csv(
				`${SOURCES},url`,
				'own,A page,A,own,http://www.example.org/gazette/?utm_source=x'
			),
			'places.csv': csv('place_id,name,place_kind,region', 'US-VA/town/hill,Hill,town,US-VA'),
			'vocabulary.csv': csv(
				'kind,value,label',
				'action_type,lawsuit,Lawsuit',
				'decision,rejected,Rejected'
			),
			'actions.csv': csv(
				ACTIONS,
				'a9,2026-01-04,event,US-VA/town/hill,US-VA,lawsuit,Board,county,adopted,restrictive,Made up,own',
				'a8,2026-01-02,event,US-VA/town/leesburg,US-VA-51107,moratorium,Board,county,rejected,neutral,Made up,own'
			)
		});
		expect(actions?.matched).toEqual([]);
		expect(actions?.probable.map(({ incoming, recorded }) => [incoming, recorded])).toEqual([
			['mine:a9', 'a1'],
			['mine:a8', 'a1']
		]);
	});
});
