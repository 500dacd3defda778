import { z } from '@hono/zod-openapi';
import { citationBibtex, citationText } from '#lib/domain/text/cite.ts';
import { TIERS } from '#lib/domain/closed.ts';
import { utcDay } from '#lib/domain/dates.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { sourceById } from '../../dataset/queries/records/sources.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import type { Column } from '#lib/domain/schema/table.ts';
import type { Asked, Moment } from '../request/request.ts';
import { leftOut, restsOn, withheldIn } from '../request/withheld.ts';
import type { Collection } from '#lib/domain/collections/collection.ts';

const column = z.object({
	name: z.string(),
	type: z.enum(['text', 'number', 'integer']),
	unit: z.string().nullable(),
	definition: z.string(),
	values: z.array(z.string()).nullable(),
	/** Whether a cell may be empty: unknown. */
	optional: z.boolean()
});

const source = z.object({
	source_id: z.string(),
	title: z.string(),
	publisher: z.string(),
	url: z.string().nullable(),
	tier: z.enum(TIERS),
	licence: z.string().nullable(),
	attribution: z.string().nullable(),
	redistribute: z.enum(['yes', 'no']).nullable(),
	rows: z.int().openapi({
		description: 'Rows that name it; where rows name none, records behind them that do'
	})
});

/** What can be said of the result of a query: what it was, when, from what, and how to cite it. */
export const descriptionSchema = z
	.object({
		title: z.string(),
		description: z.string(),
		/** The filters in words. */
		sentence: z.string(),
		/** The filters as an address takes them, defaults too. */
		parameters: z.record(z.string(), z.string()),
		release: z.object({
			id: z.string(),
			published_at: z.string().nullable(),
			data_through: z.string().nullable(),
			/** The commit of data/ it can be built from anywhere, if it was built from one alone. */
			commit: z.string().nullable()
		}),
		on: z.string(),
		retrieved_at: z.string(),
		/** Rows of the complete file: fewer means that it was cut off. */
		rows: z.int(),
		/** The same rows for as long as the release is kept. */
		address: z.string(),
		columns: z.array(column),
		sources: z.array(source),
		terms: z.string(),
		citation: z.object({ text: z.string(), bibtex: z.string() }),
		notes: z.array(z.string())
	})
	.openapi('Description');
export type Description = z.output<typeof descriptionSchema>;
type Source = z.output<typeof source>;

const TERMS =
	'Facts and figures of their sources, each under the terms of its source: see licence and attribution; none there means that the source states none. Selection and arrangement by Groundswell.';

/** What a description is made of. */
export interface Described {
	collection: Collection;
	columns: readonly Column[];
	asked: Asked;
	/** What is asked beside filters and order. */
	own?: Record<string, string>;
	rows: number;
	sources: readonly Source[];
	/** Path and query of the result for good, without origin. */
	address: string;
}

/** Describes a result. @param origin where this server is reached, for addresses that can be cited */
export function describe(
	{ collection, columns, asked, own = {}, rows, sources, address }: Described,
	moment: Moment,
	{ origin, now }: { origin: string; now: Date }
): Description {
	const { release, query, on, sentence } = asked;
	const logged = moment.store.list().find(({ id }) => id === release.id);
	const published = logged?.published_at ?? null;
	const retrieved_at = now.toISOString();
	const cited = {
		release: release.id,
		published: utcDay(published === null ? now : new Date(published)),
		data_through: release.info.data_through,
		on,
		address: origin + address,
		accessed: utcDay(now)
	};
	return {
		title: `Groundswell: ${collection.title}`,
		description: collection.description,
		sentence,
		parameters: {
			...own,
			...Object.fromEntries(
				Object.entries(query.filters).map(([key, values]) => [key, values.join(LIST_SEPARATOR)])
			),
			...(collection.region ? { scope: query.scope } : {}),
			sort: (query.sort.descending ? '-' : '') + query.sort.column
		},
		release: {
			id: release.id,
			published_at: published,
			data_through: release.info.data_through,
			commit: logged?.commit ?? null
		},
		on,
		retrieved_at,
		rows,
		address: cited.address,
		columns: columns.map(({ name, meta }) => ({
			name,
			type: meta.kind === 'number' || meta.kind === 'integer' ? meta.kind : 'text',
			unit: meta.unit ?? null,
			definition: meta.description,
			values: meta.values ? [...meta.values] : null,
			optional: meta.optional ?? false
		})),
		sources: [...sources],
		terms: TERMS,
		citation: {
			text: `${sentence}. ${citationText(cited)}`,
			bibtex: citationBibtex(cited)
		},
		notes: [...query.notes, ...notesOn(collection, columns, sources)]
	};
}

/** What to know about the sources of a result. */
function notesOn(
	collection: Collection,
	columns: readonly Column[],
	sources: readonly Source[]
): string[] {
	const closed = withheldIn(collection, sources);
	if (!columns.some(({ name }) => name === 'source_id'))
		return [
			sources.length > 0
				? 'Rows are computed: the sources are those of the records behind them.'
				: 'Rows are computed or name no source of their own; the records behind them do.',
			...closed.map(({ source_id, licence }) => restsOn(source_id, licence))
		];
	return closed.map(({ source_id, rows, licence }) => leftOut(source_id, rows, licence));
}

/** Sources of a release by how many rows name each, in order of id. */
export function sourcesOf(release: OpenRelease, counts: ReadonlyMap<string, number>): Source[] {
	return [...counts.keys()].sort().flatMap((id) => {
		const found = sourceById(release, id);
		return found ? [{ ...found, rows: counts.get(id) ?? 0 }] : [];
	});
}
