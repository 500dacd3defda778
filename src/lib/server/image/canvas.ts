import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Paint, Scheme } from './palette.ts';

/** A rectangle of a picture, in pixels before scaling. */
export interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** What a drawing is drawn with. */
export interface Pen {
	ctx: SKRSContext2D;
	paint: Paint;
	scheme: Scheme;
	/** Pixels of the file for one of the picture. */
	scale: number;
}

/** A drawing of a figure: how high it wants to be, and how it is drawn into an area. */
export interface Drawn {
	/** Height for a width, where it has one of its own. */
	height: number;
	draw: (area: Area) => void;
}
