import { group } from 'd3-array';
import { ESTIMATE_WORDS } from '#lib/domain/indicators/indicators.ts';
import { ESTIMATES, TIERS } from '#lib/domain/closed.ts';
import { FILTER_KEYS } from '#lib/domain/filter/keys.ts';
import { TIER_WORDS } from '#lib/domain/text/format.ts';
import {
	AGGREGATES,
	FREQUENCIES_TO,
	TERM_WORDS,
	TERMS,
	TRANSFORMS
} from '#lib/domain/indicators/measures.ts';
import type { Facet } from '#lib/domain/filter/facets.ts';
import type { IndicatorData } from '#lib/server/api/views/indicators/index.ts';

/** The filters of a page of indicators, with the values there are for the region, series under their category. */
export function indicatorFacets({ available, view, meta, overview }: IndicatorData): Facet[] {
	const isIndex = meta.filters['transform']?.[0] === 'index';
	const terms = TERMS.filter((one) => one === 'nominal' || overview.terms[one].available);
	const isAggregated = meta.filters['frequency_to'] !== undefined;
	const series = [...new Map(available.map((row) => [row.series_id, row])).values()];
	const categories = [...group(series, ({ category }) => category).values()].flatMap(
		(rows) => rows[0] ?? []
	);
	const inCategory = view ? new Set(view.series.map(({ category }) => category)) : null;
	const subjects = series
		.filter(({ category }) => inCategory === null || inCategory.has(category))
		.flatMap(({ subject }) => (subject === null ? [] : [subject]));
	const chosenSeries = (view?.series ?? []).filter(
		({ series_id }) => !series.some((row) => row.series_id === series_id)
	);
	const all: Facet[] = [
		{
			...facet('category', 'one'),
			values: categories.map(({ category, category_label }) => ({
				value: category,
				label: category_label
			}))
		},
		{
			...facet('subject', 'one'),
			values: [...new Set(subjects)].toSorted((a, b) => a.localeCompare(b, 'en')).map(same)
		},
		{
			...facet('series', 'list'),
			many: true,
			values: [
				...chosenSeries.map(({ series_id, title }) => ({
					value: series_id,
					label: title,
					group: 'Chosen, but without values here'
				})),
				...series.map(({ series_id, series_title, category_label }) => ({
					value: series_id,
					label: series_title,
					group: category_label
				}))
			]
		},
		{
			...facet('region', 'list'),
			label: 'Compare places',
			many: true,
			...((meta.filters['region']?.length ?? 0) < 2 ? { required: true as const } : {}),
			values: regions(view)
		},
		...(['from', 'to'] as const).map((key) => ({ ...facet(key, 'date'), values: [] })),
		{
			...facet('transform', 'one'),
			required: true as const,
			values: TRANSFORMS.map((value) => ({ value, label: TRANSFORM_WORDS[value] }))
		},
		...(isIndex ? [{ ...facet('index_date', 'date'), values: [] }] : []),
		{
			...facet('frequency_to', 'one'),
			values: FREQUENCIES_TO.map((value) => ({ value, label: FREQUENCY_TO_WORDS[value] }))
		},
		...(isAggregated
			? [
					{
						...facet('aggregate', 'one'),
						required: true as const,
						values: AGGREGATES.map((value) => ({ value, label: value }))
					}
				]
			: []),
		...(terms.length > 1
			? [
					{
						...facet('terms', 'one'),
						required: true as const,
						values: terms.map((value) => ({ value, label: TERM_WORDS[value] }))
					}
				]
			: []),
		{
			...facet('estimate', 'list'),
			values: ESTIMATES.map((value) => ({ value, label: ESTIMATE_WORDS[value] }))
		},
		{
			...facet('vintage', 'one'),
			label: 'Editions',
			values: [{ value: 'all', label: 'every edition' }]
		},
		{
			...facet('tier', 'list'),
			values: TIERS.map((value) => ({ value, label: TIER_WORDS[value] }))
		},
		{ ...facet('min_sources', 'count'), values: [] },
		{
			...facet('dataset', 'list'),
			values: [...new Set(available.map(({ dataset }) => dataset))].map(same)
		}
	];
	return all.filter(
		({ shape, values }) => values.length > 0 || shape === 'date' || shape === 'count'
	);
}

/** Choices of a transform, in words. */
const TRANSFORM_WORDS = {
	level: 'as published',
	change: 'change',
	percent_change: '% change',
	year_on_year: 'change from a year earlier',
	index: 'index, 100 at a date'
} as const;
const FREQUENCY_TO_WORDS = { quarterly: 'quarter', annual: 'year' } as const;

const same = (value: string) => ({ value, label: value });

const facet = (key: keyof typeof FILTER_KEYS, shape: Facet['shape']) => ({
	key,
	label: FILTER_KEYS[key].label,
	shape
});

/** The regions that have a value of the chosen series. */
const regions = (view: IndicatorData['view']) =>
	[...new Map((view?.regions ?? []).map((row) => [row.region, row.region_name]))]
		.map(([value, label]) => ({ value, label }))
		.toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
