import { isHeld, type Condition } from '#lib/domain/filter/filter-shapes.ts';
import { RANKED_FACTS, ranksFromBytes, type RankedFact, type Ranks } from '../../ranks.ts';
import type { OpenRelease } from '../../release.ts';

/** How observations follow one another by a fact. */
export interface Ranked {
	/** The different values of the fact, in order. */
	cells: readonly (string | number)[];
	ranks: Ranks;
}

/** How all observations follow one another by a fact, as it was worked out when the release was built. */
export function rankedBy({ prepare }: OpenRelease, fact: RankedFact): Ranked {
	const kept = prepare('SELECT cells, ranks FROM observation_ranks WHERE fact = ?').get(fact) as {
		cells: string;
		ranks: Buffer;
	};
	const cells = JSON.parse(kept.cells) as (string | number)[];
	return { cells, ranks: ranksFromBytes(kept.ranks, cells.length) };
}

/**
 * Which observations hold what a filter asks: each different value is asked, and no row.
 * @returns a function of a rowid
 * @throws Error for words, which choose whole lines, and for a column that is not ranked
 */
export function heldBy(release: OpenRelease, condition: Condition): (at: number) => boolean {
	if ('words' in condition) throw new Error('words choose whole lines');
	const of = (column: string) => {
		const fact = RANKED_FACTS.find((one) => one === column);
		if (fact === undefined) throw new Error(`observations are not ranked by ${column}`);
		const { cells, ranks } = rankedBy(release, fact);
		return { ranks, holds: [null, ...cells].map((cell) => isHeld(condition, cell)) };
	};
	const { ranks, holds } = of(condition.column);
	const heldAt = (at: number) => holds[ranks[at] ?? 0] ?? false;
	if (condition.column !== 'changed') return heldAt;
	// What never changed did so on the day it came.
	const added = of('added');
	return (at) => (ranks[at] === 0 ? (added.holds[added.ranks[at] ?? 0] ?? false) : heldAt(at));
}

/** How many of some observations name each source. @param places their rowids */
export function sourcesOfObservations(
	release: OpenRelease,
	places: Iterable<number>
): Map<string, number> {
	const { cells, ranks } = rankedBy(release, 'source_id');
	const counts = new Uint32Array(cells.length + 1);
	for (const place of places) {
		const rank = ranks[place] ?? 0;
		counts[rank] = (counts[rank] ?? 0) + 1;
	}
	return new Map(
		cells.flatMap((cell, place): [string, number][] => {
			const count = counts[place + 1] ?? 0;
			return count === 0 ? [] : [[String(cell), count]];
		})
	);
}
