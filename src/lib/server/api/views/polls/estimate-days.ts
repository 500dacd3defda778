import type { TrendDay } from '#lib/charts/kinds/trend.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { estimateFinding, type EstimateFinding } from '#lib/domain/polls/estimate.ts';
import { pooledIn } from '../../../dataset/queries/polls/pooled.ts';
import type { Stated } from '../stated.ts';
import { bodyOf, type Answer, type Api } from '../view-tools.ts';

/** Pages of a daily estimate that are fetched: eleven years. */
const PAGES = 4;
const MOST = '1000';

type Row = CollectionRow<'trends'>;
type Query = Readonly<Record<string, string>>;
export type Summary = Answer<Api['trends']['summary']['$get']>['data'][number];

/** The days of the estimate of a query, oldest first. */
export async function daysOf(api: Api, query: Query): Promise<Row[]> {
	const days: Row[] = [];
	let cursor: string | null = null;
	for (let page = 0; page < PAGES; page++) {
		const answer: { data: Row[]; page: { next: string | null } } = await bodyOf(
			api.trends.$get({
				query: { ...query, sort: 'date', limit: MOST, ...(cursor === null ? {} : { cursor }) }
			})
		);
		days.push(...answer.data);
		if (answer.page.next === null) break;
		cursor = new URL(answer.page.next, 'http://page.invalid').searchParams.get('cursor');
	}
	return days;
}

/** What the model's estimate of a query says, with the pollsters behind it. @param days of the model, oldest first */
export async function findingOf(
	api: Api,
	query: Query,
	{ polls, wordings, change }: Summary,
	days: readonly Row[]
): Promise<EstimateFinding | null> {
	const [first] = days;
	if (!first) return null;
	const { data } = await bodyOf(api['trend-polls'].$get({ query: { ...query, limit: MOST } }));
	const { region, region_name, wording_label: label } = first;
	return estimateFinding(
		{ region, region_name, label, polls, wordings, change },
		days,
		data.map(({ house }) => house)
	);
}

/**
 * The estimate from all polls like those of a wording group.
 * @param frame region, release and day
 */
export async function poolOf(
	api: Api,
	{ pools }: Stated,
	frame: Query,
	wording_group: string
): Promise<{ pool: string; summary: Summary } | null> {
	const { data } = await bodyOf(api.trends.summary.$get({ query: { ...frame, subgroup: 'all' } }));
	const summary = pooledIn(data, pools(wording_group));
	return summary && { pool: summary.pool, summary };
}

/** A small chart draws a day of each so many. */
const WEEK = 7;
/** Days of an estimate that a small chart draws, counted back from the last. */
export const weekly = (days: readonly Row[]): TrendDay[] =>
	drawnDays(days.filter((_, index) => (days.length - 1 - index) % WEEK === 0));

/** What a chart draws of days, to hundredths: files and tables have every digit. */
export const drawnDays = (days: readonly Row[]): TrendDay[] =>
	days.map(({ date, polls, houses, ...shares }) => ({
		date,
		estimate: hundredths(shares.estimate),
		low80: orNull(shares.low80),
		high80: orNull(shares.high80),
		low95: orNull(shares.low95),
		high95: orNull(shares.high95),
		polls,
		houses
	}));
const hundredths = (share: number) => Math.round(share * 100) / 100;
const orNull = (share: number | null) => (share === null ? null : hundredths(share));

/** An estimate from all polls like one, and its days for a small chart. */
interface Pooled {
	finding: EstimateFinding;
	/** One a week, and the last. */
	days: TrendDay[];
	/** The pool that is estimated. */
	pool: string;
}

/**
 * The estimate from all polls like the headline's, in its region; null where there is none.
 * @param context release, day and dataset of the page
 */
export async function pooledOf(
	api: Api,
	stated: Stated,
	context: Query,
	headline: { region: string; wording_group: string } | null
): Promise<Pooled | null> {
	if (headline === null) return null;
	const frame = { ...context, region: headline.region };
	const found = await poolOf(api, stated, frame, headline.wording_group);
	if (found === null) return null;
	const { pool, summary } = found;
	const query = { ...frame, pool, subgroup: 'all' };
	const days = await daysOf(api, { ...query, method: 'model' });
	const finding = await findingOf(api, query, summary, days);
	return finding && { finding, days: weekly(days), pool };
}
