import { createRoute, z } from '@hono/zod-openapi';
import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { FILTERS } from '#lib/domain/filter/filters.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { valueInWords } from '#lib/domain/filter/value-words.ts';
import { answers, dataControls } from '../list/collection.ts';
import { badQuery } from '../request/problem.ts';
import { countsOf } from '../list/facet-counts.ts';
import { narrowed, type Call } from '../request/moment.ts';
import { ask, askMoment } from '../request/request.ts';
import { vocabularyOf } from '../request/vocabulary.ts';

const facetSchema = z.object({
	key: z.string(),
	label: z.string(),
	shape: z.enum(['list', 'one', 'date', 'count', 'words', 'amount', 'dates']),
	values: z.array(
		z.object({
			value: z.string(),
			label: z.string(),
			rows: z.int().nullable().openapi({
				description:
					'With counted=yes, where the values are not too many: rows it leaves, every other filter as it is'
			})
		})
	)
});
export type Facet = z.output<typeof facetSchema>;

export const filtersRoute = createRoute({
	method: 'get',
	path: '/filters' as const,
	summary: 'Filters of a collection',
	description:
		'Every key a collection takes, with the values a release holds; the current one by default.',
	request: {
		query: z.object({
			collection: z.string().openapi({ description: 'Name of the collection, for example polls' }),
			keys: z
				.string()
				.optional()
				.openapi({ description: 'Only these filters, joined with ~; all by default' }),
			counted: z.enum(['yes']).optional().openapi({
				description:
					'Count the rows of each value of short lists; takes the filters of the collection beside it'
			}),
			...dataControls
		})
	},
	responses: answers(
		'Filters',
		z.object({ data: z.array(facetSchema), release: z.string(), on: z.string() })
	)
});

/** Keys of the route itself, beside release and day. */
const OF_FILTERS: readonly string[] = ['collection', 'keys', 'counted'];

/** The filters of a collection with their values. @throws ProblemError 400 for an unknown collection or filter. */
export function filters(call: Call) {
	const { params } = call;
	const name = params.get('collection') ?? '';
	if (!Object.hasOwn(collections, name))
		throw badQuery([
			{
				key: 'collection',
				value: name,
				message: 'expected the name of a collection',
				allowed: Object.keys(collections)
			}
		]);
	const collection = collections[name as CollectionName];
	const isCounted = params.get('counted') === 'yes';
	const rest = narrowed(call, (key) => !OF_FILTERS.includes(key));
	const asked = isCounted ? ask(collection, rest, 'record') : null;
	const { release, on } = asked ?? askMoment(call, OF_FILTERS);
	const offered = collection.filters.filter((key) => key !== 'region');
	const wanted = params.get('keys')?.split(LIST_SEPARATOR) ?? offered;
	const unknown = wanted.find((key) => !(offered as readonly string[]).includes(key));
	if (unknown !== undefined)
		throw badQuery([
			{ key: 'keys', value: unknown, message: `no filter of ${name}`, allowed: [...offered] }
		]);
	const vocabulary = vocabularyOf(release, collection);
	return {
		release: release.id,
		on,
		data: offered
			.filter((key) => wanted.includes(key))
			.map((key): Facet => {
				const spec = FILTERS[key];
				const open = [...vocabulary.values(key)].map(([value, label]) => ({
					value,
					label: label === value ? valueInWords(key, value) : label
				}));
				const closed = spec.values?.map((value) => ({ value, label: valueInWords(key, value) }));
				const values = closed ?? open;
				const counts =
					asked && (spec.shape === 'list' || spec.shape === 'one')
						? countsOf(
								name as CollectionName,
								key,
								values.map(({ value }) => value),
								asked
							)
						: null;
				return {
					key,
					label: spec.label,
					shape: spec.shape,
					values: values.map((one) => ({ ...one, rows: counts?.get(one.value) ?? null }))
				};
			})
	};
}
