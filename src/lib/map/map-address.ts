import { canonical } from '#lib/domain/filter/link/canonical.ts';
import { MOMENT_KEYS } from '#lib/domain/filter/link/moment.ts';
import { GROWTH_YEARS, isMeasure, MEASURES, type Measure } from '#lib/domain/map/map-measures.ts';
import { windowOf } from './window.ts';

/** Keys that say how the map is drawn: the tables of the same records do not take them. */
const OF_MAP = ['measure', 'years', 'points', 'sort'] as const;

/** Keys that mean the same whatever is measured. */
const OF_ALL = ['region', 'dataset', 'tier', ...MOMENT_KEYS] as const;

/** Days and direction counted where an address says neither: restrictive actions of the last twelve months. */
const USUAL_MONTHS = 12;

/**
 * The query of a map with everything said that its table and its file need too; null where it says so already.
 * @param on the day a window ends
 */
export function explicit(params: URLSearchParams, on: string): string | null {
	const said = new URLSearchParams(params);
	const measure = said.get('measure') ?? MEASURES[0];
	said.set('measure', measure);
	said.delete('scope');
	const isPlain = !['direction', 'from', 'to'].some((key) => params.has(key));
	if (measure === 'actions' && !params.has('measure') && isPlain) {
		const { from, to } = windowOf(USUAL_MONTHS, on);
		said.set('direction', 'restrictive');
		said.set('from', from);
		said.set('to', to);
	}
	if (measure === 'opposition' && !said.has('topic')) said.set('topic', 'local_siting');
	if (measure === 'price_growth' && !said.has('years')) said.set('years', GROWTH_YEARS[0]);
	const search = canonical(said);
	return search === canonical(params) ? null : search;
}

/** The measure of an explicit query; the API refuses what is none. */
export const measureOf = (params: URLSearchParams): Measure => {
	const measure = params.get('measure') ?? '';
	return isMeasure(measure) ? measure : MEASURES[0];
};

/** The address of another measure: what means the same there is kept, the rest starts anew. */
export function forMeasure(url: URL, measure: Measure, on: string): string {
	const kept = new URLSearchParams();
	for (const key of OF_ALL) {
		const value = url.searchParams.get(key);
		if (value !== null) kept.set(key, value);
	}
	if (measure !== MEASURES[0]) kept.set('measure', measure);
	return `${url.pathname}?${explicit(kept, on) ?? canonical(kept)}`;
}

/** The page of the records behind a map, under the same filters; the map divides the United States by default. */
export function recordsOf(
	params: URLSearchParams,
	measure: Measure
): { title: string; href: string } {
	const { title, path } = RECORDS[measure];
	const query = new URLSearchParams();
	for (const [key, value] of params)
		if (!(OF_MAP as readonly string[]).includes(key) && takesKey(measure, key))
			query.set(key, value);
	if (!query.has('region') && measure !== 'pending') query.set('region', 'US');
	if (measure === 'restrictions' && !query.has('action_type'))
		query.set('action_type', 'ban~moratorium');
	return { title, href: `${path}?${canonical(query)}` };
}

/** Pages of records, as the map names them. */
const RECORDS: Record<Measure, { title: string; path: string }> = {
	actions: { title: 'Every vote and action', path: '/actions' },
	restrictions: { title: 'Every moratorium and ban', path: '/actions' },
	pending: { title: 'What followed', path: '/methods/what-followed' },
	opposition: { title: 'Polls', path: '/polls' },
	price: { title: 'Energy', path: '/energy' },
	price_growth: { title: 'Energy', path: '/energy' },
	data_center_share: { title: 'Energy', path: '/energy' }
};

/** Filters that another page takes as the map does. */
const SHARED: Partial<Record<Measure, readonly string[]>> = {
	restrictions: ['region', 'action_type', 'tier', 'min_sources', 'dataset'],
	pending: [],
	opposition: ['region', 'topic', 'house', 'from', 'to', 'tier', 'min_sources', 'dataset'],
	price: ['region'],
	price_growth: ['region'],
	data_center_share: ['region']
};
const takesKey = (measure: Measure, key: string) => SHARED[measure]?.includes(key) ?? true;
