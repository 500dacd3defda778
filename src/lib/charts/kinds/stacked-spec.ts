/** How a segment is filled: color and pattern together, so that neither has to be seen alone. */
export type Fill =
	| 'oppose'
	| 'oppose-somewhat'
	| 'support'
	| 'support-somewhat'
	| 'neutral'
	| 'unsure'
	| 'other-1'
	| 'other-2'
	| 'other-3';

/** One option's share, from where to where along the bar, in percent of those asked. */
export interface Segment {
	option: string;
	/** Option, qualifier and figure in words: `Oppose, about 71%`. */
	text: string;
	/** The figure alone, with its qualifier. */
	figure: string;
	label: string;
	fill: Fill;
	from: number;
	to: number;
	/** A share inside this one (`of which strongly oppose 55%`); it starts at the same end. */
	within: Segment[];
}

/** One bar: a subgroup of a stacked chart, an option in a subgroup of a chart of separate bars. */
export interface Bar {
	id: string;
	label: string;
	segments: Segment[];
	/** What no reported option fills; a gap, never shared out among the options. */
	gap: { from: number; to: number } | null;
	/** The bar in words. */
	text: string;
}

/** The bars of one question, free of any drawing. */
export interface StackedSpec {
	/** `separate` where options may overlap: several answers allowed, or shares that add up to too much. */
	kind: 'stacked' | 'separate';
	/** Right end of the scale: 100, or the little more that rounding adds up to. */
	max: number;
	bars: Bar[];
	/** The options that have a place of their own in a bar, from left to right. */
	key: Option[];
	/** Every option, grades inside a net too, in the same order. */
	options: Option[];
	/** Every subgroup, the whole sample first. */
	subgroups: { subgroup: string; label: string }[];
}

/** An option as the bars show it. */
export interface Option {
	option: string;
	label: string;
	fill: Fill;
}

/** Percent of a bar that a letter takes on the narrowest screen (about 300 px), and on the narrowest with names. */
const LETTER = { narrow: 2.6, wide: 1.6 };
const PADDING = 4;

/** Whether a segment is wide enough for its figure on any screen. */
export const fitsFigure = ({ from, to, figure: share }: Segment): boolean =>
	to - from >= share.length * LETTER.narrow + PADDING;

/** Whether a segment is wide enough for figure and name where the screen is not a phone's. */
export const fitsName = ({ from, to, text }: Segment): boolean =>
	to - from >= (text.length + 1) * LETTER.wide + PADDING;

/** The key of bars: their options, and what no option fills. */
export const barKey = ({ key, bars }: StackedSpec): { fill: Fill | 'gap'; label: string }[] => [
	...key.map(({ fill, label }) => ({ fill, label })),
	...(key.length > 0 && bars.some(({ gap }) => gap)
		? [{ fill: 'gap' as const, label: 'not reported' }]
		: [])
];
