import type { FollowedRow } from '#lib/domain/actions/words/followed-words.ts';
import { mayShowCounties, type Judged } from '#lib/domain/forecast/criteria.ts';
import type { OpenRelease } from '../release.ts';

/** What followed within 90 days over all days read, with the actions of the release. */
export const followedNow = ({ prepare }: Prepares): FollowedRow[] =>
	prepare(
		`SELECT record, window_days, vintage, county_vintages, counties, followed, percent, low, high FROM what_followed
			WHERE actions_as = 'now' AND window_days = 90 AND vintage = 'all'`
	).all() as FollowedRow[];

type Prepares = Pick<OpenRelease, 'prepare'>;

/**
 * The newest frozen probability (0 to 1) of a restrictive action in a county, for whatever would show one. Null until
 * two origins in a row, made from what was known at the time, pass every criterion.
 */
export function countyFigure({ prepare }: Prepares, region: string): number | null {
	const scores = prepare(
		`SELECT origin_day, basis, frozen_on, auc, skill_state, slope, observed_expected, skill_size_state
			FROM forecast_scores WHERE model = 'three' AND actions_as = 'now'`
	).all() as Judged[];
	if (!mayShowCounties(scores)) return null;
	const figure = prepare(
		`SELECT three FROM forecasts WHERE region = ? AND basis = 'as_known' AND dataset = 'groundswell'
			ORDER BY origin_day DESC LIMIT 1`
	)
		.pluck()
		.get(region);
	return typeof figure === 'number' ? figure : null;
}
