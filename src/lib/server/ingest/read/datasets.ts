import { group } from 'd3-array';
import { EMBEDDED } from './inputs.ts';

interface FolderMatch<Match> {
	matched: Match[];
	probable: Match[];
}

/**
 * Compares the rows of each user folder with those of every dataset before it; what is told again there is on record
 * once.
 */
export function byDatasetInOrder<
	Row extends { dataset: string },
	Match extends { incoming: string }
>(
	rows: readonly Row[],
	idOf: (row: Row) => string,
	match: (incoming: readonly Row[], recorded: readonly Row[]) => FolderMatch<Match>
): FolderMatch<Match> {
	const datasets = group(rows, ({ dataset }) => dataset);
	const recorded = [...(datasets.get(EMBEDDED) ?? [])];
	const found: FolderMatch<Match> = { matched: [], probable: [] };
	for (const [dataset, folder] of datasets) {
		if (dataset === EMBEDDED) continue;
		const { matched, probable } = match(folder, recorded);
		found.matched.push(...matched);
		found.probable.push(...probable);
		const told = new Set(matched.map(({ incoming }) => incoming));
		recorded.push(...folder.filter((row) => !told.has(idOf(row))));
	}
	return found;
}
