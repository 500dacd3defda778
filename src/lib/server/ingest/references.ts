import { CellError } from './cell-error.ts';
import { EMBEDDED } from './inputs.ts';
import { nearest } from '#lib/domain/nearest.ts';
import { didYouMean } from './problems.ts';

/** Where an id was first seen. */
export interface Seen {
	file: string;
	line: number;
}

/**
 * The ids and words that rows may refer to, filled table by table as they are read.
 * An id of a user folder is stored as `folder:id`; a reference is looked for in the folder first,
 * then in the embedded data.
 */
export class References {
	#ids = new Map<string, Map<string, Seen>>();
	#words = new Map<string, Set<string>>();
	#aliases = new Map<string, string[]>();
	readonly notes: string[] = [];

	/** The stored form of an id of a dataset. */
	qualified(dataset: string, id: string): string {
		return dataset === EMBEDDED || id.startsWith(`${dataset}:`) ? id : `${dataset}:${id}`;
	}

	/** Records a stored id; returns where it stood before, if it did. */
	add(table: string, stored: string, seen: Seen): Seen | null {
		const ids = this.#ids.get(table) ?? new Map<string, Seen>();
		this.#ids.set(table, ids);
		const before = ids.get(stored);
		if (before) return before;
		ids.set(stored, seen);
		return null;
	}

	/** Forgets an id whose row was rejected, so that what refers to it is rejected too. */
	remove(table: string, stored: string): void {
		this.#ids.get(table)?.delete(stored);
	}

	addWord(kind: string, word: string): void {
		const words = this.#words.get(kind) ?? new Set<string>();
		this.#words.set(kind, words.add(word));
	}

	addAlias(alias: string, region: string): void {
		this.#aliases.set(alias, [...(this.#aliases.get(alias) ?? []), region]);
	}

	has(table: string, stored: string): boolean {
		return this.#ids.get(table)?.has(stored) ?? false;
	}

	/**
	 * The stored id a reference means.
	 * @throws CellError where nothing has that id.
	 */
	resolve(table: string, id: string, dataset: string): string {
		const ids = this.#ids.get(table);
		const own = this.qualified(dataset, id);
		if (ids?.has(own)) return own;
		if (ids?.has(id)) return id;
		if (table === 'regions') return this.#region(id);
		const name = table === 'sources' ? 'source' : table.replace(/s$/, '');
		throw new CellError(
			'dangling_reference',
			`no such ${name}${didYouMean(id, this.#candidates(table, dataset))}; add it to ${table}.csv`
		);
	}

	/** A word of the vocabulary. @throws CellError where the list does not hold it. */
	word(kind: string, word: string): string {
		const words = this.#words.get(kind);
		if (words?.has(word)) return word;
		const known = [...(words ?? [])];
		const list = known.length <= 20 ? ` (known: ${known.join(', ')})` : '';
		throw new CellError(
			'unknown_word',
			`no ${kind} of that name in vocabulary.csv${didYouMean(word, known)}${list}; add a row to vocabulary.csv to use a new one`
		);
	}

	#region(code: string): string {
		const targets = this.#aliases.get(code) ?? [];
		const [only] = targets;
		if (only !== undefined && targets.length === 1) {
			this.notes.push(`region ${code} is stored as ${only}`);
			return only;
		}
		if (targets.length > 1)
			throw new CellError(
				'ambiguous_region',
				`the code overlaps ${targets.join(' and ')}; use one of them`
			);
		const candidates = [...(this.#ids.get('regions')?.keys() ?? [])];
		const near = nearest(code, candidates);
		throw new CellError(
			'unknown_region',
			`unknown${near ? `; did you mean "${near}"?` : '; use a code of regions.csv'}`
		);
	}

	#candidates(table: string, dataset: string): string[] {
		const prefix = `${dataset}:`;
		return [...(this.#ids.get(table)?.keys() ?? [])]
			.filter((id) => id.startsWith(prefix) || !id.includes(':'))
			.map((id) => (id.startsWith(prefix) ? id.slice(prefix.length) : id));
	}
}
