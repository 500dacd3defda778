import type { Random } from './random.ts';
import { HOSTILE } from './values.ts';

type Way = (bytes: Buffer, random: Random) => Buffer;

/** What a cell may hold that none of the tables means, or nearly does. */
const CELLS = [
	...HOSTILE,
	'n/a',
	'-',
	'12,5',
	'1 000',
	'$5',
	'12.50%',
	'1e3',
	'0.1234567890123456789',
	'12345678901234567890',
	'2026-3-4',
	'0220-10-02',
	'20220-10-02',
	'03/04/2026',
	'2026-11-31',
	'2026-Q5',
	'US-XX',
	'US-VA-99999',
	'YES',
	'survey ',
	' survey',
	'"',
	'a"b',
	'http://',
	'ftp://x',
	'line\nbreak'
];

const onText =
	(change: (lines: string[], random: Random) => string[]): Way =>
	(bytes, random) =>
		Buffer.from(change(bytes.toString('utf8').split('\n'), random).join('\n'));

/** A change to the cells of one line, by a plain split: a quoted comma is cut through, as a careless script does. */
const onCells = (change: (cells: string[], random: Random) => string[], which = 0): Way =>
	onText((lines, random) => {
		const at = which === 1 ? 0 : random.below(lines.length);
		lines[at] = change((lines[at] ?? '').split(','), random).join(',');
		return lines;
	});

const onHead = (change: (cells: string[], random: Random) => string[]) => onCells(change, 1);

const replaced = (cells: string[], random: Random) => {
	const value = random.pick(CELLS);
	const isQuoted = /[",\n]/.test(value) && random.chance(0.7);
	cells[random.below(cells.length)] = isQuoted ? `"${value.replaceAll('"', '""')}"` : value;
	return cells;
};
const without = <Item>(items: Item[], random: Random) =>
	items.toSpliced(random.below(items.length), 1);
const doubled = <Item>(items: Item[], random: Random) => {
	const at = random.below(items.length);
	return items.toSpliced(at, 0, items[at] as Item);
};
const swapped = <Item>(items: Item[], random: Random) => {
	const [a, b] = [random.below(items.length), random.below(items.length)];
	[items[a], items[b]] = [items[b] as Item, items[a] as Item];
	return items;
};

const WAYS: Record<string, Way> = {
	'a cell': onCells(replaced),
	'a cell more': onCells((cells, random) => replaced([...cells, ''], random)),
	'a cell left out': onCells(without),
	'a cell told twice': onCells(doubled),
	'cells swapped': onCells(swapped),
	'a head': onHead(replaced),
	'a head left out': onHead(without),
	'a head told twice': onHead(doubled),
	'heads swapped': onHead(swapped),
	'a line left out': onText(without),
	'a line told twice': onText(doubled),
	'lines swapped': onText(swapped),
	'a blank line': onText((lines, random) =>
		lines.toSpliced(random.below(lines.length), 0, random.pick(['', ' ', ',,,', '\t']))
	),
	'a byte': (bytes, random) => {
		const at = random.below(bytes.length + 1);
		return Buffer.concat([
			bytes.subarray(0, at),
			Buffer.from([random.below(256)]),
			bytes.subarray(at + random.below(2))
		]);
	},
	'bits flipped': (bytes, random) => {
		const result = Buffer.from(bytes);
		for (let left = random.between(1, 5); left > 0 && result.length > 0; left--) {
			const at = random.below(result.length);
			result[at] = (result[at] ?? 0) ^ (1 << random.below(8));
		}
		return result;
	},
	'cut off': (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
	'its beginning left out': (bytes, random) => bytes.subarray(random.below(bytes.length + 1)),
	'a quote': (bytes, random) => {
		const at = random.below(bytes.length + 1);
		return Buffer.concat([bytes.subarray(0, at), Buffer.from('"'), bytes.subarray(at)]);
	},
	'UTF-16': (bytes) => Buffer.from(`\uFEFF${bytes.toString('utf8')}`, 'utf16le'),
	'UTF-16 without a mark': (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
	'a byte order mark': (bytes) => Buffer.concat([Buffer.from('\uFEFF'), bytes]),
	'ends of lines': (bytes, random) =>
		Buffer.from(
			bytes.toString('utf8').replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', '\n\r']))
		),
	semicolons: (bytes) => Buffer.from(bytes.toString('utf8').replaceAll(',', ';')),
	tabs: (bytes) => Buffer.from(bytes.toString('utf8').replaceAll(',', '\t')),
	'a line that names the separator': (bytes) => Buffer.concat([Buffer.from('sep=,\n'), bytes]),
	empty: () => Buffer.alloc(0),
	zeros: (bytes) => Buffer.alloc(bytes.length),
	'a long cell': onCells((cells, random) => {
		cells[random.below(cells.length)] = 'a'.repeat(random.pick([200, 5000, 200_000]));
		return cells;
	}),
	'many columns': onText((lines) =>
		lines.map((line) => (line === '' ? line : line + ','.repeat(500)))
	)
};

/** A file with something done to it, once or a few times over, and what that was. */
export function mutatedFile(original: Buffer, random: Random): { bytes: Buffer; how: string } {
	const ways = random.several(Object.keys(WAYS), random.chance(0.8) ? 1 : random.between(2, 3));
	const bytes = ways.reduce((now, way) => WAYS[way]?.(now, random) ?? now, original);
	return { bytes, how: ways.join(', ') };
}
