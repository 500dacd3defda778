import type { Database } from 'better-sqlite3';
import { STATISTICS } from '#lib/domain/claims/statistics.ts';
import { TIERS, type Tier } from '#lib/domain/closed.ts';
import { areComparable } from '#lib/domain/actions/coverage.ts';
import { addDays, addMonths } from '#lib/domain/dates.ts';
import {
	cheapestOn,
	comparable,
	medianOn,
	openGapOn
} from '#lib/domain/prices/price-statistics.ts';
import { MEASURE_WORDS, type ModelPrice } from '#lib/domain/prices/prices.ts';
import { coverage } from '../queries/records/coverage.ts';

type Name = (typeof STATISTICS)[number];

interface Dated {
	value: number;
	date: string;
}

/** A figure computed from records on a day, and on the day its movement is counted from. */
export interface Statistic {
	title: string;
	href: string;
	unit: string;
	now: Dated;
	before: Dated | null;
	tier: Tier;
	publishers: string[];
}

/** What a statistic is on one day, and on what it rests. */
interface OnDay {
	value: number;
	rests: readonly Pick<ModelPrice, 'tier' | 'publisher'>[];
}

/** Days a statistic is asked for; without a first one it is compared with a year before. */
interface Span {
	since: string | null;
	until: string;
}

const USD = 'USD per million tokens';

/**
 * A statistic by its id, `cheapest|frontier` or `actions|project_withdrawn`; null where nothing on record makes it.
 * A claim without a date is of the newest day on record.
 */
export function statisticOf(db: Database, id: string, span: Span): Statistic | null {
	const [name, of = ''] = id.split('|');
	const known = STATISTICS.find((one) => one === name);
	if (known === undefined) return null;
	return known === 'actions' ? actionsOf(db, of, span) : pricesOf(db, known, of, span);
}

const PRICES: Record<
	Exclude<Name, 'actions'>,
	{
		title: string;
		unit: string;
		on: (offers: readonly ModelPrice[], day: string) => OnDay | null;
	}
> = {
	cheapest: {
		title: 'Cheapest list price',
		unit: USD,
		on: (offers, day) => {
			const found = cheapestOn(offers, 'blended', day);
			return found && { value: found.price, rests: [found.offer] };
		}
	},
	median: {
		title: 'Median list price',
		unit: USD,
		on: (offers, day) => {
			const found = medianOn(offers, 'blended', day);
			return found && { value: found.price, rests: found.offers };
		}
	},
	'open-gap': {
		title: 'Cheapest closed price divided by the cheapest with open weights',
		unit: 'ratio',
		on: (offers, day) => {
			const gap = openGapOn(offers, 'blended', day);
			if (gap?.ratio === undefined || gap.ratio === null) return null;
			return { value: gap.ratio, rests: [gap.open.offer, gap.closed.offer] };
		}
	}
};

/**
 * The prices of a class of models as their list gives them, the oldest first. Written out: a build weighs claims too,
 * and need not load what composes queries for one of them. How fresh a price is enters no statistic.
 */
const OFFERS = `SELECT m.*, m.valid_from AS date, m.model || '|' || coalesce(m.host, '') || '|' || coalesce(m.valid_from, '') AS model_price_id,
		r.label AS region_name, s.title AS source_title, s.url AS source_url, s.publisher, NULL AS stale_from
	FROM model_prices m JOIN regions r USING (region) JOIN sources s ON s.source_id = m.best_source
	WHERE m.model_class = ?
	ORDER BY m.date_start NULLS LAST, m.date_end NULLS LAST, m.model, m.host, m.valid_from, m.dataset`;

function pricesOf(
	db: Database,
	name: Exclude<Name, 'actions'>,
	model_class: string,
	span: Span
): Statistic | null {
	const offers = comparable(db.prepare(OFFERS).all(model_class) as ModelPrice[]);
	const newest = offers.flatMap(({ date_start }) => date_start ?? []).at(-1);
	const day = span.until < '9999' ? span.until : newest;
	if (day === undefined) return null;
	const { title, unit, on } = PRICES[name];
	return between(
		{
			title: `${title}, ${model_class} models, ${MEASURE_WORDS.blended}`,
			href: `/costs/tiers?measure=blended&model_class=${model_class}`,
			unit
		},
		(one) => on(offers, one),
		day,
		span.since
	);
}

/** Steps of one type in twelve months; a step another dataset repeats counts once. */
function actionsOf(db: Database, type: string, asked: Span): Statistic | null {
	const label = db
		.prepare(`SELECT label FROM vocabulary WHERE kind = 'action_type' AND value = ?`)
		.pluck()
		.get(type) as string | undefined;
	const newest = db
		.prepare('SELECT max(date_end) FROM actions WHERE action_type = ?')
		.pluck()
		.get(type) as string | null;
	if (label === undefined || newest === null) return null;
	const rows = db.prepare(
		`SELECT a.tier, s.publisher FROM actions a JOIN sources s USING (source_id)
			LEFT JOIN action_facts f ON f.action_id = a.action_id
			WHERE a.action_type = ? AND a.date_end > ? AND a.date_end <= ? AND f.same_as IS NULL`
	);
	const isComparable = (day: string, first: string) =>
		areComparable(
			span(db),
			...[day, first].map((one): [string, string] => [addDays(addMonths(one, -12), 1), one])
		);
	return between(
		{
			title: `${label}, in twelve months`,
			href: `/actions?action_type=${type}`,
			unit: 'count'
		},
		(day) => {
			const rests = rows.all(type, addMonths(day, -12), day) as OnDay['rests'];
			return { value: rests.length, rests };
		},
		asked.until < '9999' ? asked.until : newest,
		asked.since,
		isComparable
	);
}

/** The days that trackers cover: what they began to watch later is no increase. */
const span = (db: Database) => coverage({ prepare: (sql) => db.prepare(sql) });

/** A statistic on two days; as certain as the least certain of what it rests on. */
function between(
	described: Pick<Statistic, 'title' | 'href' | 'unit'>,
	on: (day: string) => OnDay | null,
	day: string,
	since: string | null,
	isComparable: (day: string, first: string) => boolean = () => true
): Statistic | null {
	const first = since ?? addMonths(day, -12);
	const [now, before] = [on(day), isComparable(day, first) ? on(first) : null];
	if (now === null) return null;
	const rests = [...now.rests, ...(before?.rests ?? [])];
	return {
		...described,
		now: { value: now.value, date: day },
		before: before && { value: before.value, date: first },
		tier: TIERS.findLast((tier) => rests.some((one) => one.tier === tier)) ?? 'primary',
		publishers: [...new Set(rests.map(({ publisher }) => publisher))]
	};
}
