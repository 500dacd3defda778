import { NAMES, SITE_FIELDS, type SiteField } from './column-names.ts';

/** No name of a column is longer; patterns are tried on nothing longer. */
const LONGEST_HEAD = 80;

/** A head of a column as it is looked up: `Latitude (deg.)` and `LATITUDE_DEG` are alike. */
const fold = (head: string): string =>
	head
		.slice(0, LONGEST_HEAD)
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();

/** Which column says what, by position; columns that say nothing about the place are carried through. */
export interface Recognised {
	fields: Partial<Record<SiteField, number>>;
	carried: { index: number; name: string }[];
}

/**
 * Recognises columns by their usual names, in any order.
 * @param heads first row of the list
 * @param own columns of a result: in a list that is one, they are made anew and not carried through
 * @param reserved names of columns that will stand beside what is carried: a column of such a name gets another
 * @returns null where no column says where a site is, so that the first row is a site itself
 */
export function recognise(
	heads: readonly string[],
	own: ReadonlySet<string> = new Set(),
	reserved: readonly string[] = []
): Recognised | null {
	const found = columnsUnder(heads, own, reserved);
	return saysWhere(found.fields) ? found : null;
}

/** Which column says what under a row that is known to be one of heads, whether or not any says where a site is. */
export function columnsUnder(
	heads: readonly string[],
	own: ReadonlySet<string>,
	reserved: readonly string[]
): Recognised {
	const fields = fieldsIn(heads);
	// A ZIP code and an address come back as they were sent: neither says for sure where a site is.
	const { zip: _zip, address: _address, ...placing } = fields;
	const taken = new Set(Object.values(placing));
	const used = new Set([...own, ...reserved]);
	const carried = heads.flatMap((head, index) => {
		const given = head.trim();
		if (taken.has(index) || own.has(given)) return [];
		const name = unused(given === '' ? `column_${index + 1}` : given, used);
		used.add(name);
		return [{ index, name }];
	});
	return { fields, carried };
}

/** The columns that have a usual name. */
export function fieldsIn(heads: readonly string[]): Recognised['fields'] {
	const folded = heads.map(fold);
	const fields: Recognised['fields'] = {};
	for (const field of SITE_FIELDS) {
		const name = NAMES[field].find((one) => folded.includes(one));
		if (name !== undefined) fields[field] = folded.indexOf(name);
	}
	return fields;
}

const saysWhere = (fields: Recognised['fields']): boolean =>
	(fields.latitude !== undefined && fields.longitude !== undefined) ||
	(['coordinates', 'fips', 'region', 'place_id', 'place', 'county', 'address'] as const).some(
		(field) => fields[field] !== undefined
	);

/** A name no column before has: a second `note` is `note_2`. */
function unused(name: string, used: ReadonlySet<string>): string {
	if (!used.has(name)) return name;
	for (let count = 2; ; count++) if (!used.has(`${name}_${count}`)) return `${name}_${count}`;
}
