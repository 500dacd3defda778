import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	between,
	crosses,
	overlaps,
	toSegment,
	within,
	type Box
} from '#lib/charts/layout/geometry.ts';
import { textWidth } from '#lib/charts/layout/letters.ts';
import type { Label } from '#lib/charts/layout/label.ts';
import { layoutOf, type Layout } from '#lib/charts/layout/layout.ts';
import { heightFor, NARROW } from '#lib/charts/layout/height.ts';
import { TICK } from '#lib/charts/layout/plot.ts';
import type { ChartSpec } from '#lib/charts/spec.ts';
import { runs } from '../../setup/properties.ts';
import { randomSize, randomSpec } from '../invented/random-spec.ts';

const isOf = (label: Label) => (mark: { layer: number; index: number }) =>
	mark.layer === label.layer && (label.kind === 'end' || mark.index === label.point);
const beside = ({ left, top }: Box) => ({ x: left, y: top + 7.5 });

/** What holds for every chart at every size, by its name. */
const CLAIMS: Readonly<Record<string, (layout: Layout, spec: ChartSpec) => void>> = {
	'labels cover no other label': ({ labels }) => {
		for (const [index, { box }] of labels.entries())
			for (const other of labels.slice(index + 1)) expect(overlaps(box, other.box)).toBe(false);
	},
	'labels cover no mark, error bar or line that is not their own': ({
		labels,
		obstacles: { marks, lines }
	}) => {
		for (const label of labels.filter(({ layer }) => layer !== -1)) {
			for (const mark of marks.filter((one) => !isOf(label)(one)))
				expect(mark.boxes.some((box) => overlaps(box, label.box))).toBe(false);
			for (const { segments } of lines)
				expect(segments.some((segment) => crosses(segment, label.box))).toBe(false);
		}
	},
	'labels of points are nearer to their own mark than to any other': ({
		labels,
		obstacles: { marks }
	}) => {
		const away = (box: Box, boxes: Box[]) => Math.min(...boxes.map((one) => between(box, one)));
		for (const label of labels.filter(({ kind }) => kind === 'point')) {
			const own = marks.find(isOf(label));
			const others = marks.filter((mark) => mark !== own);
			expect(own).toBeDefined();
			for (const other of others)
				expect(away(label.box, other.boxes)).toBeGreaterThan(away(label.box, own?.boxes ?? []));
		}
	},
	'labels of lines are nearer to their own than to any other that has a name': (
		{ labels, obstacles: { lines }, plot },
		spec
	) => {
		for (const label of labels.filter(({ kind }) => kind === 'end')) {
			const end = spec.layers[label.layer]?.points.findLast(({ y }) => y !== null);
			const isBeside = end !== undefined && label.box.left > plot.x(end.x);
			// A name of several lines is read from the one that stands beside the end.
			const middle = isBeside
				? {
						x: label.box.left,
						y: Math.min(Math.max(plot.y(end.y ?? 0), beside(label.box).y), label.box.bottom - 7.5)
					}
				: {
						x: (label.box.left + label.box.right) / 2,
						y: (label.box.top + label.box.bottom) / 2
					};
			const away = lines
				.filter(({ isNamed }) => isNamed)
				.map(({ layer, segments }) => ({
					layer,
					pixels: Math.min(...segments.map((segment) => toSegment(middle, segment)))
				}));
			const own = isBeside
				? Math.hypot(middle.x - plot.x(end.x), middle.y - plot.y(end.y ?? 0))
				: away.find(({ layer }) => layer === label.layer)?.pixels;
			for (const other of away.filter(({ layer }) => layer !== label.layer))
				expect(other.pixels).toBeGreaterThan(own ?? Infinity);
		}
	},
	'labels are wholly inside the chart, as wide as their words, in the words of the data': (
		{ labels, plot: { width, height } },
		spec
	) => {
		for (const { box, lines, kind, layer, point } of labels) {
			expect(within(box, { left: 0, top: 0, right: width, bottom: height })).toBe(true);
			for (const { text, type } of lines)
				expect(box.left + textWidth(text, type)).toBeLessThanOrEqual(box.right + 0.01);
			if (kind === 'point')
				expect(lines.map(({ text }) => text)).toEqual([spec.layers[layer]?.points[point]?.label]);
		}
	},
	'axes hold all marks and error bars': ({ obstacles: { marks }, plot: { area } }) => {
		for (const { at, boxes } of marks) {
			expect(at.x).toBeGreaterThanOrEqual(area.left);
			expect(at.x).toBeLessThanOrEqual(area.right);
			for (const { top, bottom } of [{ top: at.y, bottom: at.y }, ...boxes.slice(1)]) {
				expect(top).toBeGreaterThanOrEqual(area.top - 0.01);
				expect(bottom).toBeLessThanOrEqual(area.bottom + 0.01);
			}
		}
	},
	'axes have texts that cover no other, and leave neither axis nor chart': (
		{ plot: { times, values, x, y, area, width } },
		spec
	) => {
		const spans = times.map(({ value, label }) => {
			const half = textWidth(label, TICK) / 2;
			return { left: x(value) - half, right: x(value) + half };
		});
		for (const [index, { left, right }] of spans.entries()) {
			expect(left).toBeGreaterThanOrEqual(0);
			expect(right).toBeLessThanOrEqual(width);
			expect(left).toBeGreaterThan(spans[index - 1]?.right ?? -Infinity);
		}
		for (const [index, { value, label }] of values.entries()) {
			expect(value).toBeGreaterThanOrEqual(spec.y.min);
			expect(value).toBeLessThanOrEqual(spec.y.max);
			expect(textWidth(label, TICK)).toBeLessThan(area.left);
			expect(Math.abs(y(value) - y(values[index - 1]?.value ?? Infinity))).toBeGreaterThan(12);
		}
		expect(values.length).toBeGreaterThan(0);
	},
	'axes leave more than half of the chart to the plot, and on a phone three quarters': ({
		plot: { area, width }
	}) => {
		expect(area.right - area.left).toBeGreaterThan(width * (width <= NARROW ? 0.7 : 0.5));
	},
	'a chart for a phone has the axis in sight, and at most four names and values': ({
		plot: { area, width, values },
		labels
	}) => {
		if (width > NARROW) return;
		expect(area.left).toBeGreaterThan(0);
		expect(values.length).toBeGreaterThan(0);
		expect(labels.filter(({ layer }) => layer !== -1).length).toBeLessThanOrEqual(4);
	}
};

test('whatever a chart holds, every claim about its labels and axes is true', () => {
	expect.hasAssertions();
	fc.assert(
		fc.property(randomSpec, randomSize, (spec, size) => {
			const layout = layoutOf(spec, size);
			for (const [name, claim] of Object.entries(CLAIMS))
				try {
					claim(layout, spec);
				} catch (error) {
					throw new Error(`not true: ${name}`, { cause: error });
				}
		}),
		{ numRuns: runs(120) }
	);
});

test('labels have a place wherever there is room: none is left out of a chart of few, apart', () => {
	const days = [0, 200, 400, 600];
	const spec: ChartSpec = {
		title: '',
		description: '',
		unit: 'percent',
		x: { min: -50, max: 650 },
		y: { min: 0, max: 100 },
		layers: [
			{
				kind: 'line',
				id: 'a',
				color: 'oppose',
				label: '70% Harbor Poll',
				sublabel: 'registered voters',
				points: days.map((x) => ({ x, y: 40 + x / 20, label: '40%', title: '', detail: [] }))
			}
		]
	};
	const { labels } = layoutOf(spec, { width: 900, height: 400 });
	expect(labels.map(({ kind }) => kind).sort()).toEqual([
		'end',
		'point',
		'point',
		'point',
		'point'
	]);
});

test('a chart is as high for its width on a page as in a picture, and never wider than high on a phone by half', () => {
	expect([300, 358, 620, 1100].map((width) => heightFor('large', width))).toEqual([
		300, 300, 310, 400
	]);
	expect([300, 358, 560, 1100].map((width) => heightFor('small', width))).toEqual([
		240, 240, 280, 300
	]);
});
