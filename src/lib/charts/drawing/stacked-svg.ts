import {
	type Attributes,
	element,
	joined,
	stripes,
	words,
	type Medium,
	type Svg
} from '#lib/drawing/svg.ts';
import type { Bar, Fill, Segment, StackedSpec } from '../kinds/stacked-spec.ts';

/** Heights in pixels: of a bar, and of the bar of grades with its gap below it. */
export const BAR = { height: 26, gap: 2, grades: 6 };
/** Where words in a segment begin, and their baseline. */
const WORDS = { x: 8, y: 18 };

/** Colors by their names in the style sheet. */
const SOLID: Partial<Record<Fill, string>> = {
	oppose: 'oppose',
	support: 'support',
	neutral: 'stripe',
	'other-1': 'series-1',
	'other-2': 'series-5',
	'other-3': 'series-4'
};
/** Patterns that stand beside color, by the color of their stripes. */
const STRIPED: Partial<Record<Fill, { line: string; angle: 45 | -45 }>> = {
	unsure: { line: 'unsure', angle: 45 },
	'oppose-somewhat': { line: 'oppose', angle: 45 },
	'support-somewhat': { line: 'support', angle: -45 }
};

/** Which words fit into a segment, where it is drawn. */
export interface Fitting {
	figure: (segment: Segment) => boolean;
	/** Figure and name beside each other. */
	name: (segment: Segment) => boolean;
}

/** The patterns of bars and their key, once for a drawing. */
export const barPatterns = ({ ink, id }: Medium): Svg =>
	joined([
		...Object.entries(STRIPED).map(([name, { line, angle }]) =>
			stripes(`${id}-${name}`, {
				ground: ink('blank'),
				line: ink(line),
				size: 6,
				width: 2.5,
				angle
			})
		),
		stripes(`${id}-gap`, { line: ink('unsure'), size: 7, width: 1 })
	]);

const paint = (fill: Fill | 'gap', { ink, id }: Medium) => {
	const solid = fill === 'gap' ? undefined : SOLID[fill];
	return solid === undefined ? `url(#${id}-${fill})` : ink(solid);
};

/** The color of an option in the key, 12 by 12 pixels. */
export const barSwatch = (fill: Fill | 'gap', medium: Medium): Svg =>
	element('rect', {
		width: 12,
		height: 12,
		fill: paint(fill, medium),
		stroke: medium.ink('paper')
	});

/** One bar with its words, in a strip of any width; grades inside its options stand below it. */
export function barMarks(bar: Bar, spec: StackedSpec, fits: Fitting, medium: Medium): Svg {
	const percent = (value: number) => `${(value / spec.max) * 100}%`;
	const along = ({ from, to }: { from: number; to: number }) => ({
		x: percent(from),
		width: percent(to - from)
	});
	const block = (
		part: { from: number; to: number },
		fill: Fill | 'gap',
		y: number,
		height: number
	) =>
		element('rect', {
			...along(part),
			y,
			height,
			fill: paint(fill, medium),
			stroke: medium.ink('paper')
		});
	return joined([
		element('rect', { width: percent(100), height: BAR.height, fill: medium.ink('blank') }),
		...(bar.gap ? [block(bar.gap, 'gap', 0, BAR.height)] : []),
		...bar.segments.flatMap((segment) => [
			block(segment, segment.fill, 0, BAR.height),
			...(fits.figure(segment)
				? [
						element(
							'svg',
							{ ...along(segment), height: BAR.height },
							wordsIn(segment, spec.kind === 'stacked' && fits.name(segment), medium)
						)
					]
				: [])
		]),
		...bar.segments
			.flatMap(({ within }) => within)
			.map((part) => block(part, part.fill, BAR.height + BAR.gap, BAR.grades))
	]);
}

/** Figure and name of a segment; on pale fills and patterns in the ink of the page, with a rim of its paper. */
function wordsIn(segment: Segment, isNamed: boolean, medium: Medium): Svg {
	const isPale = segment.fill === 'neutral' || segment.fill in STRIPED;
	const colors = { fill: medium.ink(isPale ? 'ink' : 'paper'), rim: medium.ink('paper') };
	const draw = (paint: Attributes) =>
		element(
			'text',
			{ ...WORDS, 'font-size': 13, ...paint },
			element('tspan', medium.bold(paint), words(segment.figure)),
			...(isNamed ? [element('tspan', { class: 'option', dx: 7 }, words(segment.label))] : [])
		);
	return isPale ? medium.rimmed(draw, colors, 4) : draw({ fill: colors.fill });
}
