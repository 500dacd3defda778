import type { StoredRow } from '#lib/domain/tables/index.ts';
import { allRows, type OpenRelease } from '../../release.ts';

/** Why a record was taken out, on which day, and the id of what stands instead. */
export type Withdrawn = Pick<StoredRow<'withdrawn'>, 'withdrawn' | 'reason' | 'replaced_by'>;

/** What is said of a record that was taken out; undefined where none of this id was. */
export const withdrawnRecord = (
	release: Pick<OpenRelease, 'kysely' | 'prepare'>,
	table: StoredRow<'withdrawn'>['record_table'],
	id: string
): Withdrawn | undefined =>
	allRows(
		release,
		release.kysely
			.selectFrom('withdrawn')
			.select(['withdrawn', 'reason', 'replaced_by'])
			.where('record_table', '=', table)
			.where('record_id', '=', id)
			.compile()
	)[0];
