import { distance } from 'fastest-levenshtein';

/**
 * The candidate nearest to a word, case aside, or null where none is near: at most a third of the word's
 * letters may differ (Levenshtein; two neighbors in the wrong order count once). Between equals the one that starts alike for longer.
 * @example nearest('US-VX', ['US-TX', 'US-VA']) // 'US-VA'
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
	const wanted = word.toLowerCase();
	const most = Math.max(1, Math.floor(wanted.length / 3));
	let best: { candidate: string; steps: number; alike: number } | null = null;
	for (const candidate of candidates) {
		if (Math.abs(candidate.length - wanted.length) > most) continue;
		const other = candidate.toLowerCase();
		const steps = isSwapped(wanted, other) ? 1 : distance(wanted, other);
		if (steps > most || (best && steps > best.steps)) continue;
		const alike = sharedStart(wanted, other);
		if (!best || steps < best.steps || alike > best.alike) best = { candidate, steps, alike };
	}
	return best?.candidate ?? null;
}

function sharedStart(a: string, b: string): number {
	let length = 0;
	while (length < a.length && a[length] === b[length]) length++;
	return length;
}

/** Whether two words differ in the order of two neighboring letters alone. */
export function isSwapped(a: string, b: string): boolean {
	if (a.length !== b.length) return false;
	const first = sharedStart(a, b);
	return (
		first < a.length - 1 &&
		a[first] === b[first + 1] &&
		a[first + 1] === b[first] &&
		a.slice(first + 2) === b.slice(first + 2)
	);
}
