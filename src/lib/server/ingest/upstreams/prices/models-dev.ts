import { z } from 'zod';
import { parseDate } from '#lib/domain/dates.ts';
import type { LedgerListed } from '../actions/listings.ts';
import { factsKey, modelFacts, MODELS_DEV, type ModelFacts } from '../parse/model-facts.ts';
import { modelsDevRows } from './models-dev-rows.ts';
import { oneByOne, rowAs, type Parsed } from '../parse/one-by-one.ts';
import { defineUpstream, readJson, sourceOf, type Copy } from '../upstream.ts';

/** What models cost and whether they are still sold, when they came out and if their weights are open: models.dev, JSON. */
const catalog = z.record(z.string(), z.unknown());
const provider = z.object({ models: z.record(z.string(), z.unknown()) });
const amount = z.number().min(0);
const listedModel = z.object({
	name: z.string(),
	release_date: z.string().optional(),
	last_updated: z.string().optional(),
	open_weights: z.boolean().optional(),
	status: z.string().optional(),
	modalities: z.object({ output: z.array(z.string()) }).optional(),
	cost: z
		.object({
			input: amount.optional(),
			output: amount.optional(),
			cache_read: amount.optional(),
			tiers: z.array(z.unknown()).optional()
		})
		.optional()
});
type ListedModel = z.output<typeof listedModel>;

function parse(copy: Copy): Parsed<ModelFacts> {
	const providers = Object.entries(readJson(MODELS_DEV, copy, catalog));
	const models: { provider: string; id: string; model: unknown }[] = [];
	const odd: string[] = [];
	for (const [id, stated] of providers) {
		const read = provider.safeParse(stated);
		if (read.success)
			for (const [name, model] of Object.entries(read.data.models))
				models.push({ provider: id, id: name, model });
		else odd.push(`${id}: ${read.error.issues[0]?.path.join('.') ?? ''} not as known`);
	}
	const found = oneByOne(
		`${MODELS_DEV} (${copy.part.file})`,
		models,
		({ provider: at, id, model }): LedgerListed<ModelFacts>[] => [
			{ id: factsKey(at, id), data: factsOf(id, rowAs(`${at}/${id}`, model, listedModel)) }
		],
		odd
	);
	// Two ids there can be one name here; the last stands.
	return { ...found, listed: [...new Map(found.listed.map((one) => [one.id, one])).values()] };
}

function factsOf(id: string, model: ListedModel): ModelFacts {
	const { cost = {}, open_weights: open, modalities } = model;
	return {
		released: releaseOf(id, model.release_date ?? ''),
		open_weights: open === undefined ? null : open ? 'yes' : 'no',
		name: model.name,
		status: model.status ?? null,
		text: modalities ? modalities.output.includes('text') : null,
		input: cost.input ?? null,
		cached: cost.cache_read ?? null,
		output: cost.output ?? null,
		tiered: (cost.tiers ?? []).length > 0,
		updated: parseDate(model.last_updated ?? '') ? (model.last_updated ?? null) : null
	};
}

/** A model's own name may hold the month it was made in: `mistral-large-2512`, `gpt-4.1-2025-04-14`. */
const MONTH_IN_NAME = /-(?:20)?(2\d)-?(0[1-9]|1[0-2])(?:-?[0-3]\d)?(?:$|[-:@])/;

/** The release date, unless the model's own name says that it is later. */
function releaseOf(id: string, stated: string): string | null {
	if (parseDate(stated) === null) return null;
	const named = MONTH_IN_NAME.exec(id);
	return named && stated.slice(0, 7) < `20${named[1] ?? ''}-${named[2] ?? ''}` ? null : stated;
}

const description = {
	name: MODELS_DEV,
	title: 'models.dev catalog, as fetched',
	purpose:
		'which AI models are still sold, at what price, released when and with open weights or not',
	staleAfterDays: 45,
	hosts: ['models.dev'],
	types: ['application/json'],
	maxBytes: 32 << 20,
	licence: 'MIT',
	attribution: 'models.dev, MIT'
} as const;

export const modelsDev = defineUpstream({
	...description,
	parts: () => [{ file: 'api.json', url: 'https://models.dev/api.json' }],
	parse,
	data: modelFacts,
	dated: ({ updated }) => updated,
	rows: (entries, context) => {
		const { rows, notes } = modelsDevRows(entries, context);
		const source = sourceOf(description, {
			publisher: 'models.dev',
			url: 'https://models.dev/api.json',
			tier: 'aggregator'
		});
		return { rows: { ...rows, sources: [source] }, notes };
	}
});
