import { z } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import type { FileFormat } from '#lib/domain/files.ts';
import type { Weights } from '#lib/domain/screening/answer.ts';
import { COMPONENTS, MOST_WEIGHT, WEIGHT_PREFIX } from '#lib/domain/screening/facts/components.ts';
import { RESULT_COLUMNS, screeningRow } from '#lib/domain/screening/row.ts';
import { SCORE_RULES, weightsOf } from '#lib/domain/screening/facts/score.ts';
import { LIMITS } from '../../screening/upload.ts';
import { dataControls } from '../list/collection.ts';
import { narrowed, type Call } from '../request/moment.ts';
import { badQuery } from '../request/problem.ts';
import { ask, type Asked } from '../request/request.ts';

/** A result as the formats and the description know it; filters are none: what is asked is in the list. */
export const SCREEN: Collection = {
	name: 'screen',
	title: 'Screening of sites',
	description:
		'What is on record where each site of a list lies: rules, dates, votes, opposition, prices, projects. “No record” is never “no opposition”.',
	row: screeningRow,
	id: 'row',
	filters: [],
	region: null,
	sort: ['row'],
	searched: null
};

const yesNo = (description: string) =>
	z
		.enum(['yes', 'no'])
		.optional()
		.openapi({ description: `${description}; no by default` });
const count = (description: string) =>
	z
		.string()
		.optional()
		.openapi({ description: `${description}, 1 to ${LIMITS.sites}` });

/** What a query can ask of a list of sites. */
export const screenQuery = z.object({
	...Object.fromEntries(
		COMPONENTS.map((one) => [
			WEIGHT_PREFIX + one,
			z
				.string()
				.optional()
				.openapi({
					description: `Weight from 0 to ${MOST_WEIGHT} of ${SCORE_RULES[one].title} in a score; without any there is none. ${SCORE_RULES[one].rule}`
				})
		])
	),
	sort: z.string().optional().openapi({
		description: 'Column of the result, or score with weights; - before it reverses; row by default'
	}),
	first: count('Position of the first row of a JSON answer'),
	limit: count('Rows of a JSON answer'),
	pending: z.enum(['yes', 'no']).optional().openapi({
		description:
			'Only sites in counties where a restriction was pending on the day, as it was known then, or only the others'
	}),
	site: count('Only the site in this row of the list'),
	evidence: yesNo('Whether JSON lists the records behind the facts of each site'),
	points: yesNo('Whether JSON has every site placed as a dot of a map, whatever the page'),
	progress: yesNo(
		'Whether the answer is NDJSON: lines {"done":250,"total":10000} while sites are screened, then the JSON in one line'
	),
	...dataControls
});

/** Keys of its own, beside those of every answer. */
const SCREEN_KEYS = Object.keys(screenQuery.shape).filter((key) => !(key in dataControls));

/** What a query asks of a list. */
export interface Wanted {
	asked: Asked;
	weights: Weights;
	sort: Asked['query']['sort'];
	first: number;
	limit: number;
	site: number | null;
	/** Only sites with, or without, a restriction pending in their county. */
	pending: boolean | null;
	evidence: boolean;
	points: boolean;
	progress: boolean;
}

/** Reads a query for a list. @throws ProblemError 400 with everything wrong */
export function wantedOf(call: Call, format: FileFormat | undefined): Wanted {
	const { params } = call;
	const common = narrowed(call, (key) => !SCREEN_KEYS.includes(key));
	const grammar = format === 'csv' || format === 'zip' ? 'csv' : 'record';
	const asked = ask(SCREEN, common, grammar);
	const { weights, problems } = weightsOf(params);
	const sort = params.get('sort') ?? 'row';
	const column = sort.replace(/^-/, '');
	const isScored = Object.keys(weights).length > 0;
	if (!RESULT_COLUMNS.has(column) && !(isScored && column === 'score'))
		problems.push({
			key: 'sort',
			value: sort,
			message: 'is not a column of the result (score is one only with weights)'
		});
	const numberOf = (key: string) => {
		const given = params.get(key) ?? '';
		if (given === '') return null;
		if (/^[1-9]\d{0,4}$/.test(given) && Number(given) <= LIMITS.sites) return Number(given);
		problems.push({ key, value: given, message: `expected a number from 1 to ${LIMITS.sites}` });
		return null;
	};
	const pending = params.get('pending') ?? '';
	if (!['', 'yes', 'no'].includes(pending))
		problems.push({ key: 'pending', value: pending, message: 'expected yes or no' });
	const isYes = (key: string) => {
		const given = params.get(key) ?? 'no';
		if (given !== 'yes' && given !== 'no')
			problems.push({ key, value: given, message: 'expected yes or no' });
		return given === 'yes';
	};
	const wanted = {
		asked,
		weights,
		sort: { column, descending: sort.startsWith('-') },
		first: numberOf('first') ?? 1,
		limit: numberOf('limit') ?? LIMITS.sites,
		site: numberOf('site'),
		pending: pending === '' ? null : pending === 'yes',
		evidence: isYes('evidence'),
		points: isYes('points'),
		progress: isYes('progress')
	};
	if (problems.length > 0) throw badQuery(problems);
	return wanted;
}
