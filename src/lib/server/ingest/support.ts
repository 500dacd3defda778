import { TIERS, type RecordKind, type Tier } from '#lib/domain/closed.ts';
import type { Citations } from './citations.ts';
import type { Row } from './cells.ts';
import { supportOf, type SourceOf, type Support } from './derive.ts';

/** Knows every source, and how well a record is supported by those that state it. */
export class Sources {
	#sources = new Map<string, SourceOf>();
	#alone = new Map<string, Support>();

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
	): Support {
		const own = String(row['source_id']);
		const dataset = String(row['dataset']);
		if (!citations.mayCite(kind, firstPart, dataset)) return this.#of(own);
		const further = citations.of(kind, idOf(row), dataset);
		if (further.length === 0) return this.#of(own);
		return supportOf([...new Set([own, ...further])].map((id) => this.#source(id)));
	}

	#of(source: string): Support {
		const known = this.#alone.get(source) ?? supportOf([this.#source(source)]);
		this.#alone.set(source, known);
		return known;
	}

	#source(id: string): SourceOf {
		const source = this.#sources.get(id);
		if (!source) throw new Error(`source ${id} was referred to and never loaded`);
		return source;
	}
}
