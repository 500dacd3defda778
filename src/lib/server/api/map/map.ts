import { createRoute, z } from '@hono/zod-openapi';
import type { Collection } from '#lib/domain/collections/collection.ts';
import { collections } from '#lib/domain/collections/index.ts';
import { mapList } from '#lib/domain/collections/page-lists.ts';
import type { FileFormat } from '#lib/domain/files.ts';
import { ANY_QUERY, type Query } from '#lib/domain/filter/query.ts';
import { GROWTH_YEARS, MEASURE, MEASURES, type Measure } from '#lib/domain/map/map-measures.ts';
import {
	mapPoint,
	mapRecord,
	mapRow,
	type MapRecord,
	type MapRow
} from '#lib/domain/map/map-row.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import { countyNames } from '../../dataset/queries/map/map.ts';
import { regionMiddle } from '../../dataset/queries/regions/regions.ts';
import { answers, querySchema } from '../list/collection.ts';
import { metaOfAnswer, metaSchema } from '../request/envelope.ts';
import { grammarOf, type WholeResult } from '../list/list-files.ts';
import { batchesOfRows } from '../formats/batches.ts';
import { pointsOf } from './map-points.ts';
import type { MapQuestion } from './map-question.ts';
import { areaOf, sourcesOf, valuesOf } from './map-values.ts';
import { badQuery } from '../request/problem.ts';
import { narrowed, type Call } from '../request/moment.ts';
import { ask } from '../request/request.ts';
import { notesOnShown } from '../request/withheld.ts';

/** Keys of the map itself, beside the filters of what it counts. */
const MAP_KEYS = ['measure', 'years', 'points'] as const;

/** Columns that rows of a map are sorted by, the usual one first. */
const SORT: Collection['sort'] = ['-value', 'region_name', 'confirmed', 'no_end', 'date'];

const COLLECTIONS = Object.fromEntries(
	MEASURES.map((measure) => [measure, collectionOf(measure)])
) as Record<Measure, Collection>;

/** The rows behind a measure as the map asks for them: what lies inside the region, the United States by default. */
function collectionOf(measure: Measure): Collection {
	const { collection, set, title } = MEASURE[measure];
	const base = collections[collection];
	return {
		...base,
		title,
		filters: base.filters.filter((name) => name !== 'scope' && !set.includes(name)),
		region: { scope: 'within', fallback: 'US' },
		sort: SORT
	};
}

const key = (description: string) => z.string().optional().openapi({ description });

/** The filters of every measure, and the map's own keys. */
export function mapKeys(format: 'summary' | 'csv' | 'file') {
	const keys: Record<string, z.ZodOptional<z.ZodString>> = {
		...Object.fromEntries(
			MEASURES.flatMap((measure) => Object.entries(querySchema(COLLECTIONS[measure], format).shape))
		),
		measure: key(
			`What is measured: ${MEASURES.map((name) => `${name} takes the filters of ${MEASURE[name].collection}`).join(', ')}; actions by default`
		),
		years: key(`Years of price_growth: ${GROWTH_YEARS.join(', ')}; ${GROWTH_YEARS[0]} by default`),
		points: key('yes or no: the places too; yes by default where region is a state or county')
	};
	return z.object(keys);
}

export const mapRoute = createRoute({
	method: 'get',
	path: '/map' as const,
	summary: 'Values by state or county',
	description:
		'One value per region: by state in the United States, by county where region is a state. A region without a value has no record here; people there may still be opposed. The same rows as a file: /api/v1/map.csv with the same query, or another extension.',
	request: { query: mapKeys('summary') },
	responses: answers(
		'Regions with a value',
		z.object({
			data: z.array(mapRecord),
			measure: z.enum(MEASURES),
			unit: z.string(),
			level: z.enum(['state', 'county']),
			area: z.string().openapi({ description: 'The region that is divided' }),
			whole: mapRow.nullable().openapi({ description: 'The value of the area as a whole' }),
			elsewhere: z.int().openapi({
				description: 'Of a count: records of the area that lie in none of its parts'
			}),
			names: z
				.record(z.string(), z.string())
				.openapi({ description: 'Names of the counties by code, where level is county' }),
			points: z.array(mapPoint),
			unplaced: z
				.int()
				.openapi({ description: 'Places without a point: of a whole state, or not located' }),
			meta: metaSchema
		})
	)
});

/** Values by region for a measure. */
export function map(call: Call) {
	const question = questionOf(call, 'summary');
	const area = areaOf(question);
	const { rows, whole, elsewhere } = valuesOf(question, area);
	const data = recordsOf(question, rows);
	const meta = metaOfAnswer(question.asked);
	const hasPoints = question.points ?? area.level === 'county';
	const { points, unplaced } = hasPoints ? pointsOf(question) : { points: [], unplaced: 0 };
	return {
		data,
		measure: question.measure,
		unit: MEASURE[question.measure].unit,
		level: area.level,
		area: area.region,
		whole,
		elsewhere,
		names:
			area.level === 'county'
				? Object.fromEntries(countyNames(question.asked.release, area.state))
				: {},
		points,
		unplaced,
		meta: {
			...meta,
			notes: [...meta.notes, ...notesOnShown(question.asked.release, mapList, data)]
		}
	};
}

/** The same rows, for a file. */
export function findMap(call: Call, format: FileFormat | 'metadata'): WholeResult {
	const question = questionOf(call, grammarOf(format));
	const { measure, years, order, asked } = question;
	const rows = recordsOf(question, valuesOf(question, areaOf(question)).rows);
	return {
		collection: { ...mapList, name: `map-${measure}` },
		path: 'map',
		own: { measure, ...(measure === 'price_growth' ? { years: String(years) } : {}) },
		asked: { ...asked, query: { ...asked.query, sort: order } },
		total: rows.length,
		batches: () => batchesOfRows(columnsOf(mapRecord), rows),
		countSources: () => sourcesOf(question, rows),
		notes: []
	};
}

/** Rows in the order asked for, each with the middle of its region. */
function recordsOf({ asked, order }: MapQuestion, rows: readonly MapRow[]): MapRecord[] {
	return inOrder(rows, order).map((row) => {
		const found = regionMiddle(asked.release, row.region);
		return { ...row, lon: found?.lon ?? null, lat: found?.lat ?? null };
	});
}

/** @throws ProblemError 400 with every problem */
export function questionOf(call: Call, format: 'summary' | 'csv' | 'file'): MapQuestion {
	const { params } = call;
	const measure = oneOf(params, 'measure', MEASURES) ?? MEASURES[0];
	const years = Number(oneOf(params, 'years', GROWTH_YEARS) ?? GROWTH_YEARS[0]);
	const points = oneOf(params, 'points', ['yes', 'no'] as const);
	const filters = narrowed(call, (key) => !(MAP_KEYS as readonly string[]).includes(key));
	const asked = ask(COLLECTIONS[measure], filters, format);
	return {
		measure,
		years,
		points: points === null ? null : points === 'yes',
		order: asked.query.sort,
		asked: { ...asked, query: { ...asked.query, sort: ANY_QUERY.sort } }
	};
}

/** Rows by a column, those without a value last; ties by region. */
function inOrder(rows: readonly MapRow[], { column, descending }: Query['sort']): MapRow[] {
	const cellOf = (row: MapRow) => row[column as keyof MapRow];
	const sign = descending ? -1 : 1;
	return rows.toSorted((one, other) => {
		const [a, b] = [cellOf(one), cellOf(other)];
		if (a === b) return one.region < other.region ? -1 : 1;
		if (a === null || b === null) return a === null ? 1 : -1;
		return (a < b ? -1 : 1) * sign;
	});
}

function oneOf<const V extends readonly string[]>(
	params: URLSearchParams,
	name: string,
	allowed: V
): V[number] | null {
	const value = params.get(name);
	if (value === null || allowed.includes(value)) return value;
	throw badQuery([{ key: name, value, message: 'is not known', allowed: [...allowed] }]);
}
