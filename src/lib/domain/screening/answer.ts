import { z } from 'zod';
import { TIERS } from '../closed.ts';
import { COMPONENTS } from './facts/components.ts';
import { FACTS } from './facts/fact-names.ts';
import { screeningRow } from './row.ts';

/** Weights a reader chose; without one a component does not count. */
const weights = z.partialRecord(z.enum(COMPONENTS), z.number());
export type Weights = z.output<typeof weights>;

/** One component of a site's score. */
const scored = z.object({
	component: z.enum(COMPONENTS),
	weight: z.number(),
	/** 0 to 100, or null: no record found. */
	value: z.number().nullable(),
	rule: z.string(),
	evidence: z.string()
});
export type Scored = z.output<typeof scored>;

/** A site's score with all it is made of. */
const score = z.object({
	/** The weighted mean of the components on record; null where none is. */
	score: z.number().nullable(),
	/** Share of the weight that rests on a record, 0 to 1. */
	covered: z.number(),
	components: z.array(scored)
});
export type Score = z.output<typeof score>;

/** A record behind a fact of a site. */
const evidence = z.object({
	fact: z.enum(FACTS),
	/** Day or period, as it is known. */
	date: z.string().nullable(),
	/** The record in words. */
	what: z.string(),
	/** Page of the record here. */
	href: z.string().nullable(),
	/** None for a project: its steps have theirs. */
	tier: z.enum(TIERS).nullable(),
	independent_sources: z.int().nullable(),
	publisher: z.string().nullable(),
	source_url: z.string().nullable(),
	/** Not confirmed for so long that it wants another look. */
	stale: z.boolean()
});
export type EvidenceItem = z.output<typeof evidence>;

/** A screened site as the API answers it. */
const screenedSite = screeningRow.extend({
	/** What else the row of the list holds, under its heads. */
	carried: z.record(z.string(), z.string()),
	score: score.optional(),
	evidence: z.array(evidence).optional()
});
export type ScreenedSite = z.output<typeof screenedSite>;

/** A site as a dot of a map: its row, the point it is measured from, how its firmest rule stands, and what that covers. */
const dot = z.tuple([z.int(), z.number(), z.number(), z.string(), z.string().nullable()]);
export type Dot = z.output<typeof dot>;

/** A fault that several rows share, and the first of them: one choice sets all of them right. */
const repair = z.object({
	kind: z.enum(['point', 'name', 'state']),
	words: z.string(),
	candidates: z.array(z.string()),
	rows: z.int(),
	row: z.int()
});

/** The API's answer to a list of sites. */
export const screeningAnswer = z.object({
	data: z.array(screenedSite),
	/** Position of the first row here, from 1, and rows in all. */
	page: z.object({ first: z.int(), total: z.int() }),
	/** Heads of the columns carried through. */
	carried: z.array(z.string()),
	/** Every site placed, where `points=yes`: row, longitude, latitude, status of the firmest rule, what that covers. */
	points: z.array(dot).optional(),
	/** Faults that one choice sets right in several rows, where `points=yes`, the most common first. */
	repairs: z.array(repair).optional(),
	meta: z.object({
		release: z.string(),
		on: z.string(),
		filters: z.record(z.string(), z.array(z.string())),
		scope: z.string(),
		/** What was done, in words. */
		sentence: z.string(),
		notes: z.array(z.string()),
		sites: z.int(),
		placed: z.int(),
		unplaced: z.int(),
		ambiguous: z.int(),
		weights
	})
});
export type ScreeningAnswer = z.output<typeof screeningAnswer>;
