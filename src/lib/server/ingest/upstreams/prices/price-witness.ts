import { group } from 'd3-array';
import type { Entry } from '../actions/listings.ts';
import { keptFacts, type ModelFacts } from '../parse/model-facts.ts';
import type { ListedPrice } from './price-periods.ts';

/** Why a price counts as one that is asked, or not. */
export type PriceVerdict =
	'sold' | 'no second list' | 'not listed' | 'deprecated' | 'no text' | 'another price';

/** What each verdict but the first says of prices that are left out. */
export const LEFT_OUT: Record<Exclude<PriceVerdict, 'sold'>, string> = {
	'no second list':
		'there is no copy of models.dev to say whether their models are still sold; refresh it too',
	'not listed': 'models.dev does not list the model, or no price of it, at who asks it',
	deprecated: 'models.dev lists the model as deprecated',
	'no text': 'no text comes out of the model',
	'another price': 'models.dev lists another price'
};

type Amounts = Pick<ListedPrice, 'input' | 'output'>;

const isSame = (a: Amounts, b: Amounts) => a.input === b.input && a.output === b.output;

/** A model that models.dev lists with a price and without a word that it goes, and that gives text. */
export const verdictOn = (facts: ModelFacts | undefined): PriceVerdict => {
	if (facts?.input === undefined || facts.input === null) return 'not listed';
	if (facts.status === 'deprecated') return 'deprecated';
	return facts.text === false ? 'no text' : 'sold';
};

/**
 * Judges the prices of a list that never drops a dead model by a second one that does: a model is sold as long as both
 * list it, and its prices count where the two agree on one of them.
 * @param ledger kept history of models.dev, or null
 */
export class Witness {
	readonly #facts: Map<string, Entry<ModelFacts>[]>;
	readonly #known: boolean;

	constructor(ledger: string | null) {
		const entries = keptFacts(ledger);
		this.#known = entries.length > 0;
		this.#facts = group(entries, ({ id }) => id);
	}

	/** What models.dev says of a model now, or said while a listing stood that has ended. */
	of({ data: { models_dev }, to }: Entry<ListedPrice>): ModelFacts | undefined {
		const own = this.#facts.get(models_dev) ?? [];
		return own
			.filter((entry) => (to === null ? entry.to === null : entry.from < to))
			.toSorted((a, b) => a.from.localeCompare(b.from))
			.at(-1)?.data;
	}

	/**
	 * @param listing a price of the first list
	 * @param stated all prices that list states of the model
	 */
	on(listing: Entry<ListedPrice>, stated: readonly Amounts[]): PriceVerdict {
		if (!this.#known) return 'no second list';
		const facts = this.of(listing);
		const verdict = verdictOn(facts);
		if (verdict !== 'sold' || !facts) return verdict;
		const { input, output } = facts;
		return input !== null && stated.some((price) => isSame(price, { input, output }))
			? 'sold'
			: 'another price';
	}
}

/** A sentence for each verdict on prices that are left out, with the first of their models. */
export function leftOut(models: readonly { model: string; verdict: PriceVerdict }[]): string[] {
	return [...group(models, ({ verdict }) => verdict)].flatMap(([verdict, own]) => {
		if (verdict === 'sold') return [];
		const names = [...new Set(own.map(({ model }) => model))].sort();
		const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
		return [
			`${own.length} prices are left out: ${LEFT_OUT[verdict]} (${names.slice(0, NAMED).join(', ')}${more})`
		];
	});
}

/** Most names in one sentence. */
const NAMED = 12;
