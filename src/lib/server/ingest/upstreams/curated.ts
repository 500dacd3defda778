import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputRow, InputTableName } from '#lib/domain/tables/index.ts';
import { EMBEDDED } from '../inputs.ts';
import { listFolder } from '../list-folder.ts';
import { readTable } from './rows.ts';

/** The rows people keep in `data/`, for upstreams whose rows must fit in with them. */
export interface Curated {
	rows: <T extends InputTableName>(table: T) => readonly InputRow<T>[];
	/** Changes with any of the tables an upstream can look at. */
	fingerprint: () => string;
}

const LOOKED_AT: readonly InputTableName[] = [
	'regions',
	'places',
	'actions',
	'observations',
	'model_prices'
];

/** Reads curated rows as they are asked for, each table once. */
export function curatedRows(folder: string): Curated {
	const files = existsSync(folder) ? listFolder({ dataset: EMBEDDED, path: folder }).tables : [];
	const known = new Map<InputTableName, readonly unknown[]>();
	const textsOf = (name: InputTableName) =>
		files
			.filter(({ table }) => table === name)
			.map(({ relative }) => readFileSync(join(folder, relative), 'utf8'));
	return {
		rows: <T extends InputTableName>(name: T) => {
			const rows = known.get(name) ?? textsOf(name).flatMap((text) => readTable(name, text));
			known.set(name, rows);
			return rows as readonly InputRow<T>[];
		},
		fingerprint: () => {
			const hash = createHash('sha256');
			for (const name of LOOKED_AT) for (const text of textsOf(name)) hash.update(text);
			return hash.digest('hex');
		}
	};
}

/** No curated rows at all. */
export const NOTHING_CURATED: Curated = { rows: () => [], fingerprint: () => '' };
