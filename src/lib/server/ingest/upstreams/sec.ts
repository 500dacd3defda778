import { group } from 'd3-array';
import { z } from 'zod';
import { daysBetween } from '#lib/domain/dates.ts';
import { shapeFailure } from './failure.ts';
import type { Listed } from './ledger.ts';
import { sourceId } from './source-id.ts';
import { defineUpstream, readJson, sourceOf, type Copy } from './upstream.ts';

/** Cash capital spending of named companies by quarter: SEC EDGAR, XBRL company facts. */
const NAME = 'sec';

/** Companies by the central index key under which they file, with the tag of their cash flow statement. */
const COMPANIES: Record<string, { tag: string; series_id: string }> = {
	'0000789019': {
		tag: 'PaymentsToAcquirePropertyPlantAndEquipment',
		series_id: 'microsoft-capex-cash'
	},
	'0001652044': {
		tag: 'PaymentsToAcquirePropertyPlantAndEquipment',
		series_id: 'alphabet-capex-cash'
	},
	'0001326801': {
		tag: 'PaymentsToAcquirePropertyPlantAndEquipment',
		series_id: 'meta-capex-cash'
	},
	'0001018724': { tag: 'PaymentsToAcquireProductiveAssets', series_id: 'amazon-capex-cash' }
};

/** First quarter taken: before it companies used other tags. */
const SINCE = '2016-01-01';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const fact = z.object({ start: day, end: day, val: z.number(), form: z.string(), filed: day });
export type Fact = Pick<z.output<typeof fact>, 'start' | 'end' | 'val' | 'filed'>;

const factsUnder = (tag: string) =>
	z.object({
		facts: z.object({
			'us-gaap': z.object({ [tag]: z.object({ units: z.object({ USD: z.array(fact) }) }) })
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

function parseCompany(copy: Copy): Listed<Quarter>[] {
	const company = COMPANIES[copy.part.file.slice(3, 13)];
	if (!company) throw shapeFailure(NAME, `${copy.part.file} belongs to no company known here`);
	const { tag, series_id } = company;
	const facts =
		readJson(NAME, copy, factsUnder(tag)).facts['us-gaap'][tag]?.units.USD.filter(
			({ form, start }) => FORMS.test(form) && start >= SINCE
		) ?? [];
	const found = quarters(facts);
	if (found.length === 0) throw shapeFailure(`${NAME} (${copy.part.file})`, `no quarter of ${tag}`);
	return found.map(({ end, vintage, value, computed }) => {
		const data: Quarter = {
			series_id,
			period: calendarQuarter(end),
			vintage,
			value,
			note: computed ? 'Computed: year to date less the year to date a quarter earlier' : null
		};
		return { id: `${series_id}|${data.period}|${vintage}`, data };
	});
}

const description = {
	name: NAME,
	title: 'XBRL company facts (EDGAR), as fetched',
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
	parse: (copies) => copies.flatMap(parseCompany),
	data: quarter,
	rows: (entries) => ({
		rows: {
			sources: [
				sourceOf(description, {
					publisher: 'U.S. Securities and Exchange Commission',
					url: 'https://data.sec.gov/api/xbrl/companyfacts/',
					tier: 'primary'
				})
			],
			observations: [...new Map(entries.map((entry) => [entry.id, entry.data])).values()].map(
				(data) => ({
					...data,
					region: 'WLD',
					low: null,
					high: null,
					estimate: 'actual',
					source_id: sourceId(NAME)
				})
			)
		},
		notes: []
	})
});
