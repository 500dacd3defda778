import { group } from 'd3-array';
import { addDays, addMonths } from '../dates.ts';
import { log } from '../trend/model/portable.ts';

/** A county as far as features ask. */
export interface County {
	region: string;
	/** Code of its state. */
	state: string;
	population: number;
	/** Its centre, in degrees. */
	lon: number;
	lat: number;
}

/** A restrictive action in a county, known to a day: the first its date stands for (YYYY-MM-DD). */
export interface CountyEvent {
	region: string;
	day: string;
}

/** What a forecast of a county is made from. */
export interface Features {
	/** Natural logarithm of the population. */
	size: number;
	/** Logarithm of the share of the state's counties with a recent action, over that of the nation. */
	state: number;
	/** The same of the counties around it, each weighted by its distance. */
	near: number;
}

/** Months in which an action is recent. */
const RECENT_MONTHS = 6;
/** Months from which the nation's rate is taken. */
const RATE_MONTHS = 3;
/** Counties' worth of the nation's rate that the rate of a state, or of the counties around, is mixed with. */
const PRIOR_COUNTIES = 20;
/** Distance over which the weight of a county falls to 1/e. */
const NEAR_KM = 80;
/** Beyond it a county weighs nothing. */
const FARTHEST_KM = 600;
const EARTH_KM = 6371.0088;

/**
 * The day so many months later or earlier; the last day of a month leads to the last day of a month.
 * @example monthsFrom('2025-09-30', 6) // '2026-03-31'
 */
export function monthsFrom(day: string, months: number): string {
	const isLast = addDays(day, 1).endsWith('-01');
	return isLast ? addDays(addMonths(addDays(day, 1), months), -1) : addMonths(day, months);
}

/** Counties with an action after one day and up to another. */
export const actingBetween = (
	events: readonly CountyEvent[],
	after: string,
	upTo: string
): Set<string> =>
	new Set(events.filter(({ day }) => day > after && day <= upTo).map(({ region }) => region));

/** The logarithm of the nation's rate before a day: given to a fit, so that its level follows the newest months. */
export function nationalRate(
	counties: readonly County[],
	events: readonly CountyEvent[],
	day: string
): number {
	const acting = actingBetween(events, monthsFrom(day, -RATE_MONTHS), day);
	return log((acting.size + 0.5) / counties.length);
}

/** The features of every county on a day, from actions up to that day alone; in the order of the counties. */
export function featuresOn(
	counties: readonly County[],
	events: readonly CountyEvent[],
	day: string
): Features[] {
	const acting = actingBetween(events, monthsFrom(day, -RECENT_MONTHS), day);
	const nation = (acting.size + 0.5) / counties.length;
	const relative = (acted: number, all: number) =>
		log((acted + PRIOR_COUNTIES * nation) / (all + PRIOR_COUNTIES) / nation);
	const states = new Map(
		[...group(counties, ({ state }) => state)].map(([state, own]) => [
			state,
			relative(own.filter(({ region }) => acting.has(region)).length, own.length)
		])
	);
	const around = neighboursOf(counties);
	const acted = counties.map(({ region }) => acting.has(region));
	return counties.map((county, index) => {
		const { others, weights, sum } = around[index] ?? NOBODY;
		let near = 0;
		for (let at = 0; at < others.length; at++) if (acted[others[at] ?? 0]) near += weights[at] ?? 0;
		return {
			size: log(Math.max(1, county.population)),
			state: states.get(county.state) ?? 0,
			near: relative(near, sum)
		};
	});
}

/** The counties around one: where they are in the list, how much each weighs, and the sum of that. */
interface Neighbours {
	others: readonly number[];
	weights: readonly number[];
	sum: number;
}
const NOBODY: Neighbours = { others: [], weights: [], sum: 0 };
const NEIGHBOURS = new WeakMap<readonly County[], Neighbours[]>();

/** Who is around each county, worked out once a list. */
function neighboursOf(counties: readonly County[]): Neighbours[] {
	const known = NEIGHBOURS.get(counties);
	if (known) return known;
	const points = counties.map(directionOf);
	const made = points.map((here, index): Neighbours => {
		const others: number[] = [];
		const weights: number[] = [];
		for (const [other, there] of points.entries()) {
			const cosine = here[0] * there[0] + here[1] * there[1] + here[2] * there[2];
			if (other === index || cosine < CLOSEST_COSINE) continue;
			others.push(other);
			weights.push(Math.exp((-EARTH_KM * Math.acos(Math.min(1, cosine))) / NEAR_KM));
		}
		return { others, weights, sum: weights.reduce((all, weight) => all + weight, 0) };
	});
	NEIGHBOURS.set(counties, made);
	return made;
}

const CLOSEST_COSINE = Math.cos(FARTHEST_KM / EARTH_KM);

/** The unit vector from the center of the earth to that of a county. */
function directionOf({ lon, lat }: County): [number, number, number] {
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const across = Math.cos(radians(lat));
	return [across * Math.cos(radians(lon)), across * Math.sin(radians(lon)), Math.sin(radians(lat))];
}
