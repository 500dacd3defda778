import type { Box, Outline } from './outline.ts';

/**
 * The sheet every shape and point is drawn on: the composite conic equal-area projection of us-atlas,
 * d3.geoAlbersUsa().scale(1300).translate([487.5, 305]), with Alaska and Hawaii moved below the Southwest.
 */
export const SHEET: Box = [-60, 8, 966, 612];

/** The boundaries drawn, as the map says under itself. */
export const EDITION = '2017';
export const EDITION_WORDS =
	'US Census Bureau cartographic boundaries, 2017 edition, by us-atlas 3.0.1';

/** A region the map can draw. */
export interface Shape extends Outline {
	region: string;
	name: string;
}

/** Room around a zoomed region, as a part of its larger side. */
const MARGIN = 0.04;
/** How flat and how tall a picture may be: height by width. */
const FLATTEST = 0.5;
const TALLEST = 0.85;

/** The part of the sheet that shows a region whole, with a margin, in a shape that suits a page. */
export function frameOf([left, top, right, bottom]: Box): Box {
	const margin = Math.max(right - left, bottom - top) * MARGIN;
	const width = right - left + 2 * margin;
	const height = bottom - top + 2 * margin;
	const shape = Math.min(TALLEST, Math.max(FLATTEST, height / width));
	const framedWidth = Math.max(width, height / shape);
	const framedHeight = framedWidth * shape;
	const [x, y] = [(left + right) / 2, (top + bottom) / 2];
	return [x - framedWidth / 2, y - framedHeight / 2, x + framedWidth / 2, y + framedHeight / 2];
}

/** A box as the `viewBox` of an SVG. */
export const viewBox = ([left, top, right, bottom]: Box): string =>
	[left, top, right - left, bottom - top].map((value) => Number(value.toFixed(2))).join(' ');

/** The middle of the part of a box that a frame shows; null where it is too narrow for what is to stand there. */
export function middleOf(box: Box, frame: Box, room: number): readonly [number, number] | null {
	const left = Math.max(box[0], frame[0]);
	const top = Math.max(box[1], frame[1]);
	const right = Math.min(box[2], frame[2]);
	const bottom = Math.min(box[3], frame[3]);
	if (right - left < room || bottom - top < room) return null;
	return [(left + right) / 2, (top + bottom) / 2];
}
