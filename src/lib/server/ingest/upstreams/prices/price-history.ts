import { group } from 'd3-array';
import type { InputRow } from '#lib/domain/tables/index.ts';
import { MODELS_DEV } from '../parse/model-facts.ts';
import { periods, type Listing, type ListedPrice, type Period } from './price-periods.ts';
import { leftOut, Witness, type PriceVerdict } from './price-witness.ts';
import { seenRow } from '../parse/seen.ts';
import { sourceId } from '../parse/source-id.ts';
import type { Converted, RowsContext } from '../upstream.ts';

type PriceRow = InputRow<'model_prices'>;

/** The list whose prices these are; models.dev only says which of them are still asked. */
export const GENAI_PRICES = 'genai-prices';
const SOURCE = sourceId(GENAI_PRICES);
/** The class of a model nobody has placed by hand. */
export const UNPLACED = 'unplaced';

export const UNPLACED_WORD: InputRow<'vocabulary'> = {
	kind: 'model_class',
	value: UNPLACED,
	label: 'Not placed',
	definition: 'A model listed by a tracker, whose class nobody has marked yet'
};

const condition = (value: string, label: string, definition: string): InputRow<'vocabulary'> => ({
	kind: 'price_condition',
	value,
	label,
	definition
});

/** What the prices of this list can be bound to. */
const CONDITIONS = [
	condition('peak', 'Peak hours', 'Holds at certain hours only, above the price of the others'),
	condition('off_peak', 'Off-peak hours', 'Holds at certain hours only'),
	condition(
		'third_party_host',
		'Third-party host',
		'Asked by a company that did not make the model'
	)
];

const sameAmounts = (
	a: Pick<PriceRow, 'input_usd_per_mtok' | 'output_usd_per_mtok'>,
	b: ListedPrice
) => a.input_usd_per_mtok === b.input && a.output_usd_per_mtok === b.output;

/**
 * Rows of the price history that the tracker's copies show, fitted in with the curated prices: an equal one is
 * cited rather than repeated; what the first copy lists otherwise than it is curated is kept without a date, since
 * either may be behind; a change seen between two copies closes the curated price it replaces. The tracker keeps
 * models that are gone, so only prices count of which models.dev says that they are asked.
 */
export function priceRows(entries: readonly Listing[], context: RowsContext): Converted {
	const curatedRows = context.curated.rows('model_prices');
	const curated = group(curatedRows, ({ model, host }) => `${model}|${host ?? ''}`);
	const classes = new Map(curatedRows.map((row) => [row.model, row.model_class]));
	const firstCopy = entries.reduce((first, { from }) => (from < first ? from : first), '9999');
	const witness = new Witness(context.ledger(MODELS_DEV));
	const stated = group(entries, ({ data }) => data.models_dev);
	const found: Fitted = { prices: [], history: [], citations: [], overrides: [], clashes: 0 };
	const left: { model: string; verdict: PriceVerdict }[] = [];
	const ours = entries.map((entry) => underCuratedName(entry, classes));
	for (const [key, listings] of group(ours, ({ data }) => `${data.model}|${data.host}`)) {
		const rows = curated.get(key) ?? [];
		for (const period of periods(listings, firstCopy)) {
			const { data } = period.listing;
			const amounts = (stated.get(data.models_dev) ?? []).map((entry) => entry.data);
			const verdict = witness.on(period.listing, amounts);
			if (verdict !== 'sold') {
				left.push({ model: data.model, verdict });
				continue;
			}
			const facts = witness.of(period.listing);
			const isStillAsked = () => {
				const now = witness.of({ ...period.listing, to: null });
				return now !== undefined && sameAmounts(amountsOf(now), data);
			};
			fit(
				period,
				rows,
				found,
				() => ({
					released:
						rows.find(({ released }) => released !== null)?.released ?? facts?.released ?? null,
					open_weights: rows[0]?.open_weights ?? facts?.open_weights ?? null,
					model_class: classes.get(data.model) ?? UNPLACED
				}),
				isStillAsked
			);
		}
	}
	const { clashes, ...rest } = found;
	return {
		rows: {
			vocabulary: [UNPLACED_WORD, ...newConditions(rest.prices, context)],
			model_prices: rest.prices,
			history: rest.history,
			citations: rest.citations,
			overrides: rest.overrides
		},
		notes: [
			...leftOut(left),
			...(clashes > 0
				? [`${clashes} prices are left out: the curated data have another price from the same day`]
				: [])
		]
	};
}

/** Words for conditions that prices have and the curated data do not know. */
function newConditions(
	prices: readonly PriceRow[],
	{ curated }: RowsContext
): InputRow<'vocabulary'>[] {
	const used = new Set(prices.map((row) => row.condition));
	const known = new Set(
		curated
			.rows('vocabulary')
			.flatMap(({ kind, value }) => (kind === 'price_condition' ? value : []))
	);
	return CONDITIONS.filter(({ value }) => used.has(value) && !known.has(value));
}

const amountsOf = ({ input, output }: Pick<ListedPrice, 'output'> & { input: number | null }) => ({
	input_usd_per_mtok: input ?? Number.NaN,
	output_usd_per_mtok: output
});

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

/** The id that ingestion gives a price. */
export const priceIdOf = ({
	model,
	host,
	valid_from
}: Pick<PriceRow, 'model' | 'host' | 'valid_from'>) => `${model}|${host ?? ''}|${valid_from ?? ''}`;

/** Whether a curated price is the one a period tells: the same amounts, and where the list gives a day, on that day. */
const tellsSame = ({ listing: { data }, seenChange, from }: Period, row: PriceRow): boolean =>
	sameAmounts(row, data) &&
	(data.starts === null
		? row.valid_to === null || !seenChange || row.valid_from === from
		: covers(row, data.starts));

const covers = ({ valid_from, valid_to }: PriceRow, day: string) =>
	(valid_from === null || valid_from <= day) && (valid_to === null || valid_to > day);

function fit(
	period: Period,
	curated: readonly PriceRow[],
	found: Fitted,
	describe: () => Pick<PriceRow, 'released' | 'open_weights' | 'model_class'>,
	isStillAsked: () => boolean
): void {
	const { data } = period.listing;
	const standing = curated.filter(({ valid_to }) => valid_to === null);
	const same = curated.filter((row) => tellsSame(period, row));
	const equal = same.find(({ valid_to }) => valid_to === null) ?? same[0];
	if (equal) {
		cite(found, priceIdOf(equal));
		// What neither list shows any more has ended, as far as they tell.
		const gone = period.listing.to;
		if (gone !== null && equal.valid_to === null && !isStillAsked())
			close(found, priceIdOf(equal), gone, 'gone');
		return;
	}
	const isLater =
		data.starts !== null &&
		curated.every(({ valid_from }) => (valid_from ?? '') < (data.starts ?? ''));
	const differs = curated.length > 0 && !period.seenChange && !isLater;
	const row = untilNext(toRow(period, describe(), differs), curated);
	if ([...curated, ...found.prices].some((other) => priceIdOf(other) === priceIdOf(row))) {
		found.clashes++;
		return;
	}
	found.prices.push(row);
	const seen = { added: period.listing.from, changed: null };
	found.history.push(seenRow('model_prices', priceIdOf(row), row, seen));
	if (differs || row.valid_from === null) return;
	for (const old of standing)
		if ((old.valid_from ?? '') < row.valid_from)
			close(found, priceIdOf(old), row.valid_from, data.starts === null ? 'seen' : 'dated');
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
		condition: data.condition,
		source_id: SOURCE,
		note: notes.length > 0 ? notes.join('. ') : null
	};
}
