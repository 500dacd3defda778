import { group } from 'd3-array';
import { EMBEDDED } from '../read/inputs.ts';
import type { Warning } from './warning.ts';

/** How many warnings of one kind are printed. */
const SHOWN = 5;
/** Files of a user folder are shown in full up to this many: whoever laid it over can mend them. */
const SHOWN_OF_FOLDERS = 50;

const isEmbedded = ({ file }: Warning) => file.startsWith(`${EMBEDDED}/`);

/**
 * Warnings in lines: the first of each kind, and how many more there are.
 * @example `warning: groundswell/actions.csv:12: the record is of Texas, its source is not: ...`
 */
export function warningLines(warnings: readonly Warning[]): string[] {
	const ofKind = group(warnings, (one) => `${isEmbedded(one) ? 'data' : 'folder'} ${one.code}`);
	return [...ofKind.values()].flatMap((some) => {
		const shown = some.slice(0, some.every(isEmbedded) ? SHOWN : SHOWN_OF_FOLDERS);
		const more = some.length - shown.length;
		const lines = shown.map(
			({ file, line, id, message }) => `warning: ${file}:${line}: ${id}: ${message}`
		);
		const [first] = some;
		return more === 0 || !first
			? lines
			: [...lines, `warning: ${more} more of this kind (${first.code}); --json lists them all`];
	});
}
