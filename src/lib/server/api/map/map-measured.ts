import { formatNumber } from '#lib/domain/text/format.ts';
import { MEASURE, type Measure } from '#lib/domain/map/map-measures.ts';
import type { MapRow } from '#lib/domain/map/map-row.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import {
	measuredReadings,
	measuredValues,
	type MeasuredRow
} from '../../dataset/queries/map/map.ts';
import { seriesOfRole } from '../../dataset/queries/indicators/series-roles.ts';
import { queries } from '../../dataset/queries/index.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import type { Area } from './area.ts';
import type { Asked } from '../request/request.ts';
import type { MapQuestion, Values } from './map-question.ts';

/** Shares of own polls about one topic and the whole sample, unless the address asks for others; newest first. */
export function pollReadings({ release, query, on }: Asked) {
	const filters: Query['filters'] = {
		topic: ['local_siting'],
		subgroup: ['all'],
		...query.filters,
		stance: ['oppose']
	};
	const readings = queries.readings.rows(release.kysely, { ...query, filters });
	return measuredReadings(release, readings, on);
}

/** How a poll asked, in words. */
export const pollWords = ({
	house,
	wording_group_label,
	population_label
}: ReturnType<typeof pollReadings>[number]): string =>
	`${house}: ${wording_group_label}, ${population_label.toLowerCase()}`;

/** The newest poll result of each region, in percent; others of the same day are told beside it. */
export function pollValues(asked: Asked, area: Area): Values {
	const values = pollReadings(asked);
	const rows = newestOf(values).map((row): MapRow => {
		const sameDay = values.filter(({ region, date }) => region === row.region && date === row.date);
		const others = sameDay
			.filter((other) => other !== row)
			.map(({ value }) => `${formatNumber(value, 1)}%`);
		const also = others.length > 0 ? `; in other words the same day ${others.join(', ')}` : '';
		return {
			...measuredRow('opposition')(row),
			note: `${pollWords(row)}${also}`
		};
	});
	return divided(rows, values, area);
}

/** The series a measure reads, if it reads one and the release has it. */
export function seriesOf(release: OpenRelease, measure: Measure): string | undefined {
	const { role } = MEASURE[measure];
	return role === undefined ? undefined : seriesOfRole(release, role)[0];
}

/** Values of a measure's series, newest first. */
export function measuredOf({ measure, asked: { release, query, on } }: MapQuestion): MeasuredRow[] {
	const series = seriesOf(release, measure);
	if (series === undefined) return [];
	const filters: Query['filters'] = { ...query.filters, series: [series] };
	return measuredValues(
		release,
		queries.observations.rows(release.kysely, { ...query, filters }),
		on
	);
}

/** The first row of each region: of rows sorted newest first, the newest. */
export function newestOf<Row extends { region: string }>(rows: readonly Row[]): Row[] {
	const newest = new Map<string, Row>();
	for (const row of rows) if (!newest.has(row.region)) newest.set(row.region, row);
	return [...newest.values()];
}

/** A measured value as a row of the map. @example rows.map(measuredRow(measure)) */
export const measuredRow =
	(measure: Measure) =>
	({
		region,
		region_name,
		date,
		value,
		source_id,
		source_url,
		publisher,
		tier,
		independent_sources
	}: MeasuredRow): MapRow => ({
		region,
		region_name,
		date,
		value,
		unit: MEASURE[measure].unit,
		confirmed: null,
		no_end: null,
		own: null,
		note: null,
		source_id,
		source_url,
		publisher,
		tier,
		independent_sources
	});

/** Newest change of each region in percent; regions without one have none. */
export const growthRows = (values: readonly MeasuredRow[], years: number): MapRow[] =>
	newestOf(values).flatMap((row) => growthOf(row, values, years) ?? []);

/** Change of a value in percent against that of the same series so many years before; null where there is none. */
export function growthOf(
	row: MeasuredRow,
	values: readonly MeasuredRow[],
	years: number
): MapRow | null {
	const year = `${Number(row.date.slice(0, 4)) - years}`;
	const before = values.find(({ region, date }) => region === row.region && date === year);
	if (!before || before.value === 0) return null;
	return {
		...measuredRow('price_growth')(row),
		date: `${before.date} to ${row.date}`,
		value: (row.value / before.value - 1) * 100,
		note: `${formatNumber(before.value)} to ${formatNumber(row.value)} cents per kWh; computed`
	};
}

/** Rows of the parts, most first, and that of the whole. */
export function divided(
	rows: MapRow[],
	kinds: readonly MeasuredRow[],
	{ region, level }: Area
): Values {
	const kind = new Map(kinds.map((row) => [row.region, row.kind]));
	return {
		rows: rows
			.filter((row) => kind.get(row.region) === level)
			.sort((a, b) => b.value - a.value || (a.region < b.region ? -1 : 1)),
		whole: rows.find((row) => row.region === region) ?? null,
		elsewhere: 0
	};
}
