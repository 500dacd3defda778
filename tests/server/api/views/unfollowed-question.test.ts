import { afterAll, describe, expect, it } from 'vitest';
import { pollsTitle } from '#lib/figures/polls/polls.ts';
import { viewOf } from '#lib/client/view.ts';
import { ANSWERS, csv, POLLS, QUESTIONS, Workshop } from '../../ingest/harness.ts';
import { apiOver } from '../setup/support.ts';

// Two invented polls of a wording group that follows no answer.
const workshop = new Workshop();
workshop.with({
	'vocabulary.csv': csv('kind,value,label', 'wording_group,solar,Solar farm nearby'),
	'polls.csv': csv(
		POLLS,
		'p1,Other House,Other,adults,US,2026-01-01,2026-01-02,,500,gazette',
		'p2,Other House,Other,adults,US,2026-02-01,2026-02-02,,500,gazette'
	),
	'questions.csv': csv(
		QUESTIONS,
		'q1,p1,data_center,local,solar,no,Made up',
		'q2,p2,data_center,local,solar,no,Made up'
	),
	'answers.csv': csv(
		ANSWERS,
		'q1,all,all,oppose,oppose,net,40,,,',
		'q2,all,all,oppose,oppose,net,42,,,'
	)
});
const { fetch } = apiOver({ releases: workshop.releases, now: () => new Date() });
afterAll(() => workshop.remove());

const view = (query: string) => {
	const url = new URL(`http://page.invalid/polls?${query}`);
	return viewOf(fetch, url, 'polls').then((data) => ({ data, title: pollsTitle(data, url) }));
};

describe('the page of a question that follows no answer', () => {
	it('shows the polls there are', async () => {
		const { data, title } = await view('wording_group=solar');
		expect(title).toBe('Solar farm nearby: United States');
		expect(data.asked).toMatchObject({ total: 2, shares: 2, followed: 0 });
		expect(data.asked.questions.map(({ poll_id }) => poll_id)).toEqual(['mine:p2', 'mine:p1']);
	});

	it('says that there is no poll only where there is none', async () => {
		const { data, title } = await view('wording_group=solar&to=2020');
		expect(data.asked).toMatchObject({ total: 0, shares: 0, followed: 0 });
		expect(title).toBe('No poll on record for United States');
	});
});
