import { z } from 'zod';
import { OddRow } from '../fetch/failure.ts';
import type { LedgerListed } from '../actions/listings.ts';
import { factsKey } from '../parse/model-facts.ts';
import { modelId } from '../parse/model-id.ts';
import { oneByOne, rowAs, type Parsed } from '../parse/one-by-one.ts';
import { GENAI_PRICES, priceRows } from './price-history.ts';
import { listedPrice, type ListedPrice } from './price-periods.ts';
import { defineUpstream, readJson, sourceOf, type Copy } from '../upstream.ts';

/** List prices of AI models at their makers: Pydantic's genai-prices, JSON. It holds no dates of its own for most. */
const NAME = GENAI_PRICES;

/**
 * Providers that sell their own models: their id there, our name of the maker, the id at models.dev, and how the
 * ids of their models start, where they sell others' too. Hosts and gateways are left out: the file does not say
 * who makes what they sell.
 */
interface Maker {
	maker: string;
	modelsDev: string;
	/** Before the ids of its models at OpenRouter, where that is not the id at models.dev. */
	atRouter?: string;
	own?: RegExp;
}
const MAKERS: Record<string, Maker> = {
	anthropic: { maker: 'Anthropic', modelsDev: 'anthropic' },
	cohere: { maker: 'Cohere', modelsDev: 'cohere' },
	deepseek: { maker: 'DeepSeek', modelsDev: 'deepseek' },
	google: { maker: 'Google', modelsDev: 'google', own: /^gem(ini|ma)/ },
	minimax: { maker: 'MiniMax', modelsDev: 'minimax' },
	mistral: { maker: 'Mistral AI', modelsDev: 'mistral', atRouter: 'mistralai' },
	moonshotai: { maker: 'Moonshot AI', modelsDev: 'moonshotai' },
	openai: { maker: 'OpenAI', modelsDev: 'openai' },
	perplexity: { maker: 'Perplexity', modelsDev: 'perplexity' },
	'x-ai': { maker: 'xAI', modelsDev: 'xai', atRouter: 'x-ai' },
	zai: { maker: 'Z.ai', modelsDev: 'zai', atRouter: 'z-ai' }
};

/** A price whose comment names a router is the router's, though it stands under the maker. */
const ROUTER = { name: 'OpenRouter', modelsDev: 'openrouter', named: /open\s?router/i };

const amount = z.union([
	z.number(),
	z.object({
		base: z.number(),
		tiers: z.array(z.object({ start: z.number(), price: z.number() }))
	})
]);
const prices = z.object({
	input_mtok: amount.optional(),
	cache_read_mtok: amount.optional(),
	output_mtok: amount.optional()
});
const constraint = z.union([
	z.strictObject({ start_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
	z.strictObject({ start_time: z.string(), end_time: z.string() })
]);
const conditional = z.array(z.object({ constraint: constraint.nullish(), prices }));
const providers = z.array(z.object({ id: z.string(), models: z.array(z.unknown()) }));
const modelEntry = z.object({
	id: z.string(),
	name: z.string().nullish(),
	deprecated: z.boolean().nullish(),
	price_comments: z.string().nullish(),
	prices: z.union([prices, conditional])
});
type Model = z.output<typeof modelEntry>;
type Conditional = z.output<typeof conditional>[number];

function parse(copy: Copy): Parsed<ListedPrice> {
	const models = readJson(NAME, copy, providers).flatMap((provider) => {
		const maker = MAKERS[provider.id];
		return maker ? provider.models.map((model) => ({ provider: provider.id, maker, model })) : [];
	});
	const found = oneByOne(
		`${NAME} (${copy.part.file})`,
		models,
		({ provider, maker, model }, index) =>
			pricesOf(
				maker,
				rowAs(`${provider}, ${nameOf(model) ?? `model ${index + 1}`}`, model, modelEntry)
			)
	);
	// Two ids there can be one name here; the first stands.
	const first = new Map(found.listed.toReversed().map((one) => [one.id, one]));
	return { ...found, listed: [...first.values()].toReversed() };
}

const nameOf = (model: unknown): string | undefined =>
	z.object({ id: z.string() }).safeParse(model).data?.id;

/** What a model costs. Dead models stay in the file; some are marked. */
function pricesOf(maker: Maker, model: Model): LedgerListed<ListedPrice>[] {
	if (!(maker.own?.test(model.id) ?? true) || model.deprecated === true) return [];
	const isRouted = ROUTER.named.test(model.price_comments ?? '');
	const host = isRouted ? ROUTER.name : maker.maker;
	const models_dev = isRouted
		? factsKey(ROUTER.modelsDev, `${maker.atRouter ?? maker.modelsDev}/${model.id}`)
		: factsKey(maker.modelsDev, model.id);
	return variants(model).flatMap(({ suffix, starts, entry }) => {
		const price = priceOf(model, entry.prices, suffix);
		if (price === null) return [];
		const condition = isRouted ? 'third_party_host' : CONDITIONS[suffix];
		const data: ListedPrice = {
			...price,
			provider: maker.maker,
			host,
			models_dev,
			starts,
			condition
		};
		return [{ id: `${data.model}|${data.host}|${starts ?? ''}`, data }];
	});
}

interface Variant {
	/** What is added to the model's name: prices by time of day are two models here. */
	suffix: '' | '-peak' | '-off-peak';
	/** Day from which the tracker says the price holds, or null. */
	starts: string | null;
	entry: Conditional;
}

/** What a price by time of day is bound to. */
const CONDITIONS: Record<Variant['suffix'], string | null> = {
	'': null,
	'-peak': 'peak',
	'-off-peak': 'off_peak'
};

/** @throws OddRow where prices are bound to more than days, or to more than two times of the day */
function variants({ id, prices: stated }: Model): Variant[] {
	const entries = Array.isArray(stated) ? stated : [{ prices: stated }];
	const timed = entries.filter(({ constraint: bound }) => bound && 'start_time' in bound);
	if (timed.length === 0)
		return entries.map((entry) => ({
			suffix: '',
			starts:
				entry.constraint && 'start_date' in entry.constraint ? entry.constraint.start_date : null,
			entry
		}));
	const [low, high] = entries.toSorted((a, b) => inputOf(a) - inputOf(b));
	if (!low || !high || entries.length !== 2)
		throw new OddRow(`${id}: ${entries.length} prices by time of day; expected two`);
	return [
		{ suffix: '-off-peak', starts: null, entry: low },
		{ suffix: '-peak', starts: null, entry: high }
	];
}

const inputOf = ({ prices: { input_mtok } }: Conditional) => base(input_mtok) ?? 0;

function priceOf(
	model: Model,
	stated: Conditional['prices'],
	suffix: Variant['suffix']
): Pick<ListedPrice, 'model' | 'model_name' | 'input' | 'cached' | 'output' | 'tiered'> | null {
	const input = base(stated.input_mtok);
	const name = modelId(model.id);
	// Free models and those billed by the call have no price per token.
	if (input === null || name === '') return null;
	return {
		model: `${name}${suffix}`,
		model_name: `${model.name ?? model.id}${suffix === '' ? '' : `, ${suffix.slice(1)}`}`,
		input,
		cached: base(stated.cache_read_mtok),
		output: base(stated.output_mtok),
		tiered: [stated.input_mtok, stated.output_mtok].some((price) => typeof price === 'object')
	};
}

const base = (price: z.output<typeof amount> | undefined): number | null =>
	price === undefined ? null : typeof price === 'number' ? price : price.base;

const description = {
	name: NAME,
	title: 'genai-prices data, as fetched',
	purpose: 'list prices of AI models at their makers, with announced changes',
	// Only changes are dated in it.
	staleAfterDays: 150,
	hosts: ['raw.githubusercontent.com'],
	types: ['application/json', 'text/plain'],
	maxBytes: 32 << 20,
	licence: 'MIT',
	attribution: 'Pydantic, genai-prices, MIT'
} as const;

export const genaiPrices = defineUpstream({
	...description,
	parts: () => [
		{
			file: 'data.json',
			url: 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json'
		}
	],
	parse,
	data: listedPrice,
	dated: ({ starts }) => starts,
	rows: (entries, context) => {
		const { rows, notes } = priceRows(entries, context);
		const source = sourceOf(description, {
			publisher: 'Pydantic',
			url: 'https://github.com/pydantic/genai-prices',
			tier: 'aggregator'
		});
		return { rows: { ...rows, sources: [source] }, notes };
	}
});
