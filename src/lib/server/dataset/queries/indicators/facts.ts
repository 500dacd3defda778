import { isHeld, type Condition } from '#lib/domain/filter/filter-shapes.ts';
import { RANKED_FACTS, ranksOf, type RankedFact } from '../../ranks.ts';
import type { OpenRelease } from '../../release.ts';

/** How all observations follow one another by a fact: its different values in order, and the place of each among them. */
export function rankedBy({ prepare }: OpenRelease, fact: RankedFact) {
	const cells = prepare('SELECT cells FROM fact_cells WHERE fact = ?').pluck().get(fact) as string;
	const blocks = prepare('SELECT codes FROM fact_blocks WHERE fact = ? ORDER BY block').pluck();
	return ranksOf(JSON.parse(cells) as (string | number)[], blocks.all(fact) as Buffer[]);
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
