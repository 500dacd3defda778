import { group } from 'd3-array';
import { z } from 'zod';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Entry } from './ledger.ts';
import { modelFacts, MODELS_DEV } from './models-dev.ts';
import { seenRow } from './seen.ts';
import { sourceId } from './source-id.ts';
import type { Converted, RowsContext } from './upstream.ts';

/** A price as the tracker lists it. */
export const listedPrice = z.object({
	model: z.string(),
	model_name: z.string(),
	provider: z.string(),
	host: z.string(),
	/** Provider and model as models.dev names them. */
	models_dev: z.string(),
	/** Day from which it holds, where the tracker says so. */
	starts: z.string().nullable(),
	/** US dollars per million tokens, of the lowest tier. */
	input: z.number().min(0),
	cached: z.number().min(0).nullable(),
	output: z.number().min(0).nullable(),
	/** Whether long inputs cost more. */
	tiered: z.boolean()
});
export type ListedPrice = z.output<typeof listedPrice>;

type PriceRow = InputRow<'model_prices'>;
type Listing = Entry<ListedPrice>;

const SOURCE = sourceId('genai-prices');
/** The class of a model nobody has placed by hand. */
const UNPLACED = 'unplaced';

const UNPLACED_WORD: InputRow<'vocabulary'> = {
	kind: 'model_class',
	value: UNPLACED,
	label: 'Not placed',
	definition: 'A model listed by a tracker, whose class nobody has marked yet'
};

/** A price with the days on which it began and ended, as far as the copies show. */
interface Period {
	listing: Listing;
	from: string | null;
	to: string | null;
	/** Whether it replaced another undated price. */
	changed: boolean;
	/** Whether it came in after the first copy, so that the change itself was seen. */
	seenChange: boolean;
}

const sameAmounts = (
	a: Pick<PriceRow, 'input_usd_per_mtok' | 'output_usd_per_mtok'>,
	b: ListedPrice
) => a.input_usd_per_mtok === b.input && a.output_usd_per_mtok === b.output;

/**
 * The periods of one model at one host: dated prices as the tracker dates them; an undated price begins on the day
 * it was first seen, and ends on the day another was first seen in its place, or where the first dated one begins.
 */
function periods(listings: readonly Listing[], firstCopy: string): Period[] {
	const undated = listings.filter(({ data }) => data.starts === null);
	const dated = listings
		.filter(({ data }) => data.starts !== null)
		.toSorted((a, b) => ((a.data.starts ?? '') < (b.data.starts ?? '') ? -1 : 1));
	// Of several editions of one dated price, the last is what the tracker now says.
	const newest = [...new Map(dated.map((listing) => [listing.data.starts, listing])).values()];
	const firstDated = newest[0]?.data.starts ?? null;
	const before: Period[] = undated.map((listing, index) => {
		const changed = index > 0;
		const from = changed || firstDated === null ? listing.from : null;
		const ends = [listing.to, firstDated].filter((end) => end !== null).toSorted();
		return { listing, from, to: ends[0] ?? null, changed, seenChange: listing.from > firstCopy };
	});
	const after: Period[] = newest.map((listing, index) => ({
		listing,
		from: listing.data.starts,
		to: newest[index + 1]?.data.starts ?? listing.to,
		changed: false,
		seenChange: listing.from > firstCopy
	}));
	return [...before, ...after].filter(({ from, to }) => from === null || to === null || from < to);
}

/**
 * Rows of the price history that the tracker's copies show, fitted in with the curated prices: an equal one is
 * cited rather than repeated; what the first copy lists otherwise than it is curated is kept without a date, since
 * either may be behind; a change seen between two copies closes the curated price it replaces.
 */
export function priceRows(entries: readonly Listing[], context: RowsContext): Converted {
	const curated = group(
		context.curated.rows('model_prices'),
		({ model, host }) => `${model}|${host ?? ''}`
	);
	const classes = new Map(
		context.curated.rows('model_prices').map((row) => [row.model, row.model_class])
	);
	const firstCopy = entries.reduce((first, { from }) => (from < first ? from : first), '9999');
	const facts = modelFacts(context.ledger(MODELS_DEV));
	const found: Fitted = { prices: [], history: [], citations: [], overrides: [], clashes: 0 };
	const ours = entries.map((entry) => underCuratedName(entry, classes));
	for (const [key, listings] of group(ours, ({ data }) => `${data.model}|${data.host}`)) {
		const rows = curated.get(key) ?? [];
		for (const period of periods(listings, firstCopy))
			fit(period, rows, found, (data) => {
				const [provider = '', ...model] = data.models_dev.split('/');
				const known = facts(provider, model.join('/'));
				const curatedRow = rows.find(({ released }) => released !== null);
				return {
					released: curatedRow?.released ?? known?.released ?? null,
					open_weights: rows[0]?.open_weights ?? known?.open_weights ?? null,
					model_class: classes.get(data.model) ?? UNPLACED
				};
			});
	}
	return {
		rows: {
			vocabulary: [UNPLACED_WORD],
			model_prices: found.prices,
			history: found.history,
			citations: found.citations,
			overrides: found.overrides
		},
		notes:
			found.clashes > 0
				? [
						`${found.clashes} prices are left out: the curated data have another price from the same day`
					]
				: []
	};
}

/** Vendors call their newest snapshot `-latest`; curated rows mostly leave that off. */
function underCuratedName(listing: Listing, curated: ReadonlyMap<string, unknown>): Listing {
	const { model } = listing.data;
	const plain = model.replace(/-latest$/, '');
	return curated.has(model) || !curated.has(plain)
		? listing
		: { ...listing, data: { ...listing.data, model: plain } };
}

interface Fitted {
	prices: PriceRow[];
	history: InputRow<'history'>[];
	citations: InputRow<'citations'>[];
	overrides: InputRow<'overrides'>[];
	clashes: number;
}

const idOf = ({ model, host, valid_from }: Pick<PriceRow, 'model' | 'host' | 'valid_from'>) =>
	`${model}|${host ?? ''}|${valid_from ?? ''}`;

function fit(
	period: Period,
	curated: readonly PriceRow[],
	found: Fitted,
	describe: (data: ListedPrice) => Pick<PriceRow, 'released' | 'open_weights' | 'model_class'>
): void {
	const { data } = period.listing;
	const standing = curated.filter(({ valid_to }) => valid_to === null);
	const equal =
		standing.find((row) => sameAmounts(row, data)) ??
		curated.find(
			(row) => sameAmounts(row, data) && (!period.seenChange || row.valid_from === period.from)
		);
	if (equal) {
		cite(found, idOf(equal));
		// What a newer copy no longer shows has ended, as far as the list tells.
		const gone = period.listing.to;
		if (gone !== null && equal.valid_to === null) close(found, idOf(equal), gone, 'gone');
		return;
	}
	const differs = curated.length > 0 && !period.seenChange;
	const row = untilNext(toRow(period, describe(data), differs), curated);
	if ([...curated, ...found.prices].some((other) => idOf(other) === idOf(row))) {
		found.clashes++;
		return;
	}
	found.prices.push(row);
	const seen = { added: period.listing.from, changed: null };
	found.history.push(seenRow('model_prices', idOf(row), row, seen));
	if (!period.seenChange || row.valid_from === null) return;
	for (const old of standing)
		if ((old.valid_from ?? '') < row.valid_from)
			close(found, idOf(old), row.valid_from, data.starts === null ? 'seen' : 'dated');
}

/** A price whose end was not seen ends where a later curated one begins. */
function untilNext(row: PriceRow, curated: readonly PriceRow[]): PriceRow {
	const from = row.valid_from;
	if (row.valid_to !== null || from === null) return row;
	const [next] = curated
		.flatMap(({ valid_from }) => (valid_from !== null && valid_from > from ? [valid_from] : []))
		.toSorted();
	return { ...row, valid_to: next ?? null };
}

function cite(found: Fitted, record_id: string): void {
	if (!found.citations.some((citation) => citation.record_id === record_id))
		found.citations.push({ record_kind: 'model_price', record_id, source_id: SOURCE });
}

const CLOSED = {
	seen: 'another price was first listed on that day',
	dated: 'another price holds from that day',
	gone: 'the list no longer shows it since that day'
} as const;

/** Ends a curated price on the first day of the price that replaces it. */
function close(found: Fitted, id: string, day: string, how: 'seen' | 'dated' | 'gone'): void {
	const known = found.overrides.find((override) => override.id === id);
	if (known) {
		if ((known.value ?? '') > day) known.value = day;
		return;
	}
	found.overrides.push({
		table: 'model_prices',
		id,
		column: 'valid_to',
		value: day,
		source_id: SOURCE,
		reason: CLOSED[how]
	});
}

function toRow(
	{ listing: { from: seen, data }, from, to, changed }: Period,
	described: Pick<PriceRow, 'released' | 'open_weights' | 'model_class'>,
	differs: boolean
): PriceRow {
	const valid_from = differs ? null : from;
	const notes = [
		differs
			? `Listed on ${seen} beside another curated price${data.starts === null ? '; the day it began was not seen' : `, as holding from ${data.starts}`}`
			: '',
		!differs && data.starts === null && from !== null
			? changed
				? 'From = day on which the change was first seen'
				: 'From = day on which it was first seen listed; the price may be older'
			: '',
		data.tiered ? 'Lowest tier; long inputs cost more' : ''
	].filter((note) => note !== '');
	return {
		model: data.model,
		model_name: data.model_name,
		provider: data.provider,
		...described,
		host: data.host,
		input_usd_per_mtok: data.input,
		cached_input_usd_per_mtok: data.cached,
		output_usd_per_mtok: data.output,
		valid_from,
		valid_from_basis: valid_from === null ? null : data.starts === null ? 'tracker' : 'announced',
		valid_to: differs ? null : to,
		condition: null,
		source_id: SOURCE,
		note: notes.length > 0 ? notes.join('. ') : null
	};
}
