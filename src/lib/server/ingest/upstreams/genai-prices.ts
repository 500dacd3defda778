import { z } from 'zod';
import type { Listed } from './ledger.ts';
import { modelId } from './model-id.ts';
import { listedPrice, priceRows, type ListedPrice } from './price-history.ts';
import { defineUpstream, readJson, sourceOf, type Copy } from './upstream.ts';

/** List prices of AI models at their makers: Pydantic's genai-prices, JSON. It holds no dates of its own for most. */
const NAME = 'genai-prices';

/**
 * Providers that sell their own models: their id there, our name of the maker, the id at models.dev, and how the
 * ids of their models start, where they sell others' too. Hosts and gateways are left out: the file does not say
 * who makes what they sell.
 */
const MAKERS: Record<string, { maker: string; modelsDev: string; own?: RegExp }> = {
	anthropic: { maker: 'Anthropic', modelsDev: 'anthropic' },
	cohere: { maker: 'Cohere', modelsDev: 'cohere' },
	deepseek: { maker: 'DeepSeek', modelsDev: 'deepseek' },
	google: { maker: 'Google', modelsDev: 'google', own: /^gem(ini|ma)/ },
	minimax: { maker: 'MiniMax', modelsDev: 'minimax' },
	mistral: { maker: 'Mistral AI', modelsDev: 'mistral' },
	moonshotai: { maker: 'Moonshot AI', modelsDev: 'moonshotai' },
	openai: { maker: 'OpenAI', modelsDev: 'openai' },
	perplexity: { maker: 'Perplexity', modelsDev: 'perplexity' },
	'x-ai': { maker: 'xAI', modelsDev: 'xai' },
	zai: { maker: 'Z.ai', modelsDev: 'zai' }
};

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
	z.object({ start_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
	z.object({ start_time: z.string(), end_time: z.string() })
]);
const conditional = z.array(z.object({ constraint: constraint.nullish(), prices }));
const providers = z.array(
	z.object({
		id: z.string(),
		models: z.array(
			z.object({
				id: z.string(),
				name: z.string().nullish(),
				deprecated: z.boolean().nullish(),
				prices: z.union([prices, conditional])
			})
		)
	})
);
type Model = z.output<typeof providers>[number]['models'][number];
type Conditional = z.output<typeof conditional>[number];

function parse(copies: readonly Copy[]): Listed<ListedPrice>[] {
	const found = new Map<string, ListedPrice>();
	for (const copy of copies)
		for (const provider of readJson(NAME, copy, providers)) {
			const maker = MAKERS[provider.id];
			if (!maker) continue;
			for (const model of provider.models)
				if (maker.own?.test(model.id) ?? true)
					for (const { suffix, starts, entry } of variants(model)) {
						const price = priceOf(model, entry.prices, suffix);
						if (price === null) continue;
						const data: ListedPrice = {
							...price,
							provider: maker.maker,
							host: maker.maker,
							models_dev: `${maker.modelsDev}/${model.id}`,
							starts
						};
						// Two ids there can be one name here; the first stands.
						const id = `${data.model}|${data.host}|${starts ?? ''}`;
						if (!found.has(id)) found.set(id, data);
					}
		}
	return [...found].map(([id, data]) => ({ id, data }));
}

interface Variant {
	/** What is added to the model's name: prices by time of day are two models here. */
	suffix: '' | '-peak' | '-off-peak';
	/** Day from which the tracker says the price holds, or null. */
	starts: string | null;
	entry: Conditional;
}

function variants({ prices: stated }: Model): Variant[] {
	if (!Array.isArray(stated)) return [{ suffix: '', starts: null, entry: { prices: stated } }];
	const timed = stated.some((entry) => entry.constraint && 'start_time' in entry.constraint);
	if (timed) return byTimeOfDay(stated);
	return stated.map((entry) => ({
		suffix: '',
		starts:
			entry.constraint && 'start_date' in entry.constraint ? entry.constraint.start_date : null,
		entry
	}));
}

/** Of two prices of a day the dearer is the peak; other arrangements have no place in one row a model. */
function byTimeOfDay(entries: readonly Conditional[]): Variant[] {
	const [low, high] = entries.toSorted((a, b) => inputOf(a) - inputOf(b));
	if (!low || !high || entries.length !== 2) return [];
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
