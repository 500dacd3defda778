import { Image, type SKRSContext2D } from '@napi-rs/canvas';
import { element, joined, type Attributes, type Medium, type Svg } from '#lib/drawing/svg.ts';
import type { Area } from './canvas.ts';
import { SANS, type Paint } from './palette.ts';

/** Width of the line that makes letters of 13 pixels as heavy as the pages' bold ones. */
const BOLD = 0.5;

/**
 * What drawings of the pages are drawn for when they come into a picture. The picture library knows no `paint-order`,
 * and of a typeface with many weights only the lightest it was made in.
 */
export const inPicture = (paint: Paint): Medium => ({
	ink: paint,
	id: 'own',
	rimmed: (draw, { fill, rim }, width) =>
		joined([draw({ fill: rim, stroke: rim, 'stroke-width': width }), draw({ fill })]),
	bold: ({ fill, stroke }) => (stroke === undefined ? { stroke: fill, 'stroke-width': BOLD } : {})
});

/** A strip of a drawing, with its own percentages. */
export const strip = ({ x, y, width, height }: Area, ...inside: Svg[]): Svg =>
	element('svg', { x, y, width, height, overflow: 'visible' }, ...inside);

/** Draws parts of an SVG into an area; they are cut at its edges. */
export function drawSvg(
	ctx: SKRSContext2D,
	{ x, y, width, height }: Area,
	inside: readonly Svg[],
	attributes: Attributes = {}
): void {
	const image = new Image();
	image.src = Buffer.from(
		element(
			'svg',
			{
				xmlns: 'http://www.w3.org/2000/svg',
				width,
				height,
				'font-family': SANS.replaceAll('"', ''),
				...attributes
			},
			...inside
		)
	);
	ctx.drawImage(image, x, y, width, height);
}
