import { group } from 'd3-array';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { readKept, type Entry } from '../actions/listings.ts';
import { MODELS_DEV, type ModelFacts } from '../parse/model-facts.ts';
import { GENAI_PRICES, priceRows, UNPLACED, UNPLACED_WORD, priceIdOf } from './price-history.ts';
import { listedPrice } from './price-periods.ts';
import { verdictOn } from './price-witness.ts';
import { seenRow } from '../parse/seen.ts';
import { sourceId } from '../parse/source-id.ts';
import type { Converted, RowsContext } from '../upstream.ts';

type PriceRow = InputRow<'model_prices'>;

const SOURCE = sourceId(MODELS_DEV);

/** Who asks the prices of a provider there: our name of it, and how the ids of models start that it makes itself. */
interface Seller {
	host: string;
	/** Null for one that sells others' models only. */
	own: RegExp | null;
	/** Parts of its ids that are not the model's name. */
	around?: RegExp;
}
const SELLERS: Record<string, Seller> = {
	alibaba: { host: 'Alibaba', own: /^q(wen|wq|vq)/ },
	'amazon-bedrock': { host: 'Amazon', own: /^amazon-nova/, around: /^amazon-|-v\d+(-\d+)?$/g },
	anthropic: { host: 'Anthropic', own: /^claude/ },
	cohere: { host: 'Cohere', own: /^(c4ai-)?command/ },
	deepseek: { host: 'DeepSeek', own: /^deepseek/ },
	google: { host: 'Google', own: /^gem(ini|ma)/ },
	'google-vertex': { host: 'Google Vertex AI', own: null },
	groq: { host: 'Groq', own: null },
	minimax: { host: 'MiniMax', own: /^minimax/ },
	mistral: {
		host: 'Mistral AI',
		own: /^((mi|code|pix|mini|magi|vox)stral|devstral|open-mi|labs-|mistral)/
	},
	moonshotai: { host: 'Moonshot AI', own: /^(kimi|moonshot)/ },
	openai: { host: 'OpenAI', own: /^(gpt|o\d|chatgpt|codex)/ },
	perplexity: { host: 'Perplexity', own: /^(sonar|r1)/ },
	togetherai: { host: 'Together AI', own: null },
	xai: { host: 'xAI', own: /^grok/ },
	xiaomi: { host: 'Xiaomi', own: /^mimo/ },
	zai: { host: 'Z.ai', own: /^glm/ }
};

/** A price that models.dev lists, under our names. */
interface Offer {
	entry: Entry<ModelFacts>;
	model: string;
	seller: Seller;
	input: number;
}

/** Prices of models that are still sold; free ones have no price per token. */
function offersOf(entries: readonly Entry<ModelFacts>[]): Offer[] {
	return entries.flatMap((entry) => {
		const slash = entry.id.indexOf('/');
		const seller = SELLERS[entry.id.slice(0, slash)];
		const { input } = entry.data;
		if (!seller || entry.to !== null || verdictOn(entry.data) !== 'sold' || !input) return [];
		const id = entry.id.slice(slash + 1);
		return [{ entry, model: seller.around ? id.replace(seller.around, '') : id, seller, input }];
	});
}

const isAt = ({ model, entry: { data } }: Offer, row: PriceRow) =>
	(model === row.model || model.endsWith(`-${row.model}`)) &&
	row.input_usd_per_mtok === data.input &&
	row.output_usd_per_mtok === data.output;

/**
 * What the second price list adds: it vouches for prices without an end that it lists too, and tells, without a first
 * day, prices that only it knows. Those have one witness and so take part in no comparison.
 */
export function modelsDevRows(
	entries: readonly Entry<ModelFacts>[],
	context: RowsContext
): Converted {
	const curated = context.curated.rows('model_prices');
	const first = context.ledger(GENAI_PRICES);
	const listed = first === null ? [] : readKept(GENAI_PRICES, first, listedPrice);
	const fromFirst = priceRows(listed, context).rows.model_prices ?? [];
	const standing = [...curated, ...fromFirst].filter(({ valid_to }) => valid_to === null);
	const offers = offersOf(entries);
	const byHost = group(offers, ({ seller }) => seller.host);
	const cited = standing.filter((row) =>
		(byHost.get(row.host ?? '') ?? []).some((offer) => isAt(offer, row))
	);
	const known = new Set([
		...listed.map(({ data }) => data.models_dev),
		...[...curated, ...fromFirst].map(({ model, host }) => `${model}|${host ?? ''}`)
	]);
	const classes = new Map(curated.map((row) => [row.model, row.model_class]));
	const alone = offers.filter(
		({ entry, model, seller }) =>
			seller.own?.test(entry.id.slice(entry.id.indexOf('/') + 1)) === true &&
			!known.has(entry.id) &&
			!known.has(`${model}|${seller.host}`)
	);
	const rows = [
		...new Map(
			alone.map((offer) => [`${offer.model}|${offer.seller.host}`, toRow(offer, classes)])
		).values()
	];
	return {
		rows: {
			// The first list brings the word where it is kept.
			vocabulary: first === null ? [UNPLACED_WORD] : [],
			model_prices: rows.map(({ row }) => row),
			history: rows.map(({ row, seen }) =>
				seenRow('model_prices', priceIdOf(row), row, { added: seen, changed: null })
			),
			citations: [...new Set(cited.map(priceIdOf))].map((record_id) => ({
				record_kind: 'model_price',
				record_id,
				source_id: SOURCE
			}))
		},
		notes: []
	};
}

function toRow(
	{ entry: { from, data }, model, seller, input }: Offer,
	classes: ReadonlyMap<string, string>
): { row: PriceRow; seen: string } {
	const notes = [
		`First seen on ${from}, in this list alone; the day it began was not seen`,
		data.tiered ? 'Lowest tier; long inputs cost more' : ''
	].filter((note) => note !== '');
	return {
		seen: from,
		row: {
			model,
			model_name: data.name ?? model,
			provider: seller.host,
			released: data.released,
			open_weights: data.open_weights,
			model_class: classes.get(model) ?? UNPLACED,
			host: seller.host,
			input_usd_per_mtok: input,
			cached_input_usd_per_mtok: data.cached,
			output_usd_per_mtok: data.output,
			valid_from: null,
			valid_from_basis: null,
			valid_to: null,
			condition: null,
			source_id: SOURCE,
			note: notes.join('. ')
		}
	};
}
