import type { Scheme } from './palette.ts';

/** Size of a social card in pixels, and the width it is laid out for. */
export const CARD = { width: 1200, height: 630, layout: 860 } as const;

/** Bounds of what a picture may be asked for. */
export const BOUNDS = {
	width: { min: 320, max: 1600, usual: 960 },
	scale: { min: 1, max: 3, usual: 2 }
};

/** How a picture is drawn. */
export interface Look {
	/** Pixels it is laid out for. */
	width: number;
	/** Pixels of the file for each of them. */
	scale: number;
	theme: Scheme;
	/** Whether it is a social card, whose size is given. */
	isCard: boolean;
}

/** What is wrong with the keys of a look, in words. */
export class LookError extends Error {}

/**
 * Reads how a picture or embed is to look.
 * @throws LookError naming key, value and what is expected
 */
export function readLook(params: URLSearchParams): Look {
	const theme = readTheme(params) ?? 'light';
	const isCard = readChoice(params, 'card', ['yes', 'no']) === 'yes';
	if (isCard) {
		const other = ['width', 'scale'].find((key) => params.has(key));
		if (other !== undefined)
			throw new LookError(
				`${other} "${params.get(other) ?? ''}": a card is ${CARD.width} by ${CARD.height} pixels; leave ${other} or card out`
			);
		return { width: CARD.layout, scale: CARD.width / CARD.layout, theme, isCard };
	}
	return {
		width: readNumber(params, 'width'),
		scale: readNumber(params, 'scale'),
		theme,
		isCard
	};
}

/** The scheme an address asks for; null where the reader's own is followed. @throws LookError */
const readTheme = (params: URLSearchParams): Scheme | null =>
	readChoice(params, 'theme', ['light', 'dark']);

function readChoice<Choice extends string>(
	params: URLSearchParams,
	key: string,
	allowed: readonly Choice[]
): Choice | null {
	const value = params.get(key);
	if (value === null) return null;
	const found = allowed.find((one) => one === value);
	if (found === undefined)
		throw new LookError(`${key} "${value.slice(0, 60)}": expected ${allowed.join(' or ')}`);
	return found;
}

function readNumber(params: URLSearchParams, key: 'width' | 'scale'): number {
	const { min, max, usual } = BOUNDS[key];
	const value = params.get(key);
	if (value === null) return usual;
	const number = Number(value);
	if (!/^\d{1,4}$/.test(value) || number < min || number > max)
		throw new LookError(
			`${key} "${value.slice(0, 60)}": expected a whole number from ${min} to ${max}`
		);
	return number;
}
