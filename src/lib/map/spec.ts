import type { Box } from './outline.ts';
import type { Mark } from './points.ts';
import type { Shape } from './sheet.ts';

/** How a region is filled: a step of the ramp, the pattern of no record, or nothing where it was not asked for. */
export type Step = number | 'none' | 'outside';

/** What a map shows, free of any drawing: the same on a page, in an embed and in a picture. */
export interface MapSpec {
	/** The map for those who do not see it. */
	description: string;
	frame: Box;
	shapes: (Shape & { step: Step; isSelected: boolean; words: string; href: string })[];
	points: {
		key: string;
		lon: number;
		lat: number;
		mark: Mark;
		/** Drawn hollow: what it stands for has no end on record. */
		isOpen: boolean;
		/** Drawn small: placed at the centre of its county. */
		isCoarse: boolean;
		href: string;
		label: string;
	}[];
	/** What the marks mean; empty where none is drawn. */
	marks: string;
	legend: {
		classes: { step: number; label: string }[];
		noRecord: string;
		method: string;
		hasOutside: boolean;
	};
}
