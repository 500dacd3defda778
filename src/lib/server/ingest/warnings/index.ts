import type BetterSqlite3 from 'better-sqlite3';
import { EMBEDDED } from '../read/inputs.ts';
import { afterTheirSource, leasesEqualCash, seriesBehind, sharesWithoutCount } from './figures.ts';
import { sameCountyNames, sourcesElsewhere } from './place-warnings.ts';
import { WARNING_CODES, type Check, type Warning, type WhereIs } from './warning.ts';

const CHECKS: readonly Check[] = [
	sourcesElsewhere,
	sameCountyNames,
	afterTheirSource,
	leasesEqualCash,
	seriesBehind,
	sharesWithoutCount
];

/**
 * Looks over a filled release for the kinds of fault that were found in the records before. Rows of user folders come
 * first, then the kinds in the order of `WARNING_CODES`, each in the order of its rows.
 * @param today YYYY-MM-DD in UTC
 */
export function warningsOf(db: BetterSqlite3.Database, where: WhereIs, today: string): Warning[] {
	const found = CHECKS.flatMap((check) =>
		[...check(db, today)].map(({ table, row, ...warning }) => {
			const { file, line } = where(table, row);
			return {
				warning: { file: file.name, line, ...warning },
				isEmbedded: file.dataset === EMBEDDED
			};
		})
	);
	return found
		.toSorted(
			(a, b) =>
				Number(a.isEmbedded) - Number(b.isEmbedded) ||
				WARNING_CODES.indexOf(a.warning.code) - WARNING_CODES.indexOf(b.warning.code)
		)
		.map(({ warning }) => warning);
}
