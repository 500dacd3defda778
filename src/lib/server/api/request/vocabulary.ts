import type { Collection } from '#lib/domain/collections/collection.ts';
import type { FilterName } from '#lib/domain/filter/keys.ts';
import type { Vocabulary } from '#lib/domain/filter/query.ts';
import { valueInWords } from '#lib/domain/filter/value-words.ts';
import type { LabelOf } from '#lib/domain/filter/sentence.ts';
import { filterValues, regionAliases, regionLabels } from '../../dataset/queries/known-values.ts';
import type { OpenRelease } from '../../dataset/release.ts';

/** What parsing and wording need of a release, read once. */
interface Words {
	/** Values with labels by collection and key. */
	values: Map<string, Map<string, string>>;
	/** Values by key, over every collection. */
	known: Map<string, Set<string>>;
	regions: Map<string, string>;
	aliases: Map<string, { codes: string[]; note: string }>;
}

const read = new WeakMap<OpenRelease, Words>();

function wordsOf(release: OpenRelease): Words {
	const before = read.get(release);
	if (before) return before;
	const values: Words['values'] = new Map();
	const all: Words['known'] = new Map();
	for (const { collection, key, value, label } of filterValues(release)) {
		const name = `${collection} ${key}`;
		values.set(name, (values.get(name) ?? new Map<string, string>()).set(value, label));
		all.set(key, (all.get(key) ?? new Set<string>()).add(value));
	}
	const regions = new Map(regionLabels(release));
	const words: Words = { values, known: all, regions, aliases: aliasesOf(release) };
	read.set(release, words);
	return words;
}

function aliasesOf(release: OpenRelease): Words['aliases'] {
	const aliases: Words['aliases'] = new Map();
	for (const { alias, region, name, note } of regionAliases(release)) {
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
		knows: (key, value) => words.known.get(key)?.has(value) ?? false,
		regionCodes: () => words.regions.keys()
	};
}

/** How the values of a collection's filters read to a person. */
export function labelsOf(release: OpenRelease, collection: Collection): LabelOf {
	const words = wordsOf(release);
	return (key: FilterName, value: string) => {
		if (key === 'region' || key === 'parent') return words.regions.get(value) ?? value;
		const label = words.values.get(`${collection.name} ${key}`)?.get(value);
		// A list whose values have no labels of their own has them as labels.
		return label === undefined || label === value ? valueInWords(key, value) : label;
	};
}
