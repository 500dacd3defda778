import fc from 'fast-check';
import type { ChartSpec, Layer, Point } from '#lib/charts/spec.ts';
import { timeRange, valueRange } from '#lib/charts/ranges.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2023, 0, 1);

const name = fc.oneof(
	fc.constantFrom('Harbor Poll', 'Añil & Søn', 'Lakeside Institute', 'US', 'Meadow Survey Company'),
	fc.stringMatching(/^[A-Za-z]{2,12}( [A-Za-z]{2,12}){0,3}$/),
	fc.stringMatching(/^[a-z]{60}$/)
);

const point = (labelled: boolean): fc.Arbitrary<Point> =>
	fc
		.record({
			day: fc.integer({ min: 0, max: 1200 }),
			y: fc.oneof(
				{ weight: 9, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) },
				{ weight: 1, arbitrary: fc.constantFrom(0, 100) }
			),
			margin: fc.option(fc.double({ min: 0.5, max: 9, noNaN: true })),
			size: fc.option(fc.double({ min: 2, max: 9, noNaN: true })),
			who: name,
			under: fc.boolean(),
			isGap: fc.integer({ min: 0, max: 9 })
		})
		.map(({ day, y, margin, size, who, under, isGap }) => ({
			x: START + day * DAY_MS,
			y: isGap === 0 && !labelled ? null : y,
			...(margin === null ? {} : { low: Math.max(0, y - margin), high: Math.min(100, y + margin) }),
			...(size === null ? {} : { size }),
			...(labelled ? { label: `${Math.round(y)}% ${who}` } : {}),
			...(under ? { under } : {}),
			title: who,
			detail: []
		}));

const inTime = (points: Point[]) => points.toSorted((a, b) => a.x - b.x);

const layer = fc.oneof(
	fc
		.record({
			label: fc.option(name),
			sublabel: fc.option(name),
			bare: fc.boolean(),
			stepped: fc.boolean(),
			labelled: fc.boolean()
		})
		.chain(({ label, sublabel, bare, stepped, labelled }) =>
			fc.array(point(labelled), { minLength: 1, maxLength: 12 }).map((points): Layer => ({
				kind: 'line',
				id: 'line',
				color: 'series-1',
				label: label ?? '',
				...(sublabel === null ? {} : { sublabel }),
				...(bare ? { bare } : {}),
				...(stepped ? { stepped } : {}),
				whiskers: true,
				points: inTime(points)
			}))
		),
	fc.array(point(true), { minLength: 1, maxLength: 15 }).map((points): Layer => ({
		kind: 'marks',
		id: 'marks',
		label: 'others',
		color: 'oppose',
		whiskers: true,
		points: inTime(points)
	}))
);

/** Charts of shares as no data hold them: crowded, doubled, at the edges, with names of any length. */
export const randomSpec: fc.Arbitrary<ChartSpec> = fc
	.record({
		layers: fc.array(layer, { minLength: 1, maxLength: 7 }),
		notes: fc.array(fc.record({ day: fc.integer({ min: 0, max: 1200 }), text: name }), {
			maxLength: 4
		}),
		rug: fc.boolean(),
		aligned: fc.boolean()
	})
	.map(({ layers, notes, rug, aligned }) => {
		const points = layers.flatMap((one) => one.points);
		return {
			title: 'Random',
			description: '',
			unit: 'percent',
			x: timeRange(points.map(({ x }) => x)),
			y: valueRange(
				points.flatMap(({ y, low, high }) =>
					[y, low, high].filter((value) => typeof value === 'number')
				),
				{ unit: 'percent' }
			),
			layers,
			notes: notes.map(({ day, text }) => ({ x: START + day * DAY_MS, text })),
			...(rug
				? {
						rug: {
							days: points.map(({ x }) => x),
							label: 'restrictive actions',
							color: 'oppose' as const
						}
					}
				: {}),
			...(aligned ? { aligned } : {})
		};
	});

/** From the narrowest phone to the widest picture. */
export const randomSize = fc.record({
	width: fc.integer({ min: 280, max: 1500 }),
	height: fc.integer({ min: 220, max: 420 })
});
