import { z } from 'zod';
import { parseDate } from '#lib/domain/dates.ts';
import { OddRow } from '../fetch/failure.ts';
import type { LedgerListed } from './listings.ts';
import { oneByOne, rowAs, type Parsed } from '../parse/one-by-one.ts';
import { listedFight, sightingRows, type ListedFight } from './sighting-rows.ts';
import { defineUpstream, readJson, sourceOf, type Copy } from '../upstream.ts';

/** Fights over data centers: Data Center Tracker, JSON. What it lists is kept as sightings, not as steps. */
const NAME = 'data-center-tracker';

const fight = z.object({
	id: z.string().min(1),
	jurisdiction: z.string(),
	state: z.string(),
	county: z.string().nullish(),
	action_type: z.array(z.string()),
	date: z.string(),
	status: z.string().min(1),
	scope: z.string().nullish(),
	community_outcome: z.string().nullish(),
	company: z.string().nullish(),
	project_name: z.string().nullish(),
	megawatts: z.number().min(0).nullish(),
	last_updated: z.string().nullish()
});

const wordsOf = (text: string | null | undefined) => {
	const words = (text ?? '').replace(/\s+/g, ' ').trim();
	return words === '' ? null : words;
};

function parse(copy: Copy): Parsed<ListedFight> {
	const records = readJson(NAME, copy, z.array(z.unknown()));
	return oneByOne(
		`${NAME} (${copy.part.file})`,
		records,
		(record, index): LedgerListed<ListedFight>[] => {
			const known = z.object({ id: z.string() }).safeParse(record).data?.id;
			const name = known ?? `record ${index + 1}`;
			const row = rowAs(name, record, fight);
			if (parseDate(row.date) === null) throw new OddRow(`${name}: no date in "${row.date}"`);
			const data: ListedFight = {
				jurisdiction: wordsOf(row.jurisdiction),
				state: row.state.trim().toUpperCase(),
				county: wordsOf(row.county),
				types: [...new Set(row.action_type)].sort(),
				date: row.date,
				status: wordsOf(row.status) ?? row.status,
				scope: wordsOf(row.scope),
				outcome: wordsOf(row.community_outcome),
				developer: wordsOf(row.company),
				project: wordsOf(row.project_name),
				mw: row.megawatts ?? null,
				updated: parseDate(row.last_updated ?? '') ? (row.last_updated ?? null) : null
			};
			return [{ id: row.id, data }];
		}
	);
}

const description = {
	name: NAME,
	title: 'Data Center Tracker, fights, as fetched',
	purpose: 'what a tracker lists of fights over data centers, and how that changes',
	staleAfterDays: 30,
	hosts: ['datacentertracker.org', 'www.datacentertracker.org'],
	types: ['application/json', 'text/plain', 'application/octet-stream'],
	maxBytes: 32 << 20,
	licence: 'CC BY 4.0',
	attribution: 'Data Center Tracker (datacentertracker.org), CC BY 4.0'
} as const;

export const dataCenterTracker = defineUpstream({
	...description,
	parts: () => [{ file: 'fights.json', url: 'https://datacentertracker.org/data/fights.json' }],
	parse,
	data: listedFight,
	dated: ({ updated }) => updated,
	rows: (entries, { curated }) => {
		const { rows, notes } = sightingRows(NAME, entries, curated);
		const source = sourceOf(description, {
			publisher: 'Data Center Tracker',
			url: 'https://datacentertracker.org/',
			tier: 'aggregator'
		});
		return { rows: { ...rows, sources: [source] }, notes };
	}
});
