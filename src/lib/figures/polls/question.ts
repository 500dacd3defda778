import { stackedBars } from '#lib/charts/kinds/stacked.ts';
import { publishers, readable, TIER_WORDS, lowered } from '#lib/domain/text/format.ts';
import { apiAddress, withParams } from '#lib/domain/filter/link/address.ts';
import { figureBase, type Drawing, type Figure } from '../figure.ts';
import type { PollData } from '#lib/server/api/views/polls/poll.ts';

type Question = PollData['questions'][number];
type Bars = Figure<Extract<Drawing, { kind: 'bars' }>>;

/** The answers to one question of a poll as bars. */
export function questionBars(
	question: Question,
	{ answers, poll, meta }: Pick<PollData, 'answers' | 'poll' | 'meta'>,
	url: URL
): Bars {
	const spec = stackedBars(
		answers.filter(({ question_id }) => question_id === question.question_id),
		question.multi === 'yes'
	);
	const only = spec.subgroups.length === 1 ? spec.subgroups[0] : undefined;
	const asked =
		only && only.subgroup !== 'all'
			? `${lowered(only.label)} among ${lowered(question.population_label)}`
			: `${lowered(question.population_label)} asked`;
	const how =
		spec.kind === 'stacked'
			? 'one answer allowed'
			: question.multi === 'yes'
				? 'several answers were allowed, so each answer has its own bar'
				: 'the shares add up to more than 100, so each answer has its own bar';
	const base = figureBase(meta, url);
	return {
		...base,
		view: `${withParams(url, { question: null, sort: null })}#q-${question.question_id}`,
		id: 'question',
		query: { ...base.query, poll: poll.poll_id, question: question.question_id },
		title: question.summary,
		measure: `Percent of ${asked} · ${question.topic_label} · ${how}`,
		source: `${poll.house}, ${poll.region_name}, ${readable(poll.date)}; ${question.publisher}, ${TIER_WORDS[question.tier]}, ${publishers(question.independent_sources)}`,
		csv: apiAddress('/api/v1/answers.csv', { poll: poll.poll_id }),
		drawing: { kind: 'bars', spec }
	};
}

/** The question an address names, else the first of the poll. */
export function questionFigure(data: PollData, url: URL): Figure | null {
	const wanted = url.searchParams.get('question');
	const question =
		wanted === null
			? data.questions[0]
			: data.questions.find(({ question_id }) => question_id === wanted);
	return question ? questionBars(question, data, url) : null;
}
