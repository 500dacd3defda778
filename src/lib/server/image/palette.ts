import sheet from '../../../app.css?raw';
import type { Theme } from '#lib/charts/drawing/theme.ts';

export type Scheme = 'light' | 'dark';

/** A colour of the pages' style sheet by its custom property. */
export type Paint = (name: string, opacity?: number) => string;

/** Names and both colours of every custom property of the pages that holds a colour. */
const COLOURS = new Map(
	[...sheet.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
		([, name = '', light = '', dark = '']) => [name, { light, dark }] as const
	)
);

/**
 * The colours of the pages in a scheme, as the style sheet has them.
 * @throws Error for a name the style sheet does not have
 */
export const paintOf =
	(scheme: Scheme): Paint =>
	(name, opacity = 1) => {
		const colour = COLOURS.get(name)?.[scheme];
		if (colour === undefined) throw new Error(`app.css has no colour --${name}`);
		return `${colour}${Math.round(opacity * 255)
			.toString(16)
			.padStart(2, '0')}`;
	};

/** Faces of the pages, under the names they are registered by. */
export const SANS = '"Groundswell Sans"';
export const SERIF = '"Groundswell Serif"';

/** Colours and type of a chart in a scheme, as a page would compute them. */
export const themeOf = (scheme: Scheme): Theme => ({
	font: SANS,
	colour: paintOf(scheme),
	isForced: false
});
