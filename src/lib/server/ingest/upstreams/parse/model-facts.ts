import { z } from 'zod';
import { readKept, type Entry } from '../actions/listings.ts';
import { modelId } from './model-id.ts';

export const MODELS_DEV = 'models-dev';

const price = z.number().nullable().default(null);

/** What is kept of a model of models.dev; fields that older versions did not keep are null. */
export const modelFacts = z.object({
	released: z.string().nullable(),
	open_weights: z.enum(['yes', 'no']).nullable(),
	name: z.string().nullable().default(null),
	/** Its word for a model on its way in or out, `deprecated` among them. */
	status: z.string().nullable().default(null),
	/** Whether text comes out. */
	text: z.boolean().nullable().default(null),
	/** US dollars per million tokens, of the lowest tier. */
	input: price,
	cached: price,
	output: price,
	tiered: z.boolean().default(false),
	updated: z.string().nullable().default(null)
});
export type ModelFacts = z.output<typeof modelFacts>;

/** Under which key facts of a model are kept: the provider's id there, and our name of the model. */
export const factsKey = (provider: string, model: string) => `${provider}/${modelId(model)}`;

/** The kept history of models.dev; nothing where it was never fetched. */
export const keptFacts = (ledger: string | null): Entry<ModelFacts>[] =>
	ledger === null ? [] : readKept(MODELS_DEV, ledger, modelFacts);
