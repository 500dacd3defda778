import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputRow, InputTableName } from '#lib/domain/tables/index.ts';
import { EMBEDDED } from '../read/inputs.ts';
import { listFolder } from '../read/list-folder.ts';
import { readTable } from './parse/read-table.ts';

/** The rows people keep in `data/`, for upstreams whose rows must fit in with them. */
export interface Curated {
	/** @param mention takes only files that hold this text: of a long table, most need not be read */
	rows: <T extends InputTableName>(table: T, mention?: string) => readonly InputRow<T>[];
	/** Changes with any of the tables an upstream can look at. */
	fingerprint: () => string;
}

const LOOKED_AT: readonly InputTableName[] = [
	'vocabulary',
	'regions',
	'region_aliases',
	'populations',
	'places',
	'sources',
	'actions',
	'series',
	'observations',
	'model_prices',
	'sightings',
	'coverage',
	'citations',
	'overrides'
];

/** Reads curated rows as they are asked for, each file once. */
export function curatedRows(folder: string): Curated {
	const files = existsSync(folder) ? listFolder({ dataset: EMBEDDED, path: folder }).tables : [];
	const texts = new Map<string, string>();
	const parsed = new Map<string, readonly unknown[]>();
	const pathsOf = (name: InputTableName) =>
		files.filter(({ table }) => table === name).map(({ relative }) => join(folder, relative));
	const textOf = (path: string) => remembered(texts, path, () => readFileSync(path, 'utf8'));
	return {
		rows: <T extends InputTableName>(name: T, mention = '') =>
			pathsOf(name)
				.filter((path) => textOf(path).includes(mention))
				.flatMap(
					(path) =>
						remembered(parsed, path, () => readTable(name, textOf(path))) as readonly InputRow<T>[]
				),
		fingerprint: () => {
			const hash = createHash('sha256');
			for (const name of LOOKED_AT) for (const path of pathsOf(name)) hash.update(textOf(path));
			return hash.digest('hex');
		}
	};
}

function remembered<V>(known: Map<string, V>, key: string, make: () => V): V {
	const value = known.get(key) ?? make();
	known.set(key, value);
	return value;
}
