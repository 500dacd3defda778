import { z } from 'zod';
import { parseDate } from '#lib/domain/dates.ts';
import { readKept } from './ledger.ts';
import { modelId } from './model-id.ts';
import { defineUpstream, readJson, sourceOf } from './upstream.ts';

/** Release dates of models and whether their weights can be downloaded: models.dev, JSON. */
export const MODELS_DEV = 'models-dev';

const catalogue = z.record(
	z.string(),
	z.object({
		models: z.record(
			z.string(),
			z.object({
				name: z.string(),
				release_date: z.string().optional(),
				open_weights: z.boolean().optional()
			})
		)
	})
);

const facts = z.object({
	released: z.string().nullable(),
	open_weights: z.enum(['yes', 'no']).nullable()
});
export type ModelFacts = z.output<typeof facts>;

/** Under which key facts of a model are kept: the provider's id there, and our name of the model. */
const keyOf = (provider: string, model: string) => `${provider}/${modelId(model)}`;

const description = {
	name: MODELS_DEV,
	title: 'models.dev catalogue, as fetched',
	hosts: ['models.dev'],
	types: ['application/json'],
	maxBytes: 32 << 20,
	licence: 'MIT',
	attribution: 'models.dev, MIT'
} as const;

export const modelsDev = defineUpstream({
	...description,
	parts: () => [{ file: 'api.json', url: 'https://models.dev/api.json' }],
	parse: (copies) => {
		const found = new Map<string, ModelFacts>();
		for (const copy of copies)
			for (const [provider, { models }] of Object.entries(readJson(MODELS_DEV, copy, catalogue)))
				for (const [id, model] of Object.entries(models)) {
					const released = model.release_date ?? '';
					found.set(keyOf(provider, id), {
						released: parseDate(released) ? released : null,
						open_weights:
							model.open_weights === undefined ? null : model.open_weights ? 'yes' : 'no'
					});
				}
		return [...found].map(([id, data]) => ({ id, data }));
	},
	data: facts,
	rows: () => ({
		rows: {
			sources: [
				sourceOf(description, {
					publisher: 'models.dev',
					url: 'https://models.dev/api.json',
					tier: 'aggregator'
				})
			]
		},
		notes: []
	})
});

/**
 * Looks up what models.dev says of a model.
 * @param ledger its kept history, or null
 */
export function modelFacts(
	ledger: string | null
): (provider: string, model: string) => ModelFacts | null {
	const standing = new Map(
		(ledger === null ? [] : readKept(MODELS_DEV, ledger, facts))
			.filter(({ to }) => to === null)
			.map(({ id, data }) => [id, data])
	);
	return (provider, model) => standing.get(keyOf(provider, model)) ?? null;
}
