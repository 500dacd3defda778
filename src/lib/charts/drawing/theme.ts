import type { Color } from '../spec.ts';

/** Colors and type as the page has them now. */
export interface Theme {
	color: (name: Color | 'rule' | 'paper' | 'card' | 'link', opacity?: number) => string;
	font: string;
	/** Whether the system has colors of its own: no rim is drawn around words, and no words or marks are faint. */
	isForced: boolean;
}

/** What each color is where the system has colors of its own: words and their ground as it says, marks told by shape. */
const FORCED: Readonly<Record<string, string>> = {
	paper: 'Canvas',
	card: 'Canvas',
	rule: 'GrayText',
	link: 'LinkText',
	support: 'LinkText',
	unsure: 'GrayText',
	'series-1': 'LinkText',
	'series-4': 'LinkText'
};

/**
 * Reads the page's colors from its style sheet. A custom property holds both schemes
 * (`light-dark()`); only a property that takes a color resolves it, so a probe is asked.
 * @param isForced whether the system has colors of its own (`forced-colors`)
 */
export function themeOf(element: HTMLElement, isForced = false): Theme {
	const probe = document.createElement('span');
	probe.hidden = true;
	probe.style.setProperty('forced-color-adjust', 'none');
	element.append(probe);
	const known = new Map<string, string>();
	const resolve = (name: string) => {
		const before = known.get(name);
		if (before !== undefined) return before;
		element.append(probe);
		probe.style.color = isForced ? (FORCED[name] ?? 'CanvasText') : `var(--${name})`;
		const color = getComputedStyle(probe).color;
		probe.remove();
		known.set(name, color);
		return color;
	};
	const font = getComputedStyle(element).fontFamily;
	probe.remove();
	return {
		font,
		isForced,
		color: (name, opacity = 1) => {
			const solid = resolve(name);
			return opacity === 1 || (isForced && opacity >= 0.5) ? solid : withOpacity(solid, opacity);
		}
	};
}

/** `rgb(1, 2, 3)` with an opacity: computed colors always come in this form. */
function withOpacity(rgb: string, opacity: number): string {
	const [red = '0', green = '0', blue = '0'] = rgb.match(/[\d.]+/g) ?? [];
	return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
