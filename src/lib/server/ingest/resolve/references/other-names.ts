import { group } from 'd3-array';
import { barePlace, foldName } from '#lib/domain/actions/places/place-names.ts';
import { nearest } from '#lib/domain/text/nearest.ts';

/** What outside lists call what the vocabulary has a word for, by kind of word. */
const SYNONYMS: Record<string, Record<string, string>> = {
	action_type: {
		pause: 'moratorium',
		temporary_moratorium: 'moratorium',
		prohibition: 'ban',
		zoning: 'zoning_rule',
		zoning_ordinance: 'zoning_rule',
		zoning_amendment: 'zoning_rule',
		zoning_change: 'zoning_rule',
		litigation: 'lawsuit',
		tax_incentive: 'tax_incentive_vote'
	},
	decision: { enacted: 'adopted', passed: 'adopted', failed: 'rejected', rescinded: 'repealed' },
	place_kind: { municipality: 'city', charter_township: 'township', tribal: 'tribe' }
};

/** So many readings are told of one by one; the rest are counted. */
const TOLD = 3;

/**
 * Names under which user folders may write regions and words: a region by its name and state or by its FIPS code, a
 * word by its label, in any case. What was read so is noted.
 */
export class OtherNames {
	/** Codes by folded name; several where a name is not enough. */
	#states = new Map<string, string>();
	#counties = new Map<string, string[]>();
	#fips = new Map<string, string>();
	/** Counties in every state of a bare name, as they would be written. */
	#byBareName = new Map<string, string[]>();
	/** Every name as it would be written. */
	#written: string[] = [];
	#stateNames = new Map<string, string>();
	#words = new Map<string, string>();
	/** Regions whose names are not looked at yet: most builds ask for none. */
	#unread: Parameters<OtherNames['addRegion']>[] = [];
	#read = new Map<string, string>();

	addRegion(region: string, name: string, kind: string, parent: string | null): void {
		this.#unread.push([region, name, kind, parent]);
	}

	#readRegion(region: string, name: string, kind: string, parent: string | null): void {
		if (kind === 'state') {
			this.#stateNames.set(region, name);
			this.#written.push(name);
			this.#states.set(foldName(name), region);
			this.#states.set(region.toLowerCase(), region);
			this.#states.set(region.slice(3).toLowerCase(), region);
		} else if (kind === 'county' && parent !== null) {
			this.#fips.set(region.slice(-5), region);
			const full = foldName(name);
			const bare = barePlace(name, 'county').name;
			// A city that is a county of its own may go without the word, unless a county has the name too.
			for (const key of new Set([full, bare, full.replace(/ city$/, '')]))
				this.#add(`${parent} ${key}`, region);
			const written = `${name}, ${this.#stateNames.get(parent) ?? parent}`;
			this.#written.push(written);
			this.#byBareName.set(bare, [...(this.#byBareName.get(bare) ?? []), written]);
		}
	}

	addWord(kind: string, value: string, label: string): void {
		for (const name of [label, value]) this.#words.set(`${kind} ${plain(name)}`, value);
	}

	/** The regions of a name: `Michigan`, `Washtenaw County, MI`, `26161`; several where it does not tell them apart. */
	regions(text: string): readonly string[] {
		for (const one of this.#unread.splice(0)) this.#readRegion(...one);
		const [first = '', ...rest] = text.split(',').map((part) => part.trim());
		const found = rest.length === 0 ? this.#alone(first) : this.#counted(first, rest.join(' '));
		const [only] = found;
		if (found.length === 1 && only !== undefined) this.#noted('region', text, only);
		return found;
	}

	/**
	 * Names that may have been meant by one that stands for no region: the counties of that name, else the one that is
	 * written most alike.
	 */
	near(text: string): readonly string[] {
		const named = this.#byBareName.get(barePlace(text, 'county').name);
		if (named !== undefined) return named;
		const one = nearest(text, this.#written);
		return one === null ? [] : [one];
	}

	/** The word of the vocabulary that is meant; null where there is none. */
	word(kind: string, text: string): string | null {
		const name = plain(text);
		const found = this.#words.get(`${kind} ${name}`) ?? SYNONYMS[kind]?.[name] ?? null;
		return found === null ? null : this.#noted(kind, text, found);
	}

	/** What was read under another name, a sentence for each kind of it. */
	notes(): string[] {
		const byKind = group(this.#read, ([key]) => key.split('\n', 1)[0] ?? '');
		return [...byKind].map(([kind, read]) => {
			const told = read
				.slice(0, TOLD)
				.map(([key, to]) => `“${key.slice(kind.length + 1)}” as ${to}`)
				.join(', ');
			const more = read.length > TOLD ? `, and ${read.length - TOLD} more` : '';
			return `${kind.replaceAll('_', ' ')} read by name: ${told}${more}`;
		});
	}

	/** Two letters alone may be a country; a state is told by them only beside a county. */
	#alone(text: string): string[] {
		const name = foldName(text).replace(/^(state|commonwealth) of /, '');
		const found = this.#fips.get(text) ?? (name.length > 2 ? this.#states.get(name) : undefined);
		return found === undefined ? [] : [found];
	}

	#counted(name: string, state: string): readonly string[] {
		const parent = this.#states.get(foldName(state)) ?? this.#states.get(state.toLowerCase());
		if (parent === undefined) return [];
		const [full, bare] = [foldName(name), barePlace(name, 'county').name];
		return this.#counties.get(`${parent} ${full}`) ?? this.#counties.get(`${parent} ${bare}`) ?? [];
	}

	#add(key: string, region: string): void {
		const known = this.#counties.get(key) ?? [];
		if (!known.includes(region)) this.#counties.set(key, [...known, region]);
	}

	#noted(kind: string, from: string, to: string): string {
		this.#read.set(`${kind}\n${from}`, to);
		return to;
	}
}

const plain = (text: string) =>
	text
		.trim()
		.toLowerCase()
		.replace(/[\s_-]+/g, '_');
