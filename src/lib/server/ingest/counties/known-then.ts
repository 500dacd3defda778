import type BetterSqlite3 from 'better-sqlite3';
import { parseDate } from '#lib/domain/dates.ts';
import { calibrationOf } from '#lib/domain/trend/checks/calibration.ts';
import { knownThen, workOf, type DatedReading } from '#lib/domain/trend/checks/known-then.ts';
import { combinationsOf, type Combination, type PollReading } from '../model/polls/combinations.ts';
import { inserter, type Insert } from './trend-rows.ts';
import { asTrendReading } from '../model/polls/trends.ts';

/**
 * Work of the fits of one build, in the units of `workOf`: 23 to 74 seconds of CPU on one core of 2026, measured on
 * simulated sets of 100 to 400 polls by 5 to 15 pollsters over 400 to 900 days.
 */
const MOST_WORK = 4.5e7;

/** Days of a poll that say when it could be known. */
interface Published {
	published: string | null;
	field_end: string | null;
	date: string | null;
}

/** A trend with a model, and its readings with the day from which each was known. */
interface DatedTrend {
	about: Omit<Combination, 'readings' | 'leftOut'>;
	readings: DatedReading[];
}

/** Every trend of a release that has a model, those with fewest readings first. */
export function datedTrends(db: BetterSqlite3.Database): DatedTrend[] {
	const readings = db.prepare('SELECT * FROM readings ORDER BY rowid').all() as PollReading[];
	const pools = db.prepare('SELECT pool, wording_group FROM pools').all() as {
		pool: string;
		wording_group: string;
	}[];
	const polls = db
		.prepare('SELECT poll_id, published, field_end, date FROM polls')
		.all() as (Published & {
		poll_id: string;
	})[];
	const modelled = new Set(
		db.prepare(`SELECT trend_id FROM trends WHERE model = 'yes'`).pluck().all() as string[]
	);
	const byId = new Map(polls.map((poll) => [poll.poll_id, poll]));
	return combinationsOf(readings, pools)
		.filter(({ trend_id }) => modelled.has(trend_id))
		.map(({ readings: rows, leftOut: _, ...about }) => ({
			about,
			readings: rows.map((row) => {
				const reading = asTrendReading(row);
				return { ...reading, known: knownFrom(reading.day, byId.get(row.poll_id)) };
			})
		}))
		.sort((a, b) => a.readings.length - b.readings.length);
}

/**
 * The day from which a poll was known: the last that its publication can have been, else the last of the period that
 * is known of it; never before the day that it is a reading of.
 */
export function knownFrom(day: string, poll: Published | undefined): string {
	const stated = poll?.published ?? poll?.field_end ?? poll?.date ?? day;
	const last = parseDate(stated)?.end ?? day;
	return last < day ? day : last;
}

/**
 * What the model would have said of each trend on each day, and how well it then predicted the polls that came next.
 * A build does so much and no more; a trend that is too large says so, and `npm run known-then` makes its series.
 */
export function buildKnownThen(
	db: BetterSqlite3.Database,
	onEstimate: (done: number, of: number) => void = () => undefined,
	mostWork = MOST_WORK
): void {
	const insert = inserter(db);
	const trends = datedTrends(db);
	let left = mostWork;
	trends.forEach(({ about, readings }, index) => {
		onEstimate(index, trends.length);
		const work = workOf(readings);
		if (work > left) return tooLarge(db, about.trend_id);
		left -= work;
		store(about, readings, insert);
	});
}

function tooLarge(db: BetterSqlite3.Database, trend_id: string): void {
	db.prepare('UPDATE trends SET known_sentence = ? WHERE trend_id = ?').run(
		'Too many fits for a build: npm run known-then makes this series.',
		trend_id
	);
}

function store(
	{ trend_id, region, wording_group, pool }: DatedTrend['about'],
	readings: readonly DatedReading[],
	insert: Insert
): void {
	const { daily, predictions } = knownThen(readings);
	for (const day of daily)
		insert('trend_days', {
			trend_id,
			method: 'model',
			known: 'then',
			...day,
			change_variance: null
		});
	const calibration = calibrationOf(predictions);
	if (calibration !== null)
		insert('validations', {
			kind: 'ahead',
			name: trend_id,
			region,
			label: pool ?? wording_group ?? trend_id,
			n: calibration.n,
			mean_error: calibration.meanError,
			mean_absolute_error: calibration.meanAbsoluteError,
			covered80: calibration.covered80,
			covered95: calibration.covered95
		});
}
