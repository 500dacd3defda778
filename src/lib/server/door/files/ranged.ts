import { matches } from '../../api/cache.ts';
import type { Ranged } from '../../api/hand-on/handed.ts';

/** A part of a file: its first byte, and the byte after its last. */
export interface BytePart {
	from: number;
	to: number;
}

/** One span of bytes: from a byte, from one to another, or the last so many. */
const SPAN = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * The part of a file of so many bytes that is asked for (RFC 9110, 14). Several parts at once, and parts of another
 * file than the one that is here, are answered with all of it, as that allows.
 * @returns null for all of it, `none` for a part that lies beyond its end
 */
export function partOf(
	{ range, ifRange }: Ranged,
	tag: string,
	size: number
): BytePart | null | 'none' {
	const [, first = '', last = ''] = SPAN.exec(range ?? '') ?? [];
	if (first === '' && last === '') return null;
	if (ifRange !== null && ifRange !== tag) return null;
	if (first === '') {
		const length = Math.min(Number(last), size);
		return length === 0 ? 'none' : { from: size - length, to: size };
	}
	const from = Number(first);
	const to = last === '' ? size : Math.min(Number(last) + 1, size);
	if (last !== '' && Number(last) < from) return null;
	return from >= size ? 'none' : { from, to };
}

/** Whether who asks has a file already. */
export const isKnown = ({ ifNoneMatch }: Ranged, tag: string): boolean =>
	ifNoneMatch !== null && matches(ifNoneMatch, tag);
