import { TIERS, type RecordKind, type Tier } from '#lib/domain/closed.ts';
import type { Citations } from './citations.ts';
import type { Row } from '../../read/cells.ts';
import { bestFirst } from '#lib/domain/text/best-source.ts';
import { supportOf, type SourceOf, type Supported } from '../derive.ts';

/** Knows every source, and how well a record is supported by those that state it. */
export class Sources {
	#sources = new Map<string, SourceOf>();
	#alone = new Map<string, Supported>();

	/** Remembers a stored source. */
	add(row: Row): void {
		this.#sources.set(String(row['source_id']), {
			tier: TIERS.find((tier: Tier) => tier === row['tier']) ?? 'own',
			publisher: String(row['publisher'])
		});
	}

	has(id: string): boolean {
		return this.#sources.has(id);
	}

	/** Support of a record by its own source and by the citations of its dataset. */
	support(
		citations: Citations,
		kind: RecordKind,
		firstPart: string,
		row: Row,
		idOf: (row: Row) => string
	): Supported {
		const own = String(row['source_id']);
		const dataset = String(row['dataset']);
		if (!citations.mayCite(kind, firstPart, dataset)) return this.#of(own);
		const further = citations.of(kind, idOf(row), dataset);
		if (further.length === 0) return this.#of(own);
		return this.#over([...new Set([own, ...further])]);
	}

	#of(source: string): Supported {
		const known = this.#alone.get(source) ?? this.#over([source]);
		this.#alone.set(source, known);
		return known;
	}

	/** @param ids the record's own source first, then those that state the same */
	#over(ids: readonly string[]): Supported {
		const sources = ids.map((source_id) => ({ source_id, ...this.#source(source_id) }));
		const [best] = bestFirst(sources);
		return { ...supportOf(sources), best_source: best?.source_id ?? '' };
	}

	#source(id: string): SourceOf {
		const source = this.#sources.get(id);
		if (!source) throw new Error(`source ${id} was referred to and never loaded`);
		return source;
	}
}
