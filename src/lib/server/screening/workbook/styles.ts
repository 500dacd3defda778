import type { Archive } from './workbook-zip.ts';
import { walk } from './markup.ts';

/** Numbers of the formats of dates that every workbook has: ECMA-376 part 1, 18.8.30. */
const isKnownDate = (id: number): boolean =>
	(id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Whether a format shows a day: what it quotes, and what stands in brackets, shows nothing of the value. */
const showsDay = (code: string): boolean =>
	/[dy]/i.test(code.slice(0, 255).replace(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, ''));

const MOST_STYLES = 70_000;

/** Of the styles of cells, by their number, whether they show a number as a day. */
export async function dateStyles(archive: Archive, part: string): Promise<boolean[]> {
	const formats = new Map<string, boolean>();
	const styles: boolean[] = [];
	let isInCells = false;
	await walk(archive.read(part), {
		open: (name, attribute) => {
			const id = attribute('numFmtId') ?? '0';
			if (name === 'cellXfs') isInCells = true;
			if (name === 'numFmt' && formats.size < MOST_STYLES)
				formats.set(id, showsDay(attribute('formatCode') ?? ''));
			if (name === 'xf' && isInCells) styles.push(formats.get(id) ?? isKnownDate(Number(id)));
		},
		close: (name) => {
			if (name === 'cellXfs') isInCells = false;
		},
		isDone: () => styles.length > MOST_STYLES
	});
	return styles;
}
