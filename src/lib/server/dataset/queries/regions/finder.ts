import type { Reading } from '#lib/domain/finder/asked.ts';
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

const COLUMNS = 'f.kind, f.id, f.name, f.detail, f.path, f.state, f.weight, f.bare, f.folded';

/**
 * What may be meant by what was typed, in no order: names that begin so, names that share groups of three letters with
 * it, and names with two letters swapped, so that a misspelled one is among them.
 */
export function candidatesFor(
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	readings: readonly Reading[]
): Findable[] {
	const found = new Map<string, Findable>();
	for (const { name, state } of readings) {
		const scope = { state, after: `${name}\u{10ffff}`, name };
		const beginning = prepare(
			`SELECT ${COLUMNS} FROM finder f WHERE folded >= @name AND folded < @after
				AND (@state IS NULL OR state = @state) ORDER BY length(folded), weight DESC LIMIT ${BEGINNING}`
		).all(scope) as Findable[];
		const letters = groupsOf(name);
		const sharing =
			letters === ''
				? []
				: (prepare(
						`SELECT ${COLUMNS} FROM finder_letters l JOIN finder f ON f.finder_id = l.rowid
							WHERE finder_letters MATCH @letters AND (@state IS NULL OR f.state = @state)
							ORDER BY l.rank LIMIT ${SHARING}`
					).all({ state, letters }) as Findable[]);
		const swapped = prepare(
			`SELECT ${COLUMNS} FROM finder f JOIN json_each(@swaps) s ON f.folded = s.value
				WHERE @state IS NULL OR f.state = @state`
		).all({ state, swaps: JSON.stringify(swapsOf(name)) }) as Findable[];
		for (const one of [...beginning, ...sharing, ...swapped])
			found.set(`${one.path} ${one.folded}`, one);
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
