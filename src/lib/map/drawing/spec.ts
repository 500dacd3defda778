import type { Box, Corner } from '../shapes/outline.ts';
import type { Mark } from '../marks.ts';
import type { Shape } from '../shapes/sheet.ts';

/** How a region is filled: a step of the ramp, the pattern of no record, or nothing where it was not asked for. */
export type ClassStep = number | 'none' | 'outside';

/** A region of a map with what it says and where it leads. */
export interface RegionSpec extends Shape {
	/** The region in a sentence. */
	words: string;
	href: string;
}

/** A place of a map, or what it stands for. */
export interface PointSpec {
	key: string;
	/** Where it lies on the sheet. */
	at: Corner;
	mark: Mark;
	/** Drawn hollow: what it stands for has no end on record. */
	isOpen: boolean;
	/** Drawn small: placed at the center of its county. */
	isCoarse: boolean;
	href: string;
	label: string;
}

/** What a map shows, free of any drawing: the same on a page, in an embed and in a picture. */
export interface MapSpec {
	/** The map for those who do not see it. */
	description: string;
	frame: Box;
	shapes: (RegionSpec & { step: ClassStep; isSelected: boolean })[];
	/** States beside a state that is drawn, faintly. */
	around: RegionSpec[];
	points: PointSpec[];
	/** What the marks mean; empty where none is drawn. */
	marks: string;
	legend: {
		classes: { step: number; label: string }[];
		noRecord: string;
		method: string;
		hasOutside: boolean;
	};
}

/** The key to the colors of a map, from the least to those without a figure. */
export const keyOf = ({
	classes,
	noRecord,
	hasOutside
}: MapSpec['legend']): { step: ClassStep; label: string }[] => [
	...classes,
	{ step: 'none', label: noRecord },
	...(hasOutside ? [{ step: 'outside' as const, label: 'not asked for' }] : [])
];
