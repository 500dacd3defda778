import { expect, it } from 'vitest';
import { GROUPS } from '#lib/domain/screening/groups.ts';
import { RESULT_COLUMNS } from '#lib/domain/screening/row.ts';

it('every column of a result can be shown, in one group, but for those that say which row it is', () => {
	const before = ['row', 'site', 'placed', 'problem', 'candidates', 'notes'];
	const grouped = GROUPS.flatMap(({ columns }) => columns);
	expect([...before, ...grouped].sort()).toEqual([...RESULT_COLUMNS].sort());
});
