import { z } from '@hono/zod-openapi';
import { TIERS } from '#lib/domain/closed.ts';
import { addDays, addMonths } from '#lib/domain/dates.ts';
import type { SeriesRole } from '#lib/domain/indicators/series-roles.ts';
import {
	byClass,
	cheapestOn,
	comparable,
	MODEL_CLASSES
} from '#lib/domain/prices/price-statistics.ts';
import { areComparable, notComparedWords } from '#lib/domain/actions/coverage.ts';
import { SELECTION } from '#lib/domain/actions/votes.ts';
import { capital } from '#lib/domain/text/format.ts';
import { seriesOfRole } from '../../dataset/queries/indicators/series-roles.ts';
import { coverage } from '../../dataset/queries/records/coverage.ts';
import {
	isOutdated,
	newestValues,
	restrictiveActions,
	type ValueRow
} from '../../dataset/queries/regions/overview.ts';
import { pricesOf } from '../prices/model-price-stats.ts';
import type { Headline } from '../profile/opposition.ts';
import type { Asked } from '../request/request.ts';

export const tileSchema = z.object({
	key: z.enum([
		'opposition',
		'restrictive_actions',
		'data_center_electricity',
		'residential_price',
		'frontier_price'
	]),
	title: z.string(),
	value: z.number(),
	verified: z
		.int()
		.nullable()
		.openapi({ description: 'Of a count: how many are stated by a source beyond trackers' }),
	unit: z.string(),
	detail: z.string(),
	change: z
		.object({ value: z.number(), unit: z.string(), since: z.string() })
		.nullable()
		.openapi({ description: 'Change against an earlier period' }),
	no_change: z.string().nullable().openapi({
		description: 'Why there is no change, where the reason is more than no earlier figure'
	}),
	period: z.string(),
	outdated: z.boolean().openapi({
		description: 'Whether nobody confirmed the figure for longer than the limit of its kind'
	}),
	region: z.string(),
	region_name: z.string(),
	source_title: z.string(),
	source_url: z.string().nullable(),
	publisher: z.string(),
	tier: z.enum(TIERS),
	independent_sources: z.int()
});
type Tile = z.output<typeof tileSchema>;

/** The figures of an overview, each with its change, period and source. */
export function tiles(
	asked: Asked,
	around: { region: string; label: string }[],
	headline: Headline | null
): Tile[] {
	return [
		headline && oppositionTile(asked, headline),
		actionsTile(asked, around),
		electricityTile(asked, around),
		priceTile(asked, around),
		frontierTile(asked)
	].filter((tile) => tile !== null);
}

function oppositionTile(
	{ release, on }: Asked,
	{ region, region_name, last, first, change, wording_group_label, house }: Headline
): Tile {
	return {
		key: 'opposition',
		title: wording_group_label,
		value: last.percent,
		verified: null,
		unit: 'percent',
		detail: house,
		change: change === null ? null : { value: change, unit: 'points', since: first.date },
		no_change: null,
		period: last.date,
		outdated: isOutdated(release, 'poll', last.poll_id, on),
		region,
		region_name,
		source_title: last.source_title,
		source_url: last.source_url,
		publisher: last.publisher,
		tier: last.tier,
		independent_sources: last.independent_sources
	};
}

function actionsTile(
	{ release, on }: Asked,
	around: { region: string; label: string }[]
): Tile | null {
	const here = around[0];
	if (!here) return null;
	const region = here.region;
	const yearAgo = addMonths(on, -12);
	const now = restrictiveActions(release, region, yearAgo, on);
	const twoYearsAgo = addMonths(on, -24);
	const before = restrictiveActions(release, region, twoYearsAgo, yearAgo);
	const span = coverage(release);
	const isComparable = areComparable(
		span,
		[addDays(twoYearsAgo, 1), yearAgo],
		[addDays(yearAgo, 1), on]
	);
	return {
		key: 'restrictive_actions',
		title: 'Restrictive actions, 12 months',
		value: now.total,
		verified: now.confirmed,
		unit: 'count',
		detail: capital(`${now.states > 1 ? `in ${now.states} states; ` : ''}${SELECTION}`),
		change: isComparable
			? { value: now.total - before.total, unit: 'actions', since: 'the previous 12 months' }
			: null,
		no_change: isComparable ? null : notComparedWords(span),
		period: `${addDays(yearAgo, 1)} to ${on}`,
		outdated: false,
		region,
		region_name: here.label,
		source_title: 'Votes and actions of this version',
		source_url: null,
		publisher: 'Groundswell count',
		tier: now.confirmed > 0 && now.confirmed === now.total ? 'reported' : 'aggregator',
		independent_sources: 0
	};
}

function valueTile(key: Tile['key'], title: string, { now, before, outdated }: Values): Tile {
	return {
		key,
		title,
		value: now.value,
		verified: null,
		unit: now.unit,
		detail: now.title,
		change: before
			? { value: (now.value / before.value - 1) * 100, unit: 'percent', since: before.period }
			: null,
		no_change: null,
		period: now.period,
		outdated,
		region: now.region,
		region_name: now.region_name,
		source_title: now.source_title,
		source_url: now.source_url,
		publisher: now.publisher,
		tier: now.tier,
		independent_sources: now.independent_sources
	};
}

interface Values {
	now: ValueRow;
	before: ValueRow | undefined;
	/** Whether the newest value is past the limit of its frequency. */
	outdated: boolean;
}

/** The newest values of the nearest region that has some; of series that say the same, a current one goes first. */
function firstWithValues(
	{ release, on }: Asked,
	around: { region: string }[],
	role: SeriesRole
): Values | null {
	const series = seriesOfRole(release, role);
	for (const { region } of around) {
		const found = series.flatMap((id) => {
			const [now, before] = newestValues(release, id, region, on, 2);
			return now === undefined
				? []
				: [{ now, before, outdated: isOutdated(release, 'observation', `${id}|${region}`, on) }];
		});
		const best = found.find(({ outdated }) => !outdated) ?? found[0];
		if (best) return best;
	}
	return null;
}

function electricityTile(asked: Asked, around: { region: string }[]): Tile | null {
	const found = firstWithValues(asked, around, 'data_center_electricity');
	return found && valueTile('data_center_electricity', 'Data-center electricity', found);
}

function priceTile(asked: Asked, around: { region: string }[]): Tile | null {
	const found = firstWithValues(asked, around, 'residential_price');
	return found && valueTile('residential_price', 'Residential electricity price', found);
}

function frontierTile(asked: Asked): Tile | null {
	const { release, on } = asked;
	const [frontier] = MODEL_CLASSES;
	const offers = byClass(comparable(pricesOf(asked))).get(frontier) ?? [];
	const now = cheapestOn(offers, 'blended', on);
	if (!now) return null;
	const { offer, price } = now;
	const yearAgo = addMonths(on, -12);
	const before = cheapestOn(offers, 'blended', yearAgo);
	return {
		key: 'frontier_price',
		title: 'Lowest price of a frontier model',
		value: price,
		verified: null,
		unit: 'USD per million tokens',
		detail: `${offer.model_name}${offer.host ? ` at ${offer.host}` : ''}; per million tokens, 3:1 input to output`,
		change: before
			? {
					value: (price / before.price - 1) * 100,
					unit: 'percent',
					since: `${yearAgo} (${before.offer.model_name})`
				}
			: null,
		no_change: null,
		period: offer.date ?? on,
		outdated: isOutdated(release, 'model_price', offer.model_price_id, on),
		region: 'WLD',
		region_name: 'World',
		source_title: offer.source_title,
		source_url: offer.source_url,
		publisher: offer.publisher,
		tier: offer.tier,
		independent_sources: offer.independent_sources
	};
}
