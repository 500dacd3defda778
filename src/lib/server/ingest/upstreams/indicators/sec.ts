import { group } from 'd3-array';
import { z } from 'zod';
import { daysBetween, parseDate } from '#lib/domain/dates.ts';
import { shapeFailure } from '../fetch/failure.ts';
import type { Entry } from '../actions/listings.ts';
import { oneByOne, rowAs, type Parsed } from '../parse/one-by-one.ts';
import { sourceId } from '../parse/source-id.ts';
import { defineUpstream, readJson, sourceOf, type Copy } from '../upstream.ts';
import { onlyNews } from '../parse/vintages.ts';

/** Cash capital spending of named companies by quarter: SEC EDGAR, XBRL company facts. */
const NAME = 'sec';

/**
 * Tags under which companies state what they pay for property and equipment. Some changed from one to the other, and
 * the facts of the old one stay listed for ever: of a period under several tags, the newest filing counts.
 */
const TAGS = [
	'PaymentsToAcquireProductiveAssets',
	'PaymentsToAcquirePropertyPlantAndEquipment'
] as const;

/** Companies by the central index key under which they file. */
const COMPANIES: Record<string, { name: string; series_id: string }> = {
	'0000789019': { name: 'Microsoft', series_id: 'microsoft-capex-cash' },
	'0001652044': { name: 'Alphabet', series_id: 'alphabet-capex-cash' },
	'0001326801': { name: 'Meta', series_id: 'meta-capex-cash' },
	'0001018724': { name: 'Amazon', series_id: 'amazon-capex-cash' }
};

/** A company reports each quarter within 45 days: a newest one older than this is behind. */
const STALE_DAYS = 200;

/** First quarter taken: before it companies used other tags. */
const SINCE = '2016-01-01';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const fact = z.object({ start: day, end: day, val: z.number(), form: z.string(), filed: day });
export type Fact = Pick<z.output<typeof fact>, 'start' | 'end' | 'val' | 'filed'>;

const companyFacts = z.object({
	facts: z.object({
		'us-gaap': z.record(
			z.string(),
			z.object({ units: z.record(z.string(), z.array(z.unknown())).optional() })
		)
	})
});

/** Reports that hold a cash flow statement, and their amendments. */
const FORMS = /^10-[QK](\/A)?$/;

/** What is kept of a quarter: its value in an edition of the company's reports. */
const quarter = z.object({
	series_id: z.string(),
	period: z.string(),
	vintage: z.string(),
	value: z.number(),
	note: z.string().nullable()
});
type Quarter = z.output<typeof quarter>;

/** A quarter of a year has 89 to 92 days; companies with weeks of their own may be some days off. */
const isQuarter = (start: string, end: string) => {
	const days = daysBetween(start, end) + 1;
	return days >= 80 && days <= 100;
};

/** Most days between two reports that follow each other. */
const NEXT_REPORT_DAYS = 200;

/**
 * Whether two facts come from reports that follow each other. A restated figure less one that was not restated
 * would be the value of no quarter.
 */
const together = (before: Fact, fact: Fact) =>
	Math.abs(daysBetween(before.filed, fact.filed)) <= NEXT_REPORT_DAYS;

interface Stated {
	end: string;
	/** Day from which the value is known. */
	vintage: string;
	value: number;
	computed: boolean;
}

/**
 * Values of single quarters from facts that mostly run from the start of the fiscal year: the year to date less
 * the year to date a quarter earlier. Each value is dated by the filing that makes it known; a later filing that
 * changes it makes another edition.
 */
export function quarters(facts: readonly Fact[]): Stated[] {
	const byStart = group(facts, ({ start }) => start);
	const filings = [...new Set(facts.map(({ filed }) => filed))].sort();
	const found = new Map<string, Stated[]>();
	for (const filed of filings) {
		const known = [...byStart.values()].flatMap((own) => quartersOf(own, filed));
		// A quarter stated as such comes after a computed one, and stands.
		const best = new Map(
			known.toSorted((a, b) => Number(b.computed) - Number(a.computed)).map((one) => [one.end, one])
		);
		for (const one of best.values()) {
			const editions = found.get(one.end) ?? [];
			if (editions.at(-1)?.value !== one.value) found.set(one.end, [...editions, one]);
		}
	}
	return [...found.values()].flat();
}

/** The quarters of one fiscal year, or a quarter on its own, as the filings up to a day state them. */
function quartersOf(facts: readonly Fact[], filed: string): Stated[] {
	const latest = new Map(
		facts
			.filter((fact) => fact.filed <= filed)
			.toSorted((a, b) => (a.filed < b.filed ? -1 : 1))
			.map((fact) => [fact.end, fact])
	);
	const years = [...latest.values()].toSorted((a, b) => (a.end < b.end ? -1 : 1));
	return years.flatMap((fact, index): Stated[] => {
		const own = { end: fact.end, vintage: filed };
		if (isQuarter(fact.start, fact.end)) return [{ ...own, value: fact.val, computed: false }];
		const before = years[index - 1];
		return before && isQuarter(before.end, fact.end) && together(before, fact)
			? [{ ...own, value: fact.val - before.val, computed: true }]
			: [];
	});
}

/** The calendar quarter in which a period ends; some fiscal quarters end a few days into the next month. */
function calendarQuarter(end: string): string {
	const [year = 0, month = 0, dayOfMonth = 0] = end.split('-').map(Number);
	const months = year * 12 + (month - 1) - (dayOfMonth <= 7 ? 1 : 0);
	return `${Math.floor(months / 12)}-Q${Math.floor((months % 12) / 3) + 1}`;
}

interface Tagged extends Fact {
	tag: string;
}

function parse(copy: Copy): Parsed<Quarter> {
	const where = `${NAME} (${copy.part.file})`;
	const company = COMPANIES[copy.part.file.slice(3, 13)];
	if (!company) throw shapeFailure(NAME, `${copy.part.file} belongs to no company known here`);
	const listed = readJson(NAME, copy, companyFacts).facts['us-gaap'];
	const stated = TAGS.flatMap((tag) =>
		(listed[tag]?.units?.['USD'] ?? []).map((value) => ({ tag, value }))
	);
	if (stated.length === 0) throw shapeFailure(where, `no facts under ${TAGS.join(', ')}`);
	const { odd, listed: facts } = oneByOne<{ tag: string; value: unknown }, Tagged>(
		where,
		stated,
		({ tag, value }) => {
			const data = { ...rowAs(tag, value, fact), tag };
			return FORMS.test(data.form) && data.start >= SINCE ? [{ id: tag, data }] : [];
		}
	);
	const { tag, facts: own, changed } = followed(facts.map(({ data }) => data));
	const found = quarters(own);
	if (found.length === 0) throw shapeFailure(where, `no quarter of ${tag ?? TAGS.join(', ')}`);
	return {
		rows: stated.length,
		odd: [...odd, ...(changed === null ? [] : [`${company.name} ${changed}`])],
		listed: found.map(({ end, vintage, value, computed }) => {
			const data: Quarter = {
				series_id: company.series_id,
				period: calendarQuarter(end),
				vintage,
				value,
				note: computed ? 'Computed: year to date less the year to date a quarter earlier' : null
			};
			return { id: `${company.series_id}|${data.period}|${vintage}`, data };
		})
	};
}

const newestEnd = (facts: readonly Fact[]) =>
	facts.reduce((newest, { end }) => (end > newest ? end : newest), '');

/**
 * The facts of the tag a company now uses, and before its first one those of the tag it used then; figures of two
 * tags are never taken from each other.
 */
export function followed(facts: readonly Tagged[]): {
	tag: string | null;
	facts: Tagged[];
	/** How the tag changed, in words. */
	changed: string | null;
} {
	const byTag = [...group(facts, ({ tag }) => tag)].toSorted(([, a], [, b]) =>
		newestEnd(b).localeCompare(newestEnd(a))
	);
	// Of two that are equally new, the first of TAGS: productive assets are what Amazon calls its spending.
	const [current] = byTag;
	if (!current) return { tag: null, facts: [], changed: null };
	const taken = [...current[1]];
	let changed: string | null = null;
	for (const [tag, own] of byTag.slice(1)) {
		const first = taken.reduce((start, fact) => (fact.start < start ? fact.start : start), '9999');
		const older = own.filter(({ end }) => end < first);
		if (older.length > 0)
			changed ??= `changed from ${tag} to ${current[0]} after ${newestEnd(older)}`;
		taken.push(...older);
	}
	return { tag: current[0], facts: taken, changed };
}

/** Companies whose newest quarter is older than it should be. */
function oldCompanies(entries: readonly Entry<Quarter>[], today: string): string[] {
	return Object.values(COMPANIES).flatMap(({ name, series_id }) => {
		const own = entries.flatMap(({ data }) => (data.series_id === series_id ? [data.period] : []));
		const newest = own.toSorted().at(-1);
		const end = newest === undefined ? null : parseDate(newest)?.end;
		if (newest === undefined || !end) return [];
		const days = daysBetween(end, today);
		return days > STALE_DAYS
			? [
					`${name}: its newest quarter is ${newest}, ${days} days ago; it may file under another tag now`
				]
			: [];
	});
}

const description = {
	name: NAME,
	title: 'XBRL company facts (EDGAR), as fetched',
	purpose: 'capital spending of Microsoft, Alphabet, Meta and Amazon, by quarter',
	staleAfterDays: STALE_DAYS,
	hosts: ['data.sec.gov'],
	types: ['application/json'],
	maxBytes: 64 << 20,
	licence: 'US government data',
	attribution: 'U.S. Securities and Exchange Commission, EDGAR',
	needs: {
		setting: 'contact',
		remedy:
			'set GROUNDSWELL_CONTACT to an e-mail address: the SEC asks programs to name who runs them'
	}
} as const;

export const sec = defineUpstream({
	...description,
	parts: () =>
		Object.keys(COMPANIES).map((cik) => ({
			file: `CIK${cik}.json`,
			url: `https://data.sec.gov/api/xbrl/companyfacts/CIK${cik}.json`
		})),
	parse,
	data: quarter,
	dated: ({ period }) => period,
	isPast: true,
	warn: oldCompanies,
	rows: (entries, { curated }) => ({
		rows: {
			sources: [
				sourceOf(description, {
					publisher: 'U.S. Securities and Exchange Commission',
					url: 'https://data.sec.gov/api/xbrl/companyfacts/',
					tier: 'primary'
				})
			],
			observations: onlyNews(
				[...new Map(entries.map((entry) => [entry.id, entry.data])).values()]
					.toSorted((a, b) => a.vintage.localeCompare(b.vintage))
					.map((data) => ({
						row: {
							...data,
							region: 'WLD',
							low: null,
							high: null,
							estimate: 'actual' as const,
							source_id: sourceId(NAME)
						},
						seen: data.vintage
					})),
				curated
			)
		},
		notes: []
	})
});
