import { oppositionChart, restrictiveChart } from '#lib/charts/kinds/compare.ts';
import { monthsChart } from '#lib/charts/kinds/months.ts';
import { cheapestChart, gapChart, pricesChart } from '#lib/charts/kinds/prices.ts';
import { seriesChart } from '#lib/charts/kinds/series.ts';
import type { ChartSpec } from '#lib/charts/spec.ts';
import { trendChart } from '#lib/charts/kinds/trend.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import { modelPrice } from '../../domain/model-price.ts';
import { observation } from '../../domain/observation.ts';
import { reading } from './reading.ts';
import { dayMs } from '#lib/domain/dates.ts';

/** Charts of invented rows, one of each kind and each with what makes it hard. */

const ON = '2026-11-25';
const WATCHED = { coverage: { from: '2026-03-10', to: '2026-07-20' }, on: '2026-08-31' };

const HARBOR = { item: 'harbor_near' };
const LAKE = { item: 'lake_near', house: 'Lakeside Institute', population: 'adults' } as const;

const READINGS = [
	reading('2026-05-16', 65, { ...HARBOR, sample_size: null, margin: null }),
	reading('2025-08-11', 40, { ...HARBOR, pollster: 'Fieldwork Ltd.', independent_sources: 3 }),
	reading('2026-02-10', 50.25, { ...HARBOR, question_text: 'Would you oppose one?' }),
	reading('2026-08-16', 70, {
		...HARBOR,
		tier: 'aggregator',
		sample_size: 2000,
		margin_basis: 'computed'
	}),
	reading('2025-11-02', 99, { ...LAKE, margin: 4, sample_size: 90_000 }),
	reading('2026-04-02', 1, { ...LAKE, margin: 4, sample_size: 400, qualifier: 'nearly' }),
	reading('2025-Q4', 45, {
		house: 'Polaris Opinión',
		population: 'residents',
		date_basis: 'published'
	}),
	reading('2026-02-08', 51, { house: 'Meadow Survey', population: 'likely_voters' })
];

const trendDay = (date: string, estimate: number, spread: number | null) => ({
	date,
	estimate,
	low80: spread === null ? null : estimate - spread,
	high80: spread === null ? null : estimate + spread,
	low95: spread === null ? null : estimate - 2 * spread,
	high95: spread === null ? null : estimate + 2 * spread,
	polls: spread === null ? 1 : 3,
	houses: spread === null ? 1 : 2
});

const forecast = (date: string, value: number, vintage: string) =>
	observation(date, value, { estimate: 'projection', vintage, note: 'A forecast made up' });

const many = (regions: readonly string[]): Observation[] =>
	regions.flatMap((region, index) =>
		['2024', '2025'].map((date, year) =>
			observation(date, 10 * (index + 1) + year, { region, region_name: `Region ${region}` })
		)
	);

/** Forty-five months, of which one stands between two gaps. */
const crowded = Array.from({ length: 45 }, (_, index) => {
	const month = index < 40 ? index : index === 40 ? 42 : index + 6;
	const date = `${2020 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
	return observation(date, 20 + (index % 7));
});

const month = (name: string, restrictive: number, permissive: number, neutral = 0) => ({
	month: name,
	restrictive,
	permissive,
	neutral
});

type Cheapest = Parameters<typeof cheapestChart>[0][number];
const cheapest = (date: string, price: number | null, more: Partial<Cheapest> = {}) =>
	({
		model_class: 'frontier_large',
		date,
		until: null,
		price,
		model_name: 'Alpha',
		offers: 3,
		open_weights: 'no',
		unsure_model_name: null,
		unsure_price: null,
		publisher: 'Test Register',
		tier: 'primary',
		independent_sources: 1,
		...more
	}) as Cheapest;

type Gap = Parameters<typeof gapChart>[0][number];
const gap = (date: string, ratio: number | null, more: Partial<Gap> = {}) =>
	({
		model_class: 'small',
		date,
		until: null,
		ratio,
		closed_price: 4,
		closed_model_name: 'Shut',
		open_price: 0.5,
		open_model_name: 'Open',
		tier: 'primary',
		...more
	}) as Gap;

export const INVENTED: Readonly<Record<string, () => ChartSpec>> = {
	'waves and marks': () =>
		trendChart(READINGS, {
			title: 'Near home',
			item: 'harbor_near',
			actionDays: ['2026-01-05', '2026-08-30', '2031-01-01'],
			notes: [
				{ day: '2026-03-01', text: 'First ban' },
				{ day: '2026-03-20', text: 'A town says no' },
				{ day: '2031-01-01', text: 'Far ahead' }
			]
		}),
	estimate: () =>
		trendChart(READINGS.slice(0, 2), {
			title: 'Model',
			estimate: {
				label: 'oppose',
				days: [
					trendDay('2026-01-01', 1, 2),
					trendDay('2026-02-01', 50.55, null),
					trendDay('2026-03-01', 98, 2)
				]
			}
		}),
	forecasts: () =>
		seriesChart(
			[
				observation('2020', 1, { low: 0.5, high: 2, tier: 'aggregator', vintage: '2021-06' }),
				observation('2021', 2, { estimate: 'estimate' }),
				observation('2023', 3, { low: 2, high: 4 }),
				forecast('2028', 9, '2026-05'),
				forecast('2030', 12, '2026-05'),
				forecast('2028', 6, '2022-06'),
				forecast('2030', 7, '2022-06')
			],
			'Forecasts',
			{ on: ON, irregular: new Set() }
		),
	'many lines': () =>
		seriesChart(many(['A', 'US', 'B', 'C', 'WLD', 'D', 'E', 'F']), 'Many', {
			on: ON,
			irregular: new Set()
		}),
	'crowded line': () => {
		const { layers, ...rest } = seriesChart(crowded, 'Crowded', { on: ON, irregular: new Set() });
		const [layer] = layers;
		const kept = layer?.points.filter(({ y, size }) => y === null || size !== undefined) ?? [];
		return { ...rest, layers: layer ? [{ ...layer, points: kept }] : [] };
	},
	prices: () =>
		pricesChart(
			[
				modelPrice('a', [4, 8], '2026-03-01', { valid_to: '2026-04', condition: 'off_peak' }),
				modelPrice('a', [2, 4], '2026-06-01', { host: 'Maker', note: 'Cut' }),
				modelPrice('b', [0.1, 0.2], '2026-05-01', { host: 'Reseller', tier: 'aggregator' }),
				modelPrice('b', [0.3, 0.2], '2026-04-01', { host: 'Reseller' }),
				modelPrice('c', [1, 1], '2026-12-24'),
				modelPrice('d', [1, 1], ON, { host: null, valid_to: '2027' })
			],
			'blended',
			{ title: 'Prices', on: ON }
		).spec,
	cheapest: () =>
		cheapestChart(
			[
				cheapest('2026-03-01', 0.4, { unsure_model_name: 'Beta', unsure_price: 0.3 }),
				cheapest('2026-01-01', 5, { until: '2026-03-01', tier: 'aggregator' }),
				cheapest('2026-02-01', null, { model_class: 'small', until: '2026-03-05' }),
				cheapest('2026-05-01', 3, { model_class: 'mini', until: '2026-06-01' }),
				cheapest('2026-04-05', 0.2, { model_class: 'small', open_weights: 'yes' })
			],
			{ title: 'Cheapest', on: ON }
		),
	gap: () =>
		gapChart([gap('2026-01-01', 8, { until: '2026-02-01' }), gap('2026-02-01', null)], {
			title: 'Gap',
			on: ON
		}),
	restrictive: () =>
		restrictiveChart(
			[
				{ region: 'A', name: 'First', months: [month('2026-11', 1, 0), month('2026-02', 2, 5)] },
				{ region: 'B', name: 'Second', months: [month('2027-01', 5, 0)] }
			],
			'Restrictive',
			WATCHED
		),
	'restrictive, none on record': () =>
		restrictiveChart([{ region: 'A', name: 'First', months: [] }], 'Restrictive'),
	opposition: () =>
		oppositionChart(
			[
				{ region: 'A', name: 'First', readings: READINGS.slice(5, 7), place: 0 },
				{ region: 'B', name: 'Second', readings: READINGS.slice(0, 2), place: 1 }
			],
			'Opposition'
		),
	months: () =>
		monthsChart(
			[month('2026-02', 3, 1, 2), month('2026-03', 0, 0), month('2026-05', 7, 2)],
			'By month',
			[month('2026-02', 1, 1), month('2026-05', 4, 0)],
			WATCHED
		),
	'one month': () => monthsChart([month('2026-02', 0, 4)], 'By month'),
	'ends that meet': () => ({
		title: 'Ends that meet',
		description: 'Invented',
		unit: 'percent',
		x: { min: dayMs('2026-01-01'), max: dayMs('2026-04-10') },
		y: { min: 0, max: 100 },
		layers: ['First', 'Second', 'Third', 'Fourth'].map((label, index) => ({
			kind: 'line',
			id: label,
			label,
			sublabel: 'in words',
			color: 'ink',
			bare: true,
			points: [
				{ x: dayMs('2026-01-01'), y: 10 + 25 * index, title: '', detail: [] },
				{ x: dayMs('2026-02-01'), y: 20 + 20 * index, title: '', detail: [] },
				{ x: dayMs('2026-04-01'), y: 50 + index, title: '', detail: [] }
			]
		}))
	}),
	aligned: () => ({
		title: 'Aligned',
		description: 'Invented',
		unit: 'USD',
		x: { min: dayMs('2025-12-20'), max: dayMs('2026-04-10') },
		y: { min: 0.2, max: 40 },
		logarithmic: true,
		aligned: true,
		shaded: [
			{ min: dayMs('2025-01-01'), max: dayMs('2026-01-10') },
			{ min: dayMs('2026-05-01'), max: dayMs('2026-06-01') }
		],
		rug: { days: [dayMs('2026-02-01'), dayMs('2020-01-01')], label: 'bans', color: 'oppose' },
		layers: [
			{
				kind: 'bars',
				id: 'bars',
				label: 'Bars',
				color: 'support',
				points: [
					{ x: dayMs('2026-01-15'), y: 3, hollow: true, title: 'three', detail: [] },
					{ x: dayMs('2026-02-15'), y: 9, title: 'nine', detail: ['of ten'] }
				]
			},
			{
				kind: 'line',
				id: 'thin',
				label: '',
				color: 'mute',
				thin: true,
				band: true,
				stepped: true,
				points: [
					{ x: dayMs('2026-01-01'), y: 1, low: 0.5, high: 2, size: 0, title: '', detail: [] },
					{ x: dayMs('2026-02-01'), y: null, title: '', detail: [] },
					{ x: dayMs('2026-03-01'), y: 20, title: '', detail: [] },
					{ x: dayMs('2026-04-01'), y: 30, projected: true, shape: 'square', title: '', detail: [] }
				]
			}
		]
	})
};
