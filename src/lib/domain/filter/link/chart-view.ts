import { addDays, parseDate } from '../../dates.ts';
import type { Fault } from './faults.ts';
import { LIST_SEPARATOR } from '../grammar.ts';

/**
 * Keys of a page's address that say how its charts are looked at. No row depends on them: tables and files hold the
 * same, and the API does not know them.
 */
export const CHART_KEYS = ['range', 'hide'] as const;

/** The stretches of time every chart offers, each up to the newest day it shows. */
export const SPANS = [
	{ value: '1y', title: '1Y', years: 1 },
	{ value: '3y', title: '3Y', years: 3 }
] as const;

/** What of a time axis is shown: the last years, or from one day to another, both `YYYY-MM-DD`, both included. */
export type ChartRange = { years: number } | { from: string; to: string };

/** How the charts of a page are looked at. */
export interface ChartView {
	/** Null shows everything. */
	range: ChartRange | null;
	/** Names of the series that are switched off, as `seriesName` writes them. */
	hidden: readonly string[];
}

/** The id of a series as an address holds it: small letters, digits and hyphens. */
export const seriesName = (id: string): string =>
	id
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

/**
 * Reads a range.
 * @returns null where it is none
 * @example rangeOf('1y') // { years: 1 }
 * @example rangeOf('2025-06~2026-02-10') // { from: '2025-06-01', to: '2026-02-10' }
 */
export function rangeOf(value: string): ChartRange | null {
	const span = SPANS.find((one) => one.value === value);
	if (span) return { years: span.years };
	const days = value.split(LIST_SEPARATOR).map(parseDate);
	const [from, to] = days;
	if (days.length !== 2 || !from || !to || from.start > to.end) return null;
	return { from: from.start, to: to.end };
}

/** A range as an address holds it. @param last day included, `YYYY-MM-DD` */
export const rangeValue = (first: string, last: string): string =>
	`${first}${LIST_SEPARATOR}${last < first ? addDays(first, 1) : last}`;

/** Letters of a wrong value that are told. */
const MOST_TOLD = 60;
const NAMES = /^[a-z0-9-]+(~[a-z0-9-]+)*$/;

/** What of how an address wants its charts is malformed: the charts stand without it. */
export function chartFaults(params: URLSearchParams): Fault[] {
	const [range, hide] = CHART_KEYS.map((key) => params.get(key) ?? '');
	const faults: Fault[] = [];
	if (range && rangeOf(range) === null)
		faults.push({
			key: 'range',
			value: range.slice(0, MOST_TOLD),
			message: `expected ${SPANS.map(({ value }) => value).join(', ')} or two dates such as 2025-06-01~2026-02-10`
		});
	if (hide && !NAMES.test(hide))
		faults.push({
			key: 'hide',
			value: hide.slice(0, MOST_TOLD),
			message: 'expected names of series in small letters, digits and hyphens, joined with ~'
		});
	return faults;
}

/** The same in words; null where nothing is malformed. */
export function chartProblem(params: URLSearchParams): string | null {
	const [fault] = chartFaults(params);
	return fault === undefined ? null : `${fault.key} "${fault.value}": ${fault.message}`;
}

/** How an address wants its charts; what is malformed is left out. */
export function chartView(params: URLSearchParams): ChartView {
	const hide = params.get('hide') ?? '';
	return {
		range: rangeOf(params.get('range') ?? ''),
		hidden: NAMES.test(hide) ? hide.split(LIST_SEPARATOR) : []
	};
}

/** A query in two parts: what chooses rows, and how charts are looked at. */
export function withoutChartKeys(params: URLSearchParams): {
	rest: URLSearchParams;
	chart: Record<string, string>;
} {
	const rest = new URLSearchParams(params);
	const chart: Record<string, string> = {};
	for (const key of CHART_KEYS) {
		const value = rest.get(key) ?? '';
		rest.delete(key);
		if (value !== '') chart[key] = value;
	}
	return { rest, chart };
}
