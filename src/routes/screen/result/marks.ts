import type { Standing } from '#lib/domain/screening/glance.ts';

/** Half the width of a mark, and of the smaller one of a site without a record. */
const RADIUS = 5.5;
const SMALL = 4;

/** The outline of a mark, and the part of it that is filled where that is half. */
export interface Mark {
	outline: string;
	half: string;
}

/**
 * The mark of a standing, the same on the map, in its key, in the summary and in the table: a triangle for a rule in
 * force (half filled where it is on a part), a diamond for any other rule, a circle without a record.
 * @param unit length of a pixel in the units of x and y
 */
export function markOf(standing: Standing, x = 0, y = 0, unit = 1): Mark {
	const n = (value: number) => Number(value.toFixed(2));
	const r = n(unit * (standing === 'none' ? SMALL : RADIUS));
	if (standing === 'none')
		return {
			outline: `M${n(x - r)} ${n(y)}a${r} ${r} 0 1 0 ${n(2 * r)} 0a${r} ${r} 0 1 0 ${n(-2 * r)} 0z`,
			half: ''
		};
	const top = `M${n(x)} ${n(y - r)}`;
	if (standing === 'other')
		return { outline: `${top}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`, half: '' };
	const height = n(1.75 * r);
	return {
		outline: `${top}l${r} ${height}h${n(-2 * r)}z`,
		half: standing === 'part' ? `${top}v${height}h${-r}z` : ''
	};
}
