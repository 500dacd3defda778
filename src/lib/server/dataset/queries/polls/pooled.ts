import type { StoredRow } from '#lib/domain/tables/index.ts';
import type { OpenRelease } from '../../release.ts';

/** The pools of questions asked alike that a wording group is part of. */
export const poolsOf = (
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	wordingGroup: string
): string[] =>
	prepare('SELECT pool FROM pools WHERE wording_group = ? ORDER BY pool')
		.pluck()
		.all(wordingGroup) as string[];

/** The first fitted estimate from one of these pools; null without one. @param trends most polls first */
export function pooledIn<Trend extends Pick<StoredRow<'trends'>, 'pool' | 'model'>>(
	trends: readonly Trend[],
	pools: readonly string[]
): (Trend & { pool: string }) | null {
	for (const trend of trends) {
		const { pool, model } = trend;
		if (model === 'yes' && pool !== null && pools.includes(pool)) return { ...trend, pool };
	}
	return null;
}

/** The last day that a model estimates, in percent. */
export const lastDayOf = (
	{ prepare }: Pick<OpenRelease, 'prepare'>,
	trendId: string
): Pick<StoredRow<'trend_days'>, 'day' | 'estimate' | 'low95' | 'high95'> | undefined =>
	prepare(
		`SELECT day, estimate, low95, high95 FROM trend_days
			WHERE trend_id = ? AND method = 'model' AND known = 'now' ORDER BY day DESC LIMIT 1`
	).get(trendId) as StoredRow<'trend_days'> | undefined;
