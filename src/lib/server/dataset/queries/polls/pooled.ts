import type { OpenRelease } from '../../release.ts';

/** The last day of an estimate from all polls like one, with what it rests on. Shares are percent. */
export interface PooledEstimate {
	trend_id: string;
	pool: string;
	day: string;
	estimate: number;
	low95: number | null;
	high95: number | null;
	polls: number;
	houses: number;
}

/** The estimate from the polls of everyone in a region that ask like a wording group, most polls first; null without one. */
export const pooledEstimate = (
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	region: string,
	wordingGroup: string
): PooledEstimate | null =>
	(prepare(
		`SELECT t.trend_id, t.pool, d.day, d.estimate, d.low95, d.high95, t.polls, t.houses
			FROM trends t JOIN trend_days d ON d.trend_id = t.trend_id AND d.method = 'model' AND d.known = 'now'
			WHERE t.model = 'yes' AND t.region = @region AND t.followed = 'yes' AND t.subgroup = 'all'
				AND t.population = 'all' AND t.from_dataset = 'all'
				AND EXISTS (SELECT 1 FROM pools p WHERE p.pool = t.pool AND p.wording_group = @wordingGroup)
			ORDER BY t.polls DESC, t.trend_id, d.day DESC LIMIT 1`
	).get({ region, wordingGroup }) as PooledEstimate | undefined) ?? null;
