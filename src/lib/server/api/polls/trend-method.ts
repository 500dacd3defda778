import { createRoute, z } from '@hono/zod-openapi';
import { DESIGN_EFFECT } from '#lib/domain/polls/margin.ts';
import { validations } from '#lib/domain/tables/computed/trends.ts';
import { HALF_LIFE_DAYS, WINDOW_DAYS } from '#lib/domain/trend/averages.ts';
import { CROWD_DAYS, CROWD_POLLS, FALLBACK_N } from '#lib/domain/trend/model/design.ts';
import {
	POPULATION_SD,
	PRIORS,
	SLOPE_HALF_LIFE_DAYS,
	WORDING_SD
} from '#lib/domain/trend/model/hyperparameters.ts';
import { OUTLIER_DISTANCE } from '#lib/domain/trend/model/mixture.ts';
import { BEHIND_DAYS } from '#lib/domain/trend/model/model.ts';
import { validationsOf } from '../../dataset/queries/polls/trend-summary.ts';
import { answers, dataControls } from '../list/collection.ts';
import { askMoment, type Call } from '../request/request.ts';

/** Every constant of the estimates, as the code that built the release has it. */
const SETTINGS = {
	design_effect: DESIGN_EFFECT,
	window_days: WINDOW_DAYS,
	half_life_days: HALF_LIFE_DAYS,
	crowd_days: CROWD_DAYS,
	crowd_polls: CROWD_POLLS,
	fallback_n: FALLBACK_N,
	behind_days: BEHIND_DAYS,
	population_sd: POPULATION_SD,
	wording_sd: WORDING_SD,
	slope_half_life_days: SLOPE_HALF_LIFE_DAYS,
	outlier_distance: OUTLIER_DISTANCE,
	prior_level_sd: PRIORS.levelSd.median,
	prior_slope_sd: PRIORS.slopeSd.median,
	prior_non_sampling_sd: PRIORS.nonSamplingSd.median,
	prior_house_sd: PRIORS.houseSd.median
};

const settingsSchema = z
	.object(
		Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, z.number()])) as Record<
			keyof typeof SETTINGS,
			z.ZodNumber
		>
	)
	.openapi('TrendSettings');

const validationSchema = z
	.object({ ...validations.row.shape, ...validations.derived.shape })
	.openapi('Validation');

export const trendMethodRoute = createRoute({
	method: 'get',
	path: '/trends/method' as const,
	summary: 'How estimates are made, and how well they predict',
	description:
		'The constants of the estimates, and how well they predict: each poll predicted from the others, for every question asked three times or more and every model.',
	request: { query: z.object(dataControls) },
	responses: answers(
		'Constants and validations',
		z.object({
			data: z.object({ settings: settingsSchema, validations: z.array(validationSchema) }),
			release: z.string(),
			on: z.string()
		})
	)
});

/**
 * The constants of the estimates and every validation of a release.
 * @throws ProblemError 400 for a query that is not allowed, 404 or 410 for a release that is not here
 */
export function trendMethod(call: Call) {
	const { release, on } = askMoment(call);
	return {
		data: { settings: SETTINGS, validations: validationsOf(release) },
		release: release.id,
		on
	};
}
