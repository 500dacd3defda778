import type { ChartSpec, Point } from '#lib/charts/spec.ts';
import type { ChartFigure } from '#lib/figures/figure.ts';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const point = (date: string, y: number): Point => ({
	x: day(date),
	y,
	title: `${y}% oppose`,
	detail: [`Harbor Research, ${date}`]
});

/** An invented chart of four readings. */
export const SPEC: ChartSpec = {
	title: 'Oppose a data center nearby',
	description: 'Four readings of one pollster.',
	unit: 'percent',
	x: { min: day('2025-01-01'), max: day('2026-12-31') },
	y: { min: 0, max: 100 },
	layers: [
		{
			id: 'harbor',
			kind: 'line',
			color: 'oppose',
			label: 'Harbor Research',
			points: [
				point('2025-08-15', 42),
				point('2025-12-15', 52),
				point('2026-05-15', 71),
				point('2026-08-15', 75)
			]
		}
	]
};

export const FIGURE: ChartFigure = {
	id: 'polls',
	title: SPEC.title,
	measure: 'Share of adults, percent',
	marks: 'hollow: tracker only',
	source: 'Harbor Research (original source), Aug 2026',
	release: '0123456789ab',
	on: '2026-11-25',
	view: '/polls',
	query: {},
	csv: '/api/v1/readings.csv?region=US',
	drawing: { kind: 'chart', spec: SPEC, size: 'large' }
};
