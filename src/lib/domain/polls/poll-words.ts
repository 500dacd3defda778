import type { CollectionRow } from '../collections/index.ts';
import { articled, capital, formatNumber, readable, lowered, TIER_WORDS } from '../text/format.ts';

type Poll = CollectionRow<'polls'>;

/** When a poll was in the field: `May 14, 2026 to May 20, 2026`, one date, or null where not stated. */
export function fieldWords({
	field_start,
	field_end
}: Pick<Poll, 'field_start' | 'field_end'>): string | null {
	if (field_start !== null && field_end !== null && field_start !== field_end)
		return `${readable(field_start)} to ${readable(field_end)}`;
	const only = field_end ?? field_start;
	return only === null ? null : readable(only);
}

/** Whom a poll asked and where: `registered voters in Texas`. */
export const askedWords = ({
	population,
	population_label,
	place_name,
	region_name
}: Pick<Poll, 'population' | 'population_label' | 'place_name' | 'region_name'>): string =>
	`${population === 'other' ? 'people' : lowered(population_label)} in ${place_name ?? articled(region_name)}`;

/** Who asked whom, when and for whom, as one sentence. */
export function pollSentence(poll: Poll): string {
	const size = poll.sample_size === null ? '' : `${formatNumber(poll.sample_size)} `;
	const when = fieldWords(poll) ?? `published ${readable(poll.published)}`;
	const payer =
		poll.sponsor === null || poll.sponsor === poll.pollster ? '' : `, paid for by ${poll.sponsor}`;
	return `${poll.pollster} asked ${size}${askedWords(poll)} (${when})${payer}.`;
}

/** The margin of error as the poll states it, or null. */
export const marginWords = ({ margin_of_error }: Pick<Poll, 'margin_of_error'>): string | null =>
	margin_of_error === null ? null : `±${formatNumber(margin_of_error, 1)} points`;

/** What a poll says of a number that is to be pasted elsewhere. */
interface Pasted {
	poll: Pick<
		Poll,
		| 'house'
		| 'date'
		| 'sample_size'
		| 'margin_of_error'
		| 'population'
		| 'population_label'
		| 'place_name'
		| 'region_name'
	>;
	question: Pick<
		CollectionRow<'questions'>,
		'question_text' | 'summary' | 'publisher' | 'source_url' | 'tier'
	>;
	answer: Pick<CollectionRow<'answers'>, 'percent' | 'qualifier' | 'option_label'>;
}

/**
 * A share with who was asked what, when and by whom, how exact it is and where it was seen, to be pasted.
 * @param address of the poll's page
 * @example '42% of registered voters in the United States answered “Oppose” to “…”. Harbor Poll, Aug 2026; …'
 */
export function numberToPaste({ poll, question, answer }: Pasted, address: string): string {
	const share = `${answer.qualifier === null ? '' : `${answer.qualifier} `}${formatNumber(answer.percent, 1)}%`;
	const asked =
		question.question_text === null
			? `${question.summary} (in our words)`
			: `“${question.question_text}”`;
	const size =
		poll.sample_size === null
			? 'sample size not reported'
			: `${formatNumber(poll.sample_size)} people asked`;
	const margin = marginWords(poll);
	return [
		`${capital(share)} of ${askedWords(poll)} answered “${answer.option_label}” to: ${asked}${/[?.!]”$/.test(asked) ? '' : '.'}`,
		`${poll.house}, ${readable(poll.date)}; ${size}; ${margin === null ? 'margin of error not reported' : `margin of error ${margin} (95%, whole sample)`}.`,
		`Source: ${question.publisher} (${TIER_WORDS[question.tier]})${question.source_url === null ? '' : `, ${question.source_url}`}.`,
		`Groundswell, ${address}`
	].join(' ');
}
