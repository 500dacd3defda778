import { nearest } from '#lib/domain/text/nearest.ts';
import { CellError } from '../../read/cell-error.ts';
import { EMBEDDED } from '../../read/inputs.ts';
import { OtherNames } from './other-names.ts';
import { didYouMean } from '../../problems.ts';

/** Where an id was first seen. */
export interface Seen {
	file: string;
	line: number;
}

/** Which ids of a table a reference may mean. */
type Scope = 'dataset' | 'shared';

/**
 * The ids and words that rows may refer to, filled table by table as they are read.
 * An id of a user folder is stored as `folder:id`; a reference is looked for in the folder first,
 * then in the embedded data, never in another folder. Shared ids are the same for all.
 */
export class References {
	#ids = new Map<string, Map<string, Seen>>();
	#rejected = new Map<string, Map<string, Seen>>();
	#words = new Map<string, Set<string>>();
	#unread = new Map<string, string>();
	#aliases = new Map<string, string[]>();
	#names = new OtherNames();
	#notes = new Set<string>();

	/** What was read otherwise than it was written. */
	get notes(): string[] {
		return [...this.#notes, ...this.#names.notes()];
	}

	/** The stored form of an id of a dataset. */
	qualified(dataset: string, id: string): string {
		return dataset === EMBEDDED || id.startsWith(`${dataset}:`) ? id : `${dataset}:${id}`;
	}

	/** Records a stored id; returns where it stood before, if it did. */
	add(table: string, stored: string, seen: Seen): Seen | null {
		const ids = within(this.#ids, table);
		const before = ids.get(stored);
		if (before) return before;
		ids.set(stored, seen);
		return null;
	}

	/** Marks an id whose row was rejected: what refers to it is told so. The id stays where another row has it too. */
	reject(table: string, stored: string, seen: Seen): void {
		const ids = within(this.#ids, table);
		const kept = ids.get(stored);
		if (kept && (kept.file !== seen.file || kept.line !== seen.line)) return;
		ids.delete(stored);
		within(this.#rejected, table).set(stored, seen);
	}

	/** Marks a table of a dataset as read in part: a file of it could not be read. */
	unread(table: string, dataset: string, file: string): void {
		this.#unread.set(`${dataset}/${table}`, file);
	}

	addWord(kind: string, word: string, label: string): void {
		this.#names.addWord(kind, word, label);
		const words = this.#words.get(kind) ?? new Set<string>();
		this.#words.set(kind, words.add(word));
	}

	addRegion(region: string, name: string, kind: string, parent: string | null): void {
		this.#names.addRegion(region, name, kind, parent);
	}

	addAlias(alias: string, region: string): void {
		this.#aliases.set(alias, [...(this.#aliases.get(alias) ?? []), region]);
	}

	/**
	 * The stored id a reference means.
	 * @throws CellError where nothing has that id, or where the row that has it was rejected.
	 */
	resolve(table: string, scope: Scope, id: string, dataset: string): string {
		const candidates = this.#meant(scope, id, dataset);
		const ids = within(this.#ids, table);
		for (const stored of candidates) if (ids.has(stored)) return stored;
		const rejected = within(this.#rejected, table);
		for (const stored of candidates) {
			const seen = rejected.get(stored);
			if (seen)
				throw new CellError(
					'rejected_reference',
					`the row it refers to, ${seen.file}:${seen.line}, was rejected`
				);
		}
		if (table === 'regions') return this.#region(id, dataset);
		this.#requireRead(table, dataset);
		throw new CellError(
			'dangling_reference',
			`no such id in ${table}${didYouMean(id, this.#known(table, dataset))}; add it to ${table}.csv`
		);
	}

	/** A word of the vocabulary. @throws CellError where the list does not hold it. */
	word(kind: string, word: string, dataset: string): string {
		const words = this.#words.get(kind);
		if (words?.has(word)) return word;
		const meant = dataset === EMBEDDED ? null : this.#names.word(kind, word);
		if (meant !== null) return meant;
		this.#requireRead('vocabulary', dataset);
		const known = [...(words ?? [])];
		const list = known.length <= 20 ? ` (known: ${known.join(', ')})` : '';
		throw new CellError(
			'unknown_word',
			`no ${kind} of that name in vocabulary.csv${didYouMean(word, known)}${list}; add a row to vocabulary.csv to use a new one`
		);
	}

	#meant(scope: Scope, id: string, dataset: string): string[] {
		if (scope === 'shared' || dataset === EMBEDDED) return [id];
		const own = this.qualified(dataset, id);
		// A colon may name a third dataset, whose rows are none of this folder's business.
		return id.includes(':') ? [own] : [own, id];
	}

	/** @throws CellError where a file that might hold what is looked for could not be read. */
	#requireRead(table: string, dataset: string): void {
		const file = this.#unread.get(`${dataset}/${table}`);
		if (file !== undefined)
			throw new CellError(
				'rejected_reference',
				`not found in ${table}, of which ${file} could not be read`
			);
	}

	#region(code: string, dataset: string): string {
		const aliased = this.#aliases.get(code) ?? [];
		const targets =
			aliased.length > 0 || dataset === EMBEDDED ? aliased : this.#names.regions(code);
		const [only] = targets;
		if (only !== undefined && targets.length === 1) {
			if (aliased.length > 0) this.#notes.add(`region ${code} is stored as ${only}`);
			return only;
		}
		if (targets.length > 1)
			throw new CellError(
				'ambiguous_region',
				`stands for ${targets.join(' and ')}; use one of them`
			);
		this.#requireRead('regions', dataset);
		const byCode = nearest(code, within(this.#ids, 'regions').keys());
		const near =
			byCode !== null || dataset === EMBEDDED ? [byCode ?? []].flat() : this.#names.near(code);
		throw new CellError(
			'unknown_region',
			`unknown${meantWords(near)}; write a code of regions.csv, as US-VA or US-VA-51107, or a name, as Virginia or "Loudoun County, Virginia"`
		);
	}

	/** Ids a row of the dataset could have meant, as it would write them. */
	*#known(table: string, dataset: string): Generator<string> {
		const prefix = `${dataset}:`;
		for (const id of within(this.#ids, table).keys())
			if (id.startsWith(prefix)) yield id.slice(prefix.length);
			else if (!id.includes(':')) yield id;
	}
}

/** So many of several places that may be meant are named. */
const MOST_NAMED = 3;

function meantWords(names: readonly string[]): string {
	if (names.length === 0) return '';
	const named = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
	const more = names.length > MOST_NAMED ? ` (${names.length} have that name)` : '';
	return `; did you mean ${named.join(' or ')}${more}?`;
}

function within<V>(maps: Map<string, Map<string, V>>, table: string): Map<string, V> {
	const known = maps.get(table) ?? new Map<string, V>();
	maps.set(table, known);
	return known;
}
