/** One change of a row, as its history tells it. */
export interface ToldChange {
	record_table: string;
	record_id: string;
	change: string;
}

/** So many changes of one record are told; the rest are counted. */
const TOLD = 4;

/**
 * What changed in a record and in what belongs to it, in words.
 * @example 'margin of error from 3 to 3.1; answer all, oppose: percent from 70 to 71; and 3 more'
 */
export function changesInWords(changes: readonly ToldChange[]): string {
	const told = changes.slice(0, TOLD).map((one) => `${whatOf(one)}${one.change}`);
	const more = changes.length - told.length;
	return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Which part of the record changed; nothing where it is the record itself. */
function whatOf({ record_table, record_id }: ToldChange): string {
	const parts = record_id.split('|').map((part) => part.replaceAll('_', ' '));
	switch (record_table) {
		case 'questions':
			return 'a question: ';
		case 'answers':
			return `answer ${parts.slice(1).join(', ')}: `;
		case 'observations':
			return `${parts[2] ?? ''}: `;
		default:
			return '';
	}
}
