import { z } from 'zod';
import type { InputRow } from '#lib/domain/tables/index.ts';
import type { Curated } from '../curated.ts';
import type { Entry } from '../actions/listings.ts';
import { sourceId } from '../parse/source-id.ts';
import type { Converted } from '../upstream.ts';

/** What is kept of a county: people on 1 April 2020 by the base of the estimates, and on 1 July of years. */
export const countyEstimate = z.object({
	name: z.string(),
	base: z.number(),
	in2020: z.number(),
	in2024: z.number().nullable(),
	newest: z.number(),
	/** Year of the newest estimate, which is the edition. */
	year: z.number()
});
export type CountyEstimate = z.output<typeof countyEstimate>;

type Population = InputRow<'populations'>;
type Estimated = Pick<
	Population,
	| 'population_2020_april_base'
	| 'population_2020'
	| 'population_2024'
	| 'population_newest'
	| 'population_newest_year'
	| 'vintage'
	| 'source_id'
>;

const SOURCE = sourceId('census-population');
const CODE = /^(US-[A-Z]{2})-(\d{2})(\d{3})$/;

/**
 * Rows of counties the curated data lack, and changes of the cells of those they have: a table of one row a county is
 * brought up to a newer edition cell by cell. Figures equal to the curated ones change nothing, and an edition older
 * than the curated one is passed over.
 */
export function populationRows(
	entries: readonly Entry<CountyEstimate>[],
	curated: Curated
): Converted {
	const now = new Map(
		entries.filter(({ to }) => to === null).map(({ id, data }) => [id, data] as const)
	);
	const known = new Map(curated.rows('populations').map((row) => [row.region, row]));
	const codes = new Codes(curated);
	const populations: Population[] = [];
	const overrides: InputRow<'overrides'>[] = [];
	let unplaced = 0;
	for (const [region, data] of codes.placed(now, known, () => unplaced++)) {
		const row = known.get(region);
		if (!row) populations.push({ ...NO_POPULATION, region, ...figuresOf(data) });
		else if (data.year >= Number(row.vintage ?? 0)) overrides.push(...changesOf(row, data));
	}
	return {
		rows: { populations, overrides },
		notes: unplaced > 0 ? [`${unplaced} counties are left out: no region here has their code`] : []
	};
}

const NO_POPULATION: Omit<Population, 'region' | keyof Estimated> = {
	population_acs_2019_2023: null,
	land_sq_mi: null,
	county_subdivisions: null,
	municipalities_placed: null,
	municipalities_share_placed_in_state: null,
	note: null
};

const figuresOf = (data: CountyEstimate): Estimated => ({
	population_2020_april_base: data.base,
	population_2020: data.in2020,
	population_2024: data.in2024,
	population_newest: data.newest,
	population_newest_year: data.year,
	vintage: String(data.year),
	source_id: SOURCE
});

/** The cells in which a county differs; the document is named anew only where another edition speaks. */
function changesOf(row: Population, data: CountyEstimate): InputRow<'overrides'>[] {
	const { source_id, ...figures } = figuresOf(data);
	const changed = Object.entries(figures).filter(
		([column, value]) => value !== null && value !== row[column as keyof Estimated]
	);
	const isNewer = figures.vintage !== row.vintage;
	return [...changed, ...(isNewer ? [['source_id', source_id] as const] : [])].map(
		([column, value]) => ({
			table: 'populations',
			id: row.region,
			column,
			value: String(value),
			source_id: SOURCE,
			reason: isNewer
				? `edition ${figures.vintage ?? ''} of the estimates`
				: 'the Census Bureau now gives another figure in the same edition'
		})
	);
}

/** Finds the region of a county by its Census code. */
class Codes {
	readonly #states = new Map<string, string>();
	readonly #regions = new Set<string>();
	/** Regions that were split, with the codes of their parts. */
	readonly #parts = new Map<string, string[]>();
	readonly #partOf = new Map<string, string>();

	constructor(curated: Curated) {
		for (const { region } of curated.rows('regions')) {
			const [, state, fips] = CODE.exec(region) ?? [];
			if (state === undefined || fips === undefined) continue;
			this.#states.set(fips, state);
			this.#regions.add(region);
		}
		const wholes = new Map<string, string[]>();
		for (const { alias, region } of curated.rows('region_aliases'))
			wholes.set(alias, [...(wholes.get(alias) ?? []), region]);
		for (const [alias, [whole, ...others]] of wholes)
			if (whole !== undefined && others.length === 0) {
				this.#parts.set(whole, [...(this.#parts.get(whole) ?? []), alias]);
				this.#partOf.set(alias, whole);
			}
	}

	/** Each county with its region; of a region that was split, the sum of its parts where all are there. */
	placed(
		counties: ReadonlyMap<string, CountyEstimate>,
		known: ReadonlyMap<string, unknown>,
		unplaced: () => void
	): Map<string, CountyEstimate> {
		const byCode = new Map(
			[...counties].map(([fips, data]) => {
				const state = this.#states.get(fips.slice(0, 2));
				return [state === undefined ? fips : `${state}-${fips}`, data] as const;
			})
		);
		const found = new Map<string, CountyEstimate>();
		for (const [code, data] of byCode) {
			const whole = this.#partOf.get(code);
			if (this.#regions.has(code) || known.has(code)) found.set(code, data);
			else if (whole === undefined || byCode.has(whole)) unplaced();
			else {
				const parts = (this.#parts.get(whole) ?? []).map((part) => byCode.get(part));
				const all = parts.filter((part) => part !== undefined);
				if (all.length === parts.length && all.length > 1) found.set(whole, sumOf(all));
				else unplaced();
			}
		}
		return found;
	}
}

function sumOf(parts: readonly CountyEstimate[]): CountyEstimate {
	const sum = (figure: (part: CountyEstimate) => number) =>
		parts.reduce((total, part) => total + figure(part), 0);
	return {
		name: parts.map(({ name }) => name).join(' and '),
		base: sum(({ base }) => base),
		in2020: sum(({ in2020 }) => in2020),
		in2024: parts.some(({ in2024 }) => in2024 === null) ? null : sum(({ in2024 }) => in2024 ?? 0),
		newest: sum(({ newest }) => newest),
		year: Math.min(...parts.map(({ year }) => year))
	};
}
