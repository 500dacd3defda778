import type BetterSqlite3 from 'better-sqlite3';
import { STATISTICS } from '#lib/domain/claims/statistics.ts';
import { CellError } from '../../read/cell-error.ts';
import { EMBEDDED } from '../../read/inputs.ts';
import type { References } from './references.ts';

const TABLES: Record<string, string> = {
	poll: 'polls',
	question: 'questions',
	action: 'actions',
	series: 'series',
	source: 'sources'
};

/** Finds the records that citations and claims name. */
export class Records {
	#references: References;
	#observation: () => BetterSqlite3.Statement;
	#modelPrice: () => BetterSqlite3.Statement;

	constructor(db: BetterSqlite3.Database, references: References) {
		this.#references = references;
		this.#observation = once(() =>
			db.prepare(
				`SELECT 1 FROM observations WHERE series_id = ? AND region = ? AND period = ? AND coalesce(vintage, '') = ?`
			)
		);
		this.#modelPrice = once(() =>
			db.prepare(
				`SELECT 1 FROM model_prices WHERE model = ? AND coalesce(host, '') = ? AND coalesce(valid_from, '') = ?`
			)
		);
	}

	/** The stored id of the record a row names. @throws CellError where there is none. */
	resolve(kind: string, id: string, dataset: string): string {
		if (kind === 'statistic') return this.#statistic(id, dataset);
		const table = TABLES[kind];
		if (table) return this.#references.resolve(table, 'dataset', id, dataset);
		for (const candidate of new Set([qualified(kind, id, dataset), id]))
			if (this.#exists(kind, candidate)) return candidate;
		throw new CellError(
			'dangling_reference',
			kind === 'observation'
				? 'no such observation; write series_id|region|period|vintage as they stand in observations, the vintage empty where there is none'
				: 'no such model price; write model|host|valid_from as they stand in model_prices.csv'
		);
	}

	/** A statistic is named by what it counts and of which class of models, or type of actions. */
	#statistic(id: string, dataset: string): string {
		const [name = '', of = '', ...rest] = id.split('|');
		if (!STATISTICS.some((known) => known === name) || rest.length > 0)
			throw new CellError(
				'dangling_reference',
				`no such statistic; write one of ${STATISTICS.join(', ')}, then | and a class of models or a type of actions`
			);
		const word = this.#references.word(
			name === 'actions' ? 'action_type' : 'model_class',
			of,
			dataset
		);
		return `${name}|${word}`;
	}

	#exists(kind: string, id: string): boolean {
		const parts = id.split('|');
		const statement = kind === 'observation' ? this.#observation() : this.#modelPrice();
		const wanted = kind === 'observation' ? 4 : 3;
		return (
			parts.length <= wanted &&
			statement.get(...Array.from({ length: wanted }, (_, index) => parts[index] ?? '')) !==
				undefined
		);
	}
}

/** Of a compound id only its first part, the series, belongs to a dataset. */
function qualified(kind: string, id: string, dataset: string): string {
	if (dataset === EMBEDDED || kind === 'model_price') return id;
	return id.startsWith(`${dataset}:`) ? id : `${dataset}:${id}`;
}

function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}
