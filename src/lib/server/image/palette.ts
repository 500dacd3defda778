import sheet from '../../../colors.css?raw';
import type { Theme } from '#lib/charts/drawing/theme.ts';

export type Scheme = 'light' | 'dark';

/** A color of the pages' style sheet by its custom property. */
export type Paint = (name: string, opacity?: number) => string;

/** Names and both colors of every custom property of the pages that holds a color. */
const COLORS = new Map(
	[...sheet.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
		([, name = '', light = '', dark = '']) => [name, { light, dark }] as const
	)
);

/**
 * The colors of the pages in a scheme, as the style sheet has them.
 * @throws Error for a name the style sheet does not have
 */
export const paintOf =
	(scheme: Scheme): Paint =>
	(name, opacity = 1) => {
		const color = COLORS.get(name)?.[scheme];
		if (color === undefined) throw new Error(`colors.css has no color --${name}`);
		return `${color}${Math.round(opacity * 255)
			.toString(16)
			.padStart(2, '0')}`;
	};

/** Faces of the pages, under the names they are registered by. */
export const SANS = '"Groundswell Sans"';
export const SERIF = '"Groundswell Serif"';

/** Colors and type of a chart in a scheme, as a page would compute them. */
export const paletteOf = (scheme: Scheme): Theme => ({
	font: SANS,
	color: paintOf(scheme),
	isForced: false
});
