declare const isEscaped: unique symbol;

/** SVG whose words and values are escaped: only the functions here make it, so that it can be put into a page. */
export type Svg = string & { readonly [isEscaped]: true };

/** Values of attributes; one that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const ESCAPED: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;'
};
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign);

/** Words inside an element. @example words('R&D') // 'R&amp;D' */
export const words = (text: string) => escaped(text) as Svg;

/** Parts one after another. */
export const joined = (parts: readonly Svg[]) => parts.join('') as Svg;

/** An element. @example element('circle', { r: 5 }) // '<circle r="5"></circle>' */
export function element(name: string, attributes: Attributes, ...inside: readonly Svg[]): Svg {
	const written = Object.entries(attributes).map(([key, value]) =>
		value === undefined ? '' : ` ${key}="${escaped(String(value))}"`
	);
	return `<${name}${written.join('')}>${inside.join('')}</${name}>` as Svg;
}

/** What a drawing is drawn for: a page, whose style sheet has the colors, or a picture. */
export interface Medium {
	/** A color by its name in the style sheet, as the value of an attribute. */
	ink: (name: string) => string;
	/** Begins the ids of patterns, which are one name space on a page. */
	id: string;
	/** A shape or words with a rim of another color beneath. */
	rimmed: (
		draw: (paint: Attributes) => Svg,
		colors: { fill: string; rim: string },
		width: number
	) => Svg;
	/** What makes words bold that are painted so. */
	bold: (paint: Attributes) => Attributes;
}

/** The pages: colors follow the reader's scheme. @param id unlike that of any other drawing of the page */
export const onPage = (id: string): Medium => ({
	ink: (name) => `var(--${name})`,
	id,
	rimmed: (draw, { fill, rim }, width) =>
		draw({ fill, stroke: rim, 'stroke-width': width, 'paint-order': 'stroke' }),
	bold: () => ({ 'font-weight': 600 })
});

/** A pattern of slanting stripes, to be filled with by `url(#id)`. */
export function stripes(
	id: string,
	{
		ground,
		line,
		size,
		width,
		angle = 45
	}: { ground?: string; line: string; size: number; width: number; angle?: 45 | -45 }
): Svg {
	const stripe = (wide: number, fill: string) =>
		element('rect', { width: wide, height: size, fill });
	return element(
		'pattern',
		{
			id,
			width: size,
			height: size,
			patternUnits: 'userSpaceOnUse',
			patternTransform: `rotate(${angle})`
		},
		...(ground === undefined ? [] : [stripe(size, ground)]),
		stripe(width, line)
	);
}
