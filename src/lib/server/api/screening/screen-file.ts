import { z } from '@hono/zod-openapi';
import { number, optional, text } from '#lib/domain/schema/column.ts';
import type { FileFormat } from '#lib/domain/files.ts';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import type { Weights } from '#lib/domain/screening/answer.ts';
import { scoreColumns, WEIGHT_PREFIX } from '#lib/domain/screening/facts/components.ts';
import { NOT_LOOKED_FOR, RESULT_COLUMNS, screeningRow } from '#lib/domain/screening/row.ts';
import { chosenOf, SCORE_RULES } from '#lib/domain/screening/facts/score.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { sourcesBehind } from '../../screening/facts/record-evidence.ts';
import type { Known } from '../../screening/site-facts.ts';
import { linksOf, type Screened } from '../../screening/screen.ts';
import { describe, sourcesOf, type Description } from '../list/describe.ts';
import { FORMATS } from '../formats/index.ts';
import type { Cell, Chunks, Result, Row } from '../formats/result.ts';
import { callOf, type Moment } from '../request/moment.ts';
import { answerOf, listFrom, type Answer } from './screen-answer.ts';
import { SCREEN, wantedOf, type Wanted } from './screen-query.ts';

/** Where and when a file is asked for. */
export interface Asking {
	/** Where this server is reached, for addresses that can be cited. */
	origin: string;
	now: Date;
}

/** The columns of a file: those of the result, what the list carried, and the score where weights are given. */
function shapeOf(carried: readonly string[], weights: Weights) {
	const chosen = chosenOf(weights);
	return z.object({
		...screeningRow.shape,
		...Object.fromEntries(carried.map((name) => [name, optional(text('From your list'))])),
		...(chosen.length === 0
			? {}
			: {
					score: optional(
						number('Weighted mean of the components on record, 0 to 100', { min: 0, max: 100 })
					),
					score_covered: optional(
						number('Share of the weight that rests on a record', { min: 0, max: 1 })
					),
					...Object.fromEntries(
						chosen.map((one) => [
							`score_${one}`,
							optional(
								number(
									`${SCORE_RULES[one].rule}. Weight ${weights[one] ?? 0}; empty: no record found`
								)
							)
						])
					)
				})
	});
}

/** The rows as a file of any format. */
export function resultOf(
	{ all, carried, meta, wanted }: Answer,
	moment: Moment,
	asking: Asking
): Result {
	const { asked, weights } = wanted;
	const shape = shapeOf(carried, weights);
	const columns = columnsOf(shape);
	const names = columns.map(({ name }) => name);
	return {
		collection: { ...SCREEN, row: shape },
		columns,
		batches: () => batchesOf(all, cellsOf(names, scoreColumns(chosenOf(weights)), asking.origin)),
		description: descriptionOf(wanted, moment, asking, {
			columns,
			sentence: meta.sentence,
			rows: all.length,
			sources: countSources(all)
		}),
		meta,
		bom: asked.query.bom,
		guard: asked.query.guard
	};
}

/** What a screening is, before a list is sent: its columns, the release and the day, and how to cite it. */
export const emptyDescription = (wanted: Wanted, moment: Moment, asking: Asking): Description =>
	descriptionOf(wanted, moment, asking, {
		columns: columnsOf(shapeOf([], wanted.weights)),
		sentence: `Screening of sites on ${wanted.asked.on}; no list was sent`,
		rows: 0,
		sources: new Map()
	});

/** The page that screens a list against the same release on the same day, by the same weights. */
function pinned({ asked, weights, sort }: Wanted): string {
	const params = new URLSearchParams({ release: asked.release.id, on: asked.on });
	for (const one of chosenOf(weights)) params.set(WEIGHT_PREFIX + one, String(weights[one]));
	if (sort.column !== 'row' || sort.descending)
		params.set('sort', (sort.descending ? '-' : '') + sort.column);
	return canonical(params);
}

/** Where the description of a screening is found: GET for its columns, POST of the list for its sources too. */
export const describedBy = (wanted: Wanted): string =>
	`</api/v1/screen.metadata.json?${pinned(wanted)}>; rel="describedby"; type="application/json"`;

const NOTES = [
	'The list of sites is part of no address and is kept nowhere: send it to the address again for the same answer.',
	'Counts within miles rest on restrictive actions of other counties too: /api/v1/actions?direction=restrictive lists them with their sources.'
];

function descriptionOf(
	{ asked, weights, sort, ...wanted }: Wanted,
	moment: Moment,
	asking: Asking,
	{
		columns,
		sentence,
		rows,
		sources
	}: {
		columns: ReturnType<typeof columnsOf>;
		sentence: string;
		rows: number;
		sources: ReadonlyMap<string, number>;
	}
): Description {
	const described = describe(
		{
			collection: SCREEN,
			columns,
			asked: { ...asked, query: { ...asked.query, sort }, sentence },
			rows,
			sources: sourcesOf(asked.release, sources),
			address: `/screen?${pinned({ ...wanted, asked, weights, sort })}`
		},
		moment,
		asking
	);
	const own = chosenOf(weights).map((one) => [WEIGHT_PREFIX + one, String(weights[one])]);
	return {
		...described,
		parameters: { ...Object.fromEntries(own), ...described.parameters } as Record<string, string>,
		notes: [...described.notes, ...NOTES]
	};
}

/** How many sites rest on each source. */
function countSources(all: readonly Screened[]): ReadonlyMap<string, number> {
	const sites = new Map<Known, number>();
	for (const { known } of all) if (known) sites.set(known, (sites.get(known) ?? 0) + 1);
	const counts = new Map<string, number>();
	for (const [{ evidence }, count] of sites)
		for (const source of sourcesBehind(evidence))
			counts.set(source, (counts.get(source) ?? 0) + count);
	return counts;
}

/** Rows handed on at a time. */
const PIECE = 100;

async function* batchesOf(
	all: readonly Screened[],
	cells: (site: Screened) => Row
): AsyncGenerator<Row[]> {
	for (let start = 0; start < all.length; start += PIECE) {
		yield all.slice(start, start + PIECE).map(cells);
		await new Promise(setImmediate);
	}
}

/** Makes the cells of a site under some columns. */
function cellsOf(
	names: readonly string[],
	ofScore: readonly string[],
	origin: string
): (site: Screened) => Row {
	type Values = Record<string, unknown>;
	const NO_VALUES: Values = {};
	const score = (site: Screened): Values => ({
		score: site.score?.score,
		score_covered: site.score?.covered,
		...Object.fromEntries(
			site.score?.components.map(({ component, value }) => [`score_${component}`, value]) ?? []
		)
	});
	const links = ({ position }: Screened): Values =>
		Object.fromEntries(
			Object.entries(linksOf(position)).map(([name, path]) => [name, path && origin + path])
		);
	const isOwn = (name: string) => RESULT_COLUMNS.has(name);
	/** Where a column is looked up: what the list carried, what was counted, links, the position, else the facts. */
	const sectionOf = (name: string): ((site: Screened) => Values) => {
		if (ofScore.includes(name)) return score;
		if (!isOwn(name)) return (site) => site.carried;
		if (name.startsWith('restrictive_')) return (site) => site.counts ?? NO_VALUES;
		if (name === 'actions_url' || name === 'profile_url') return links;
		return name in NOT_LOOKED_FOR
			? (site) => site.known?.facts ?? NO_VALUES
			: (site) => site.position;
	};
	const sections = names.map(sectionOf);
	return (site) => names.map((name, index) => cellOf(sections[index]?.(site)[name]));
}

const cellOf = (value: unknown): Cell =>
	typeof value === 'number' || (typeof value === 'string' && value !== '') ? value : null;

/**
 * A list as a file, for the command line.
 * @param bytes the list, as CSV or Excel workbook
 * @throws UploadError for the list, ProblemError for the query, NoReleaseError where there is no release
 */
export async function fileOf(
	bytes: Uint8Array<ArrayBuffer>,
	format: FileFormat,
	params: URLSearchParams,
	moment: Moment,
	{ now, onProgress }: { now: Date; onProgress: (done: number, total: number) => void }
): Promise<{ chunks: Chunks; meta: Answer['meta'] }> {
	const wanted = wantedOf(callOf(params, moment), format);
	const list = await listFrom({ bytes, type: '' }, { wanted });
	const total = list.sites.length;
	const answer = await answerOf(list, wanted, (done) => onProgress(done, total));
	const result = resultOf(answer, moment, { origin: '', now });
	return { chunks: FORMATS[format].write(result), meta: answer.meta };
}
