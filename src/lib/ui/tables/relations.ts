/** A table as the drawing of how tables join takes it. */
interface RelatedTable {
	name: string;
	columns: readonly { name: string; joins: { collection: string; column: string } | null }[];
}

/** A box of the drawing, by its upper left corner. */
interface RelationBox {
	name: string;
	x: number;
	y: number;
}
/** A line from a table to the one whose key it holds. */
interface RelationLine {
	from: RelationBox;
	to: RelationBox;
	column: string;
}
export interface Relations {
	boxes: RelationBox[];
	lines: RelationLine[];
	/** Tables that hold no key of a drawn table, and whose key none holds. */
	alone: string[];
	width: number;
	height: number;
}

/** Size of a box and the room between boxes, in units of the drawing. */
export const BOX = { width: 94, height: 28 };
const GAP = { x: 18, y: 10 };

/**
 * Places tables so that each stands right of those whose keys it holds. A table that is reached through another one
 * gets no line of its own.
 * @param hubs tables that nearly every other one points at: left out, a sentence names them
 */
export function relationsOf(tables: readonly RelatedTable[], hubs: readonly string[]): Relations {
	const drawn = tables.filter(({ name }) => !hubs.includes(name));
	const names = new Set(drawn.map(({ name }) => name));
	const links = drawn.flatMap(({ name, columns }) =>
		columns.flatMap(({ name: column, joins }) =>
			joins && joins.collection !== name && names.has(joins.collection)
				? [{ from: name, to: joins.collection, column }]
				: []
		)
	);
	const targets = (name: string) => links.filter(({ from }) => from === name).map(({ to }) => to);
	const levelOf = (name: string): number => Math.max(-1, ...targets(name).map(levelOf)) + 1;
	const reaches = (from: string, to: string): boolean =>
		targets(from).some((next) => next === to || reaches(next, to));
	const direct = links.filter(
		({ from, to }) => !targets(from).some((next) => next !== to && reaches(next, to))
	);
	const linked = new Set(direct.flatMap(({ from, to }) => [from, to]));
	const boxes: RelationBox[] = [];
	let row = 0;
	/** Places a table, and right of it those that hold its key; each takes a row of its own but the first. */
	const place = (name: string): void => {
		if (boxes.some((box) => box.name === name)) return;
		boxes.push({
			name,
			x: levelOf(name) * (BOX.width + GAP.x),
			y: row * (BOX.height + GAP.y)
		});
		const children = direct.filter(
			({ from, to }) => to === name && levelOf(from) === levelOf(name) + 1
		);
		for (const [at, { from }] of children.entries()) {
			if (at > 0) row++;
			place(from);
		}
	};
	for (const { name } of drawn) {
		if (!linked.has(name) || levelOf(name) > 0) continue;
		place(name);
		row++;
	}
	const boxOf = new Map(boxes.map((box) => [box.name, box]));
	const lines = direct.flatMap(({ from, to, column }) => {
		const [start, end] = [boxOf.get(from), boxOf.get(to)];
		return start && end ? [{ from: start, to: end, column }] : [];
	});
	return {
		boxes,
		lines,
		alone: drawn.filter(({ name }) => !linked.has(name)).map(({ name }) => name),
		width: Math.max(0, ...boxes.map(({ x }) => x + BOX.width)),
		height: Math.max(0, ...boxes.map(({ y }) => y + BOX.height))
	};
}
