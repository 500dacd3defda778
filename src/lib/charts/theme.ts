import type { Colour } from './spec.ts';

/** Colours and type as the page has them now. */
export interface Theme {
	colour: (name: Colour | 'rule' | 'paper' | 'card' | 'link', opacity?: number) => string;
	font: string;
}

/**
 * Reads the page's colours from its style sheet. A custom property holds both schemes
 * (`light-dark()`); only a property that takes a colour resolves it, so a probe is asked.
 */
export function themeOf(element: HTMLElement): Theme {
	const probe = document.createElement('span');
	probe.hidden = true;
	element.append(probe);
	const known = new Map<string, string>();
	const resolve = (name: string) => {
		const before = known.get(name);
		if (before !== undefined) return before;
		element.append(probe);
		probe.style.color = `var(--${name})`;
		const colour = getComputedStyle(probe).color;
		probe.remove();
		known.set(name, colour);
		return colour;
	};
	const font = getComputedStyle(element).fontFamily;
	probe.remove();
	return {
		font,
		colour: (name, opacity = 1) => {
			const solid = resolve(name);
			return opacity === 1 ? solid : withOpacity(solid, opacity);
		}
	};
}

/** `rgb(1, 2, 3)` with an opacity: computed colours always come in this form. */
function withOpacity(rgb: string, opacity: number): string {
	const [red = '0', green = '0', blue = '0'] = rgb.match(/[\d.]+/g) ?? [];
	return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
