import { isHeld, type Condition } from '#lib/domain/filter/filter-shapes.ts';
import {
	CODED_FACTS,
	codesFromBytes,
	type Cell,
	type Coded,
	type CodedFact
} from '../../fact-codes.ts';
import type { OpenRelease } from '../../release.ts';

/** What all observations say of a fact. */
export function codedBy({ prepare }: OpenRelease, fact: CodedFact): Coded {
	const text = prepare('SELECT cells FROM fact_cells WHERE fact = ?').pluck().get(fact) as string;
	const cells = JSON.parse(text) as Cell[];
	const blocks = prepare('SELECT codes FROM fact_blocks WHERE fact = ? ORDER BY block')
		.pluck()
		.all(fact) as Buffer[];
	return { cells, codes: codesFromBytes(blocks, cells.length - 1) };
}

/**
 * Which observations hold what a filter asks: each different value is asked, and no row.
 * @returns a function of a rowid
 * @throws Error for words, which choose whole lines, and for a column that is not coded
 */
export function heldBy(release: OpenRelease, condition: Condition): (at: number) => boolean {
	if ('words' in condition) throw new Error('words choose whole lines');
	const of = (column: string) => {
		const fact = CODED_FACTS.find((one) => one === column);
		if (fact === undefined) throw new Error(`observations are not coded by ${column}`);
		const { cells, codes } = codedBy(release, fact);
		return { codes, holds: cells.map((cell) => isHeld(condition, cell)) };
	};
	const { codes, holds } = of(condition.column);
	const heldAt = (at: number) => holds[codes[at] ?? 0] ?? false;
	if (condition.column !== 'changed') return heldAt;
	// What never changed did so on the day it came.
	const added = of('added');
	return (at) => (codes[at] === 0 ? (added.holds[added.codes[at] ?? 0] ?? false) : heldAt(at));
}

/** How many of some observations name each source. @param places their rowids */
export function sourcesOfObservations(
	release: OpenRelease,
	places: Iterable<number>
): Map<string, number> {
	const { cells, codes } = codedBy(release, 'source_id');
	const counts = new Uint32Array(cells.length);
	for (const place of places) {
		const code = codes[place] ?? 0;
		counts[code] = (counts[code] ?? 0) + 1;
	}
	return new Map(
		cells.flatMap((cell, code): [string, number][] => {
			const count = counts[code] ?? 0;
			return cell === null || count === 0 ? [] : [[String(cell), count]];
		})
	);
}
