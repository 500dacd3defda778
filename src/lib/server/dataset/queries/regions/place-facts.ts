import type { OpenRelease } from '../../release.ts';

type Prepares = Pick<OpenRelease, 'prepare'>;

/** Decisions that decide nothing yet. */
const OPEN = "'pending', 'proposed', 'delayed', 'tabled'";
const INSIDE = 'SELECT region FROM region_closure WHERE ancestor = @region';

/**
 * The newest action that was decided, of a region with what lies inside or of one place, each event once.
 * @param on YYYY-MM-DD: later ones are not told
 * @param counted only those with a count of votes
 */
export const newestDecision = (
	{ prepare }: Prepares,
	at: { region: string; place: string | null },
	on: string,
	counted: boolean
): string | null =>
	(prepare(
		`SELECT a.action_id FROM actions a JOIN action_facts f USING (action_id)
			WHERE f.same_as IS NULL AND a.date_start <= @on AND a.decision NOT IN (${OPEN})
				AND iif(@place IS NULL, @region = 'WLD' OR a.region IN (${INSIDE}), a.place_id = @place)
				AND (@counted = 0 OR a.votes_for IS NOT NULL OR a.percent_for IS NOT NULL)
			ORDER BY min(a.date_end, @on) DESC, a.date_start DESC, a.action_id LIMIT 1`
	)
		.pluck()
		.get({ ...at, on, counted: counted ? 1 : 0 }) ?? null) as string | null;

/** People and local governments of a county. */
export interface People {
	population: number;
	year: number;
	/** Townships and towns with a government; null where the state has none, or it is not known. */
	subdivisions: number | null;
	/** Municipalities placed in the county by name: a lower bound. */
	municipalities: number | null;
}

/** People and local governments of a county as the Census Bureau counts them; null for other regions. */
export const peopleOf = ({ prepare }: Prepares, region: string): People | null =>
	(prepare(
		`SELECT coalesce(population_newest, population_2024, population_2020) AS population,
				iif(population_newest IS NOT NULL, population_newest_year, iif(population_2024 IS NOT NULL, 2024, 2020)) AS year,
				county_subdivisions AS subdivisions, municipalities_placed AS municipalities
			FROM populations WHERE region = ? AND coalesce(population_newest, population_2024, population_2020) IS NOT NULL
			ORDER BY dataset = 'groundswell' LIMIT 1`
	).get(region) ?? null) as People | null;
