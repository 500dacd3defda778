import {
	counted,
	articled,
	formatNumber,
	readable,
	withUnit,
	capital
} from '#lib/domain/text/format.ts';
import { isCounted, type Measure } from '#lib/domain/map/map-measures.ts';
import type { MapRow } from '#lib/domain/map/map-row.ts';

/** What a map shows, as far as its words need it. */
export interface Shown {
	measure: Measure;
	level: 'state' | 'county';
	/** Name of the area that is divided: United States, Virginia. */
	areaName: string;
	/** Regions with a value, most first. */
	rows: readonly MapRow[];
	whole: MapRow | null;
	/** Directions that are counted; empty where any is. */
	directions: readonly string[];
	/** The days counted, in words: `in the last 12 months`; empty where all are. */
	window: string;
	years: number;
}

const PLURAL = { state: 'states', county: 'counties' } as const;

/** `1 county`, `33 states`. */
export const regionsCount = (count: number, level: Shown['level']): string =>
	counted(count, level, PLURAL[level]);

/**
 * The parts of a map, several of them.
 * @example plural('county') // 'counties'
 */
export const plural = (level: Shown['level']): string => PLURAL[level];

/** A region's own name without the region around it. */
export const shortName = ({ region_name }: Pick<MapRow, 'region_name'>): string =>
	region_name.split(', ')[0] ?? region_name;

/** What is counted, in words: `restrictive actions`, `actions`. */
export const countedWords = ({ directions }: Pick<Shown, 'directions'>): string =>
	directions.length === 1 ? `${directions[0] ?? ''} actions` : 'votes and actions';

/** A value with what it counts: `62 restrictive actions`, `17.2¢ per kWh`, `59%`. */
export function valueSaid(
	value: number,
	{ measure, directions }: Pick<Shown, 'measure' | 'directions'>
): string {
	const one = value === 1;
	switch (measure) {
		case 'actions': {
			const words = countedWords({ directions });
			return `${formatNumber(value)} ${one ? words.replace('votes and actions', 'vote or action').replace(/actions$/, 'action') : words}`;
		}
		case 'restrictions':
			return `${formatNumber(value)} place${one ? '' : 's'} with a moratorium or ban in force`;
		case 'pending':
			return `${formatNumber(value)} restriction${one ? '' : 's'} seen pending`;
		case 'price':
			return `${withUnit(value, 'cents/kWh')} per kWh`;
		case 'price_growth':
			return `${value > 0 ? '+' : ''}${withUnit(value, 'percent')}`;
		default:
			return withUnit(value, 'percent');
	}
}

/** A value in its shortest form, for the legend and the table. */
export function shortValue(value: number, measure: Measure): string {
	if (isCounted(measure)) return formatNumber(value);
	if (measure === 'price') return withUnit(value, 'cents/kWh');
	return `${measure === 'price_growth' && value > 0 ? '+' : ''}${withUnit(value, 'percent')}`;
}

/** The finding of a map as a headline. */
export function mapTitle(shown: Shown): string {
	const { measure, level, areaName, rows, whole, window, years } = shown;
	const ranked = rows.toSorted((a, b) => b.value - a.value);
	const [top] = ranked;
	if (!top) return nothingTitle(shown);
	const name = shortName(top);
	const where = placesWords(rows, level) + (level === 'county' ? ` of ${areaName}` : '');
	const last = ranked.at(-1) ?? top;
	switch (measure) {
		case 'actions':
			return `${capital(countedWords(shown))} in ${where}${window === '' ? '' : ` ${window}`}, most in ${name}`;
		case 'restrictions':
			return `A moratorium or ban is in force in ${placesInForce(whole)} of ${level === 'county' ? articled(areaName) : where}`;
		case 'pending':
			return `Trackers saw ${counted(whole?.value ?? 0, 'restriction')} pending in ${where}`;
		case 'opposition':
			return rows.length === 1
				? `One ${level} has its own poll: ${name}, ${shortValue(top.value, measure)} opposed`
				: `${capital(where)} have their own poll: ${shortValue(last.value, measure)} to ${shortValue(top.value, measure)} opposed`;
		case 'price':
			return `A kWh costs households ${shortValue(last.value, measure)} in ${shortName(last)}, ${shortValue(top.value, measure)} in ${name}`;
		case 'price_growth':
			return `Household electricity rose most in ${articled(name)}: ${shortValue(top.value, measure)} in ${counted(years, 'year')}`;
		default:
			return `Data centers take ${shortValue(top.value, measure)} of electricity in ${articled(name)}, more than in any other state`;
	}
}

/** Verified places first: `3 verified and 832 other places`; `4 places (none verified)`. */
function placesInForce(whole: MapRow | null): string {
	const [all, verified] = [whole?.value ?? 0, whole?.confirmed ?? 0];
	if (verified === 0) return `${counted(all, 'place')} (${all === 1 ? 'not' : 'none'} verified)`;
	return verified === all
		? counted(all, 'verified place')
		: `${formatNumber(verified)} verified and ${formatNumber(all - verified)} other places`;
}

function nothingTitle({ measure, level, areaName }: Shown): string {
	if (level === 'county' && !isCounted(measure)) return `No figure by county for ${areaName}`;
	return `No records found in ${articled(areaName)} with these filters`;
}

/** `33 counties`, `48 states and DC`: the District of Columbia is no state. */
function placesWords(rows: Shown['rows'], level: Shown['level']): string {
	const states = rows.filter(({ region }) => region !== 'US-DC').length;
	return states === rows.length || states === 0
		? regionsCount(rows.length, level)
		: `${regionsCount(states, level)} and DC`;
}

/** What the colors mean, under the headline: measure, unit, level. */
export function measureWords({ measure, level, directions, window, years }: Shown): string {
	const by = `by ${level}`;
	switch (measure) {
		case 'actions':
			return `Number of ${countedWords({ directions })} on record${window === '' ? '' : ` ${window}`}, ${by}`;
		case 'restrictions':
			return `Number of places (towns, counties, states) with a moratorium or ban in force, ${by}`;
		case 'pending':
			return `Number of moratoriums, bans and zoning rules that trackers listed as pending, as known on the day, ${by}. Some may have been decided since.`;
		case 'opposition':
			return `Percent opposed in the newest poll of the ${level} itself. Pollsters and wordings differ, so compare with care.`;
		case 'price':
			return `Average revenue per kWh sold to households, cents, newest year, ${by}`;
		case 'price_growth':
			return `Change in the average household price over ${counted(years, 'year')}, percent, computed from yearly prices, ${by}`;
		default:
			return `Share of electricity that data centers use, percent, newest EPRI estimate, ${by}`;
	}
}

/** What no record means for a measure. */
export function noRecordWords(measure: Measure): string {
	switch (measure) {
		case 'actions':
		case 'restrictions':
		case 'pending':
			return 'No records found';
		case 'opposition':
			return 'No poll found';
		default:
			return 'No figure found';
	}
}

/** One region of the map in a sentence, for a pointer, a screen reader and the legend's line. */
export function regionWords(
	name: string,
	row: Pick<MapRow, 'value' | 'confirmed' | 'no_end' | 'own' | 'date' | 'note'> | undefined,
	shown: Pick<Shown, 'measure' | 'directions'>
): string {
	if (!row) return `${name}: ${noRecordWords(shown.measure)}`;
	const parts = [
		row.own === null ? null : `its own ${row.own}`,
		shown.measure === 'pending' ? row.note : null,
		row.confirmed === null || shown.measure === 'pending'
			? null
			: `${formatNumber(row.confirmed)} verified`,
		row.no_end ? `${formatNumber(row.no_end)} without a known end` : null,
		isCounted(shown.measure) ? null : row.date === null ? null : periodWords(row)
	].filter((part) => part !== null && part !== undefined);
	return `${name}: ${valueSaid(row.value, shown)}${parts.length > 0 ? ` (${parts.join('; ')})` : ''}`;
}

/** The period of a value in words: `2020 to 2025`. */
export const periodWords = ({ date }: Pick<MapRow, 'date'>): string =>
	(date ?? '').split(' to ').map(readable).join(' to ');
