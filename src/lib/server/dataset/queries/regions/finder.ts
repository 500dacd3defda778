import type { NameReading } from '#lib/domain/finder/asked.ts';
import type { Candidate } from '#lib/domain/finder/rank.ts';
import type { OpenRelease } from '../../release.ts';

/** Something that can be found by its name. */
export interface Findable extends Candidate {
	kind: 'region' | 'place' | 'settlement' | 'poll' | 'project' | 'page';
	id: string;
	name: string;
	detail: string;
	path: string;
}

/** Names looked at closer for each reading: those that begin with it, and those that share most of its letters. */
const BEGINNING = 150;
const SHARING = 400;
/** What a name shares with what was typed is counted in groups of so many letters. */
const GROUP = 3;

const COLUMNS =
	'f.kind, f.id, f.name, f.detail, f.path, f.state, f.area, f.weight, f.bare, f.folded';
/** Where a reading looks: in a state, and in an area that begins as it says. */
const IN_SCOPE =
	'(@state IS NULL OR f.state = @state) AND (@area IS NULL OR substr(f.area, 1, length(@area)) = @area)';

/**
 * What may be meant by what was typed, in no order: names that begin so, names that share groups of three letters with
 * it, and names with two letters swapped, so that a misspelled one is among them.
 */
export function candidatesFor(
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	readings: readonly NameReading[]
): Findable[] {
	const found = new Map<string, Findable>();
	const keep = (some: readonly Findable[]) => {
		for (const one of some) found.set(`${one.path} ${one.folded}`, one);
	};
	// Few places lie in each country but this one: all of them are looked at.
	const abroad = prepare(`SELECT ${COLUMNS} FROM finder f WHERE f.state IS NULL AND f.area = ?`);
	for (const { name, state, area, isWhole } of readings) {
		if (isWhole) {
			keep(abroad.all(area) as Findable[]);
			continue;
		}
		const scope = { state, area };
		const beginning = prepare(
			`SELECT ${COLUMNS} FROM finder f WHERE folded >= @name AND folded < @after
				AND ${IN_SCOPE} ORDER BY length(folded), weight DESC LIMIT ${BEGINNING}`
		).all({ ...scope, name, after: `${name}\u{10ffff}` }) as Findable[];
		const letters = groupsOf(name);
		const sharing =
			letters === ''
				? []
				: (prepare(
						`SELECT ${COLUMNS} FROM finder_letters l JOIN finder f ON f.finder_id = l.rowid
							WHERE finder_letters MATCH @letters AND ${IN_SCOPE}
							ORDER BY l.rank LIMIT ${SHARING}`
					).all({ ...scope, letters }) as Findable[]);
		const swapped = prepare(
			`SELECT ${COLUMNS} FROM finder f JOIN json_each(@swaps) s ON f.folded = s.value
				WHERE ${IN_SCOPE}`
		).all({ ...scope, swaps: JSON.stringify(swapsOf(name)) }) as Findable[];
		keep([...beginning, ...sharing, ...swapped]);
	}
	return [...found.values()];
}

/** Any of the groups of letters in a name, as FTS5 asks for them; empty for a name too short to have one. */
function groupsOf(name: string): string {
	const groups = new Set<string>();
	for (let at = 0; at + GROUP <= name.length; at++) groups.add(name.slice(at, at + GROUP));
	return [...groups].map((group) => `"${group.replaceAll('"', '""')}"`).join(' OR ');
}

/** The name with each two neighboring letters in the other order: a short one so typed may share no group with it. */
const swapsOf = (name: string): string[] =>
	Array.from({ length: Math.max(0, name.length - 1) }, (_, at) =>
		[name.slice(0, at), name[at + 1], name[at], name.slice(at + 2)].join('')
	).flatMap((one) => [one, `${one} county`]);
