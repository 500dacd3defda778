import { group } from 'd3-array';
import { z } from 'zod';
import { parseDate } from '#lib/domain/dates.ts';
import { csvOneByOne } from '../parse/csv-copy.ts';
import { OddRow } from '../fetch/failure.ts';
import type { Entry, LedgerListed } from '../actions/listings.ts';
import { sourceId } from '../parse/source-id.ts';
import {
	defineUpstream,
	sourceOf,
	type Converted,
	type Copy,
	type RowsContext
} from '../upstream.ts';
import { editions } from '../parse/vintages.ts';

/** Training cost of notable models in 2023 dollars: Epoch AI's database, CSV. */
const NAME = 'epoch';
const SERIES = 'model-training-cost-epoch-2023-dollars';
const COST = 'Training compute cost (2023 USD)';
const COLUMNS = [
	'Model',
	'Publication date',
	COST,
	'Confidence',
	'Notability criteria',
	'Frontier model'
] as const;

/** Words these columns hold; a row whose cells have slipped shows others. */
const CONFIDENCE = ['', 'Confident', 'Likely', 'Speculative', 'Unknown', 'Unverified'];
const FLAGS = ['', 'true', 'false', 'checked'];
/** Epoch's criterion by which a model is notable for what it cost. */
const NOTABLE_FOR_COST = 'Training cost';

const trained = z.object({
	model: z.string(),
	date: z.string(),
	cost: z.number(),
	confidence: z.string()
});
type Trained = z.output<typeof trained>;

const parse = (copy: Copy) => csvOneByOne(NAME, copy, COLUMNS, taken);

/** @throws OddRow where cells have slipped, or a word is new */
function taken(record: Record<(typeof COLUMNS)[number], string>): LedgerListed<Trained>[] {
	// Some names end in a line break.
	const model = record.Model.replace(/\s+/g, ' ').trim();
	const flag = record['Frontier model'].trim().toLowerCase();
	if (!CONFIDENCE.includes(record.Confidence.trim()) || !FLAGS.includes(flag))
		throw new OddRow(
			`"${model}": other words than known in Confidence ("${record.Confidence}") or Frontier model ("${record['Frontier model']}")`
		);
	const stated = record[COST].trim();
	if (stated === '') return [];
	const cost = Number(stated.replaceAll(',', ''));
	const date = record['Publication date'].trim();
	if (!(cost > 0 && Number.isFinite(cost)))
		throw new OddRow(`"${model}": a cost of "${stated}" is no amount`);
	if (parseDate(date) === null) throw new OddRow(`"${model}": no date in "${date}"`);
	const notable = record['Notability criteria']
		.split(',')
		.some((criterion) => criterion.trim() === NOTABLE_FOR_COST);
	if (!notable && !['true', 'checked'].includes(flag)) return [];
	return [{ id: model, data: { model, date, cost, confidence: record.Confidence.trim() } }];
}

/** A series holds one value a day: of models that came out together, the costliest. */
function rows(entries: readonly Entry<Trained>[], { curated }: RowsContext): Converted {
	const curatedModel = new Map(
		curated
			.rows('observations', SERIES)
			.filter(({ series_id }) => series_id === SERIES)
			.map(({ period, note }) => [period, note])
	);
	const byDate = group(entries, ({ data }) => data.date);
	const kept = [...byDate].flatMap(([date, own]) => {
		const known = curatedModel.get(date);
		const [costliest] = own.toSorted((a, b) => b.data.cost - a.data.cost);
		const model = known ?? costliest?.data.model;
		return own.filter(({ data }) => data.model === model);
	});
	const left = new Set(entries.filter((entry) => !kept.includes(entry)).map(({ id }) => id)).size;
	return {
		rows: {
			sources: [
				sourceOf(description, {
					publisher: 'Epoch AI',
					url: 'https://epoch.ai/data/notable_ai_models.csv',
					tier: 'primary'
				})
			],
			observations: editions(
				kept.map(({ id, from, to, data }) => ({
					id: `${id}|${data.date}`,
					from,
					to,
					data: {
						series_id: SERIES,
						region: 'WLD',
						period: data.date,
						value: data.cost,
						note:
							data.confidence === ''
								? data.model
								: `${data.model}; Epoch: ${data.confidence.toLowerCase()}`
					}
				})),
				{
					source: sourceId(NAME),
					estimate: 'estimate',
					curated,
					// The database has no editions: a copy is as of its newest model.
					published: (newest) => newest
				}
			)
		},
		notes:
			left > 0
				? [
						`${left} models are left out: the series has one value a day, and a costlier or curated model came out that day`
					]
				: []
	};
}

const description = {
	name: NAME,
	title: 'Notable AI Models database, as fetched',
	purpose: 'what training notable AI models cost',
	staleAfterDays: 120,
	hosts: ['epoch.ai', 'www.epoch.ai'],
	types: ['text/csv', 'application/csv', 'text/plain', 'application/octet-stream'],
	maxBytes: 32 << 20,
	licence: 'CC BY 4.0',
	attribution: 'Epoch AI (epoch.ai), CC BY 4.0'
} as const;

export const epoch = defineUpstream({
	...description,
	parts: () => [
		{ file: 'notable_ai_models.csv', url: 'https://epoch.ai/data/notable_ai_models.csv' }
	],
	parse,
	data: trained,
	dated: ({ date }) => date,
	isPast: true,
	rows
});
