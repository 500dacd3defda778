import type { ColumnMeta } from './column.ts';
import { DATE_PATTERN } from '../dates.ts';

/** Data Package standard, version 2.0: https://datapackage.org/standard/data-package/ */
export const DATA_PACKAGE_PROFILE = 'https://datapackage.org/profiles/2.0/';

/** A column as a field of a Table Schema. @param isKey whether the column alone identifies a row */
export const fieldOf = (name: string, meta: ColumnMeta, isKey: boolean) => ({
	name,
	description: meta.description,
	...typeOf(meta),
	...(meta.unit ? { unit: meta.unit } : {}),
	...(meta.vocabulary ? { vocabulary: meta.vocabulary } : {}),
	constraints: {
		required: !meta.optional,
		...(isKey ? { unique: true } : {}),
		...(meta.values ? { enum: [...meta.values] } : {}),
		...(meta.kind === 'date' ? { pattern: DATE_PATTERN } : {}),
		...(meta.min === undefined ? {} : { minimum: meta.min }),
		...(meta.max === undefined ? {} : { maximum: meta.max })
	}
});

/** Dates may be partial (a year, a quarter, a delivery year), so they are strings with a pattern. */
function typeOf({ kind }: ColumnMeta): { type: string; format?: string } {
	if (kind === 'number' || kind === 'integer') return { type: kind };
	return kind === 'url' ? { type: 'string', format: 'uri' } : { type: 'string' };
}
