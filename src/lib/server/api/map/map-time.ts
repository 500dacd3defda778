import { ascending } from 'd3-array';
import { createRoute, z } from '@hono/zod-openapi';
import { mapTimeList } from '#lib/domain/collections/page-lists.ts';
import type { FileFormat } from '#lib/domain/files.ts';
import { isCounted, MEASURE } from '#lib/domain/map/map-measures.ts';
import { mapPeriod, type MapPeriod } from '#lib/domain/map/map-period.ts';
import type { MapRow } from '#lib/domain/map/map-row.ts';
import { columnsOf } from '#lib/domain/schema/table.ts';
import type { MeasuredRow } from '../../dataset/queries/map/map.ts';
import { actionsByMonth, actionsUndated, spansOf } from '../../dataset/queries/map/map-time.ts';
import { coverage } from '../../dataset/queries/records/coverage.ts';
import { regionLabel } from '../../dataset/queries/regions/regions.ts';
import { answers } from '../list/collection.ts';
import { coverageSchema } from '../actions/coverage.ts';
import { countedIn } from '../list/computed.ts';
import { metaOfAnswer, metaSchema } from '../request/envelope.ts';
import { grammarOf, type WholeResult } from '../list/list-files.ts';
import { batchesOfRows } from '../formats/batches.ts';
import { mapKeys, questionOf } from './map.ts';
import { actionsOf, rulesOf } from './map-counts.ts';
import {
	growthOf,
	measuredOf,
	seriesOf,
	measuredRow,
	pollReadings,
	pollWords
} from './map-measured.ts';
import type { MapQuestion } from './map-question.ts';
import { areaOf, sourcesOf } from './map-values.ts';
import type { Area } from './area.ts';
import { pendingSpans } from './pending.ts';
import { placesByMonth } from './map-months.ts';
import { narrowed, type Call } from '../request/moment.ts';

export const mapTimeRoute = createRoute({
	method: 'get',
	path: '/map-time' as const,
	summary: 'The measure of a map over time',
	description: `${mapTimeList.description} The same rows as a file: /api/v1/map-time.csv with the same query, or another extension.`,
	request: { query: mapKeys('summary') },
	responses: answers(
		'Values, oldest first',
		z.object({
			data: z.array(mapPeriod),
			undated: z.int().openapi({
				description: 'Actions known only to the quarter or year, which are in no month'
			}),
			coverage: coverageSchema,
			meta: metaSchema
		})
	)
});

/** The map's measure over all days on record. */
export function mapTime(call: Call) {
	const question = questionOf(everyDay(call), 'summary');
	const { measure, asked } = question;
	return {
		data: periodsOf(question, areaOf(question)),
		undated: measure === 'actions' ? actionsUndated(asked.release, actionsOf(asked)) : 0,
		coverage: coverage(asked.release),
		meta: metaOfAnswer(asked)
	};
}

/** The same rows, for a file. */
export function findMapTime(call: Call, format: FileFormat | 'metadata'): WholeResult {
	const question = questionOf(everyDay(call), grammarOf(format));
	const rows = periodsOf(question, areaOf(question));
	const { measure } = question;
	return {
		collection: { ...mapTimeList, name: `map-time-${measure}` },
		path: 'map-time',
		own: { measure, ...(measure === 'price_growth' ? { years: String(question.years) } : {}) },
		asked: question.asked,
		total: rows.length,
		batches: () => batchesOfRows(columnsOf(mapPeriod), rows),
		countSources: () => (isCounted(measure) ? sourcesOf(question, []) : countedIn(rows)),
		notes: []
	};
}

/** The days asked for are a window on what is shown: they narrow nothing here. */
const everyDay = (call: Call): Call =>
	narrowed(call, (key) => !['from', 'to', 'points', 'sort'].includes(key));

type Unplaced = Omit<MapPeriod, 'row'>;

function periodsOf(question: MapQuestion, area: Area): MapPeriod[] {
	const rows = rowsOf(question, area).toSorted((a, b) =>
		a.date === b.date ? ascending(a.kind, b.kind) : ascending(a.date, b.date)
	);
	return rows.map((row, index) => ({ ...row, row: index + 1 }));
}

function rowsOf(question: MapQuestion, area: Area): Unplaced[] {
	const { measure, asked, years } = question;
	if (measure === 'actions')
		return actionsByMonth(asked.release, actionsOf(asked)).map(
			({ month, direction, value, confirmed }) => ({
				...countOf(question, area),
				date: month,
				kind: direction,
				value,
				confirmed
			})
		);
	if (measure === 'restrictions')
		return placesByMonth(spansOf(asked.release, rulesOf(asked)), asked.on).map((month) => ({
			...countOf(question, area),
			...month,
			kind: 'in_force'
		}));
	if (measure === 'pending')
		return placesByMonth(pendingSpans(asked), asked.on).map((month) => ({
			...countOf(question, area),
			...month,
			kind: 'pending'
		}));
	if (measure === 'opposition')
		return pollReadings(asked)
			.filter(({ kind, region }) => kind === area.level || region === area.region)
			.map((row) => ({
				...valueOf(measuredRow(measure)(row), row),
				kind: row.house,
				note: pollWords(row)
			}));
	const values = measuredOf(measuredFor(question, area));
	return values.flatMap((row) => {
		const value =
			measure === 'price_growth' ? growthOf(row, values, years) : measuredRow(measure)(row);
		return value === null
			? []
			: [{ ...valueOf(value, row), kind: seriesOf(asked.release, measure) ?? measure }];
	});
}

/** A measure known by state is followed for the state, or the states asked for, beside the country. */
function measuredFor(question: MapQuestion, { region, state }: Area): MapQuestion {
	const { asked } = question;
	const wanted = region === 'US' ? (asked.query.regions ?? ['US']) : [state];
	const regions = [...new Set([...wanted, 'US'])];
	return { ...question, asked: { ...asked, query: { ...asked.query, regions, scope: 'exact' } } };
}

function countOf({ asked, measure }: MapQuestion, { region }: Area) {
	const name = regionLabel(asked.release, region);
	return {
		region,
		region_name: name ?? region,
		unit: MEASURE[measure].unit,
		note: null,
		source_id: null,
		source_url: null,
		publisher: null,
		tier: null,
		independent_sources: null
	};
}

/** A value at its own date; a change stands at the later of its two years. */
function valueOf(row: MapRow, { date }: Pick<MeasuredRow, 'date'>): Unplaced {
	const { region, region_name, value, unit, confirmed, note, ...rest } = row;
	const { source_id, source_url, publisher, tier, independent_sources } = rest;
	return {
		region,
		region_name,
		date,
		kind: '',
		value,
		unit,
		confirmed,
		note,
		source_id,
		source_url,
		publisher,
		tier,
		independent_sources
	};
}
