import {
	element,
	joined,
	stripes,
	words,
	type Attributes,
	type Medium,
	type Svg
} from '#lib/drawing/svg.ts';
import { apart, SYMBOL, type Mark } from '../marks.ts';
import { middleOf } from '../shapes/sheet.ts';
import type { MapSpec, PointSpec, RegionSpec, ClassStep } from './spec.ts';

/** Room between places of one spot, and that a name of two letters needs, in thousandths of the picture. */
const APART = 11;
const ROOM = 24;
/** How small a place is drawn that stands at the center of its county. */
const COARSE = 0.7;
const LINE = { region: 0.8, selected: 2.4 };

/** What a map is drawn for. */
interface MapMedium extends Medium {
	/** Rewrites the address of a region or place; null where nothing is linked. */
	link: ((address: string) => string) | null;
	/** Width of a line of so many pixels, in units of the sheet or as the style sheet scales lines. */
	line: (pixels: number) => number;
	/** Units of the sheet that one unit of a symbol or letter takes. */
	unit: number;
}

/** Regions in the order they are drawn in: what is outlined lies above its neighbours. */
export const inOrder = <S extends { isSelected: boolean }>(shapes: readonly S[]): S[] =>
	shapes.toSorted((a, b) => Number(a.isSelected) - Number(b.isSelected));

/** The pattern of a region without a record. @param size distance of its stripes */
const noRecord = (size: number, { ink, id }: Medium): Svg =>
	stripes(`${id}-none`, { ground: ink('blank'), line: ink('stripe'), size, width: size / 4 });

const fillOf = (step: ClassStep, { ink, id }: Medium) =>
	step === 'outside' ? 'none' : step === 'none' ? `url(#${id}-none)` : ink(`ramp-${step}`);

/** The color of a step in the key, 22 by 12 pixels. */
export const mapSwatch = (step: ClassStep, medium: Medium): Svg =>
	joined([
		...(step === 'none' ? [noRecord(6, medium)] : []),
		step === 'outside'
			? element('rect', {
					x: 0.5,
					y: 0.5,
					width: 21,
					height: 11,
					fill: 'none',
					stroke: medium.ink('rule')
				})
			: element('rect', { width: 22, height: 12, fill: fillOf(step, medium) })
	]);

/** Regions, what lies around them, and places, in units of the sheet. */
export function mapLayer(spec: Omit<MapSpec, 'legend' | 'marks'>, medium: MapMedium): Svg {
	const { ink, line } = medium;
	const [left, , right] = spec.frame;
	const thousandth = (right - left) / 1000;
	const shapes = inOrder(spec.shapes);
	const chosen = Math.max(
		0,
		shapes.findIndex(({ isSelected }) => isSelected)
	);
	const regions = shapes.map(({ region, path, step, isSelected, words: label, href }, index) =>
		linked(
			element('path', {
				d: path,
				class:
					[step === 'none' && step, isSelected && 'selected'].filter(Boolean).join(' ') ||
					undefined,
				fill: fillOf(step, medium),
				...(step === 'outside' ? { stroke: ink('rule') } : {}),
				...(isSelected ? { stroke: ink('ink'), 'stroke-width': line(LINE.selected) } : {})
			}),
			{
				class: 'region',
				href,
				'aria-label': label,
				'aria-current': isSelected ? 'true' : undefined,
				tabindex: index === chosen ? 0 : -1,
				'data-region': region,
				'data-sveltekit-noscroll': ''
			},
			medium
		)
	);
	return joined([
		element('defs', {}, noRecord(thousandth * 7, medium)),
		element(
			'g',
			{
				fill: 'transparent',
				stroke: ink('rule'),
				'stroke-width': line(LINE.region),
				'stroke-linejoin': 'round'
			},
			...spec.around.map((state) => beside(state, medium))
		),
		...spec.around.flatMap(({ region, box }) => {
			const at = middleOf(box, spec.frame, thousandth * ROOM);
			return at === null ? [] : [letters(region.slice(-2), at, medium)];
		}),
		element(
			'g',
			{ stroke: ink('paper'), 'stroke-width': line(LINE.region), 'stroke-linejoin': 'round' },
			...regions
		),
		...apart(spec.points, thousandth * APART).map((point) => place(point, medium))
	]);
}

function linked(
	drawn: Svg,
	{ href, ...attributes }: Attributes & { href: string },
	{ link }: MapMedium
): Svg {
	return link === null ? drawn : element('a', { ...attributes, href: link(href) }, drawn);
}

const beside = ({ path, words: label, href }: RegionSpec, medium: MapMedium) =>
	linked(
		element('path', { d: path }),
		{ class: 'beside', href, 'aria-label': label, tabindex: -1, 'data-sveltekit-noscroll': '' },
		medium
	);

const letters = (name: string, [x, y]: readonly [number, number], { ink, unit }: MapMedium) =>
	element(
		'g',
		{ transform: `translate(${x} ${y}) scale(${unit})`, 'aria-hidden': 'true' },
		element(
			'text',
			{ class: 'letters', y: 5, 'text-anchor': 'middle', 'font-size': 14, fill: ink('mute') },
			words(name)
		)
	);

const COLORS: Readonly<Record<Mark, string>> = {
	restrictive: 'oppose',
	moratorium: 'oppose',
	ban: 'oppose',
	pending: 'oppose',
	permissive: 'support',
	neutral: 'mute'
};

/** A place as the symbol of its mark, with a rim of the ground it stands on; hollow where it is open. */
function place({ at, mark, isOpen, isCoarse, href, label }: PointSpec, medium: MapMedium): Svg {
	const [color, paper] = [medium.ink(COLORS[mark]), medium.ink('paper')];
	const draw = (paint: Attributes) =>
		element('path', { class: `mark ${mark}`, d: SYMBOL[mark], ...paint });
	return linked(
		element(
			'g',
			{
				transform: `translate(${at[0]} ${at[1]}) scale(${medium.unit * (isCoarse ? COARSE : 1)})`
			},
			isOpen
				? draw({ fill: paper, stroke: color, 'stroke-width': 2 })
				: medium.rimmed(draw, { fill: color, rim: paper }, 3)
		),
		{ class: 'place', href, 'aria-label': label, tabindex: -1 },
		medium
	);
}
