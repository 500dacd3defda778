import type { Collection } from '#lib/domain/collections/collection.ts';
import { FILTER_KEYS, type FilterName } from '#lib/domain/filter/keys.ts';
import type { Vocabulary } from '#lib/domain/filter/query.ts';
import type { LabelOf } from '#lib/domain/filter/words.ts';
import type { OpenRelease } from '../dataset/release.ts';

/** What parsing and wording need of a release, read once. */
interface Words {
	values: Map<string, Map<string, string>>;
	regions: Map<string, string>;
	aliases: Map<string, { codes: string[]; note: string }>;
}

const known = new WeakMap<OpenRelease, Words>();

function wordsOf(release: OpenRelease): Words {
	const before = known.get(release);
	if (before) return before;
	const values = new Map<string, Map<string, string>>();
	for (const row of release.db
		.prepare('SELECT collection, key, value, label FROM filter_values')
		.iterate() as Iterable<{ collection: string; key: string; value: string; label: string }>) {
		const name = `${row.collection} ${row.key}`;
		values.set(name, (values.get(name) ?? new Map<string, string>()).set(row.value, row.label));
	}
	const regions = new Map(
		release.db.prepare('SELECT region, label FROM regions').raw().all() as [string, string][]
	);
	const words = { values, regions, aliases: aliasesOf(release) };
	known.set(release, words);
	return words;
}

function aliasesOf(release: OpenRelease): Words['aliases'] {
	const aliases: Words['aliases'] = new Map();
	const rows = release.db.prepare('SELECT alias, region, name, note FROM region_aliases').all() as {
		alias: string;
		region: string;
		name: string;
		note: string;
	}[];
	for (const { alias, region, name, note } of rows) {
		const codes = [...(aliases.get(alias)?.codes ?? []), region];
		aliases.set(alias, {
			codes,
			note: `${alias} (${name}) is answered with ${codes.join(', ')}: ${note}`
		});
	}
	return aliases;
}

const EMPTY: ReadonlyMap<string, string> = new Map();

/** The vocabulary of a release as a collection's filters see it. */
export function vocabularyOf(release: OpenRelease, collection: Collection): Vocabulary {
	const words = wordsOf(release);
	return {
		region: (code) =>
			words.regions.has(code) ? { codes: [code], note: null } : (words.aliases.get(code) ?? null),
		values: (key) => words.values.get(`${collection.name} ${key}`) ?? EMPTY,
		regionCodes: () => words.regions.keys()
	};
}

/** How the values of a collection's filters read to a person. */
export function labelsOf(release: OpenRelease, collection: Collection): LabelOf {
	const words = wordsOf(release);
	return (key: FilterName, value: string) => {
		if (key === 'region' || key === 'parent') return words.regions.get(value) ?? value;
		if (FILTER_KEYS[key].shape === 'words') return value;
		return words.values.get(`${collection.name} ${key}`)?.get(value) ?? value.replaceAll('_', ' ');
	};
}
