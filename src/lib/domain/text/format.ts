import type { Direction, Tier } from '../closed.ts';
import { MONTH_NAMES, parseDate } from '../dates.ts';

/** Months as pages write them: `Jan`. */
export const MONTHS = MONTH_NAMES.map((name) => name.slice(0, 3));

/** A date of any form as people read it: `Aug 19, 2026`, `Aug 2026`, `2026 Q2`, `2026`, `2026/27`. */
export function readable(date: string | null): string {
	if (date === null) return 'undated';
	const interval = parseDate(date);
	if (!interval || interval.precision === 'year' || interval.precision === 'delivery_year')
		return date;
	const [year = '', month = ''] = interval.start.split('-');
	if (interval.precision === 'quarter') return `${year} Q${date.slice(-1)}`;
	const name = MONTHS[Number(month) - 1] ?? '';
	return interval.precision === 'month'
		? `${name} ${year}`
		: `${name} ${Number(date.slice(8))}, ${year}`;
}

/** A figure with `least` to `digits` decimals and thousands separators; never rounds a stated small price away. */
export function formatNumber(value: number, digits = 2, least = 0): string {
	const decimals = Math.abs(value) < 1 && value !== 0 ? Math.max(digits, 4) : digits;
	return value.toLocaleString('en-US', {
		minimumFractionDigits: least,
		maximumFractionDigits: decimals
	});
}

/** Decimals an amount of dollars has at least: a whole one none, any other its cents. */
const cents = (value: number): number => (Number.isInteger(value) ? 0 : 2);

/** An amount of dollars with nothing rounded away. @example dollars(0.8) // '$0.80' */
export const dollars = (value: number): string =>
	`$${value.toLocaleString('en-US', { minimumFractionDigits: cents(value), maximumFractionDigits: 20 })}`;

/** The same, of a price that may not have been seen. */
export const priced = (value: number | null): string =>
	value === null ? 'not seen' : dollars(value);

/** Large counts and sums shortened: `1.2 million`, `67.7 billion`. */
export function compact(value: number): string {
	if (Math.abs(value) < 1e6) return formatNumber(value);
	return new Intl.NumberFormat('en-US', {
		notation: 'compact',
		compactDisplay: 'long',
		maximumFractionDigits: 2
	}).format(value);
}

/** What stands before and after a figure of a unit; `long` is the unit in words beside a chart. */
interface UnitForm {
	before: string;
	after: string;
	long: string;
}

const UNITS: Record<string, UnitForm> = {
	percent: { before: '', after: '%', long: 'percent' },
	points: { before: '', after: ' points', long: 'percentage points' },
	'cents/kWh': { before: '', after: '¢', long: 'cents per kWh' },
	USD: { before: '$', after: '', long: 'US dollars' },
	EUR: { before: '€', after: '', long: 'euros' },
	CNY: { before: 'CN¥', after: '', long: 'yuan' },
	'USD/h': { before: '$', after: '/h', long: 'US dollars per hour' },
	'USD/MWh': { before: '$', after: '/MWh', long: 'US dollars per MWh' },
	'USD/MW-day': { before: '$', after: '/MW-day', long: 'US dollars per MW and day' },
	'USD/Mtok': { before: '$', after: '/M tokens', long: 'US dollars per million tokens' },
	'USD/month': { before: '$', after: '/month', long: 'US dollars per month' },
	'USD/kW-month': { before: '$', after: '/kW-month', long: 'US dollars per kW and month' },
	'gCO2/kWh': { before: '', after: ' g CO2/kWh', long: 'grams of CO2 equivalent per kWh' },
	tCO2: { before: '', after: ' t CO2', long: 'metric tons of CO2 equivalent' },
	'kWh/customer': { before: '', after: ' kWh per customer', long: 'kWh per customer' },
	'USD per million tokens': { before: '$', after: '', long: 'US dollars per million tokens' },
	count: { before: '', after: '', long: 'count' },
	index: { before: '', after: '', long: 'index, 100 in the base period' },
	ratio: { before: '', after: '', long: 'ratio' }
};

/** The form of a unit; a unit not listed stands behind the figure as it is written. */
export const unitForm = (unit: string): UnitForm =>
	UNITS[unit] ?? { before: '', after: ` ${unit}`, long: unit };

/** A figure with its unit in the shortest form that stays clear. */
export function withUnit(value: number, unit: string): string {
	const { before, after } = unitForm(unit);
	const sign = value < 0 ? '−' : '';
	const digits = unit === 'percent' ? 1 : 2;
	const size = Math.abs(value);
	const least = before === '$' ? cents(Number(size.toFixed(digits))) : 0;
	return `${sign}${before}${size < 1e6 ? formatNumber(size, digits, least) : compact(size)}${after}`;
}

/** A change with its sign: `+33`, `−2.5`. */
export function signed(value: number, digits = 1): string {
	const size = Math.abs(value).toLocaleString('en-US', { maximumFractionDigits: digits });
	// What rounds to nothing has no sign: `−0` says less than it seems to.
	return `${size === '0' ? '±' : value > 0 ? '+' : '−'}${size}`;
}

/** How a figure was obtained, in words. */
export const TIER_WORDS: Record<Tier, string> = {
	primary: 'original source',
	reported: 'news report',
	aggregator: 'tracker only, not verified',
	own: 'own data'
};

/** How many there are: `1 reading`, `1,234 readings`. @param many the noun of several, where it takes more than an s */
export const counted = (count: number, one: string, many = `${one}s`): string =>
	`${formatNumber(count)} ${count === 1 ? one : many}`;

/** `2 publishers`, `1 publisher`. */
export const publishers = (count: number): string => counted(count, 'publisher');

/** `1st`, `22nd`, `13th`. */
export function ordinal(n: number): string {
	const tens = n % 100;
	const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
	return `${n}${ending}`;
}

/** The first letter large. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The first letter small, as in the middle of a sentence. */
export const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A code as words, where a label is not at hand. */
export const words = (code: string): string => code.replaceAll('_', ' ');

/** The symbol that stands beside the color of a direction. */
export const DIRECTION_MARK: Record<Direction, string> = {
	restrictive: '▲',
	permissive: '▽',
	neutral: '○'
};

/** What a city that is a county of its own is called as a county, behind its name. */
export const COUNTY_OF_ITSELF = [' city', ' Municipality', ' City and Borough'];

/** `Monterey Park, Los Angeles County, California`; a place that is its region, or its county, is named once. */
export function placeInRegion({
	place_name,
	region_name
}: {
	place_name: string;
	region_name: string;
}): string {
	if (region_name === place_name || region_name.startsWith(`${place_name}, `)) return region_name;
	const own = COUNTY_OF_ITSELF.find((kind) => region_name.startsWith(`${place_name}${kind}, `));
	return own === undefined
		? `${place_name}, ${region_name}`
		: `${place_name}${region_name.slice(place_name.length + own.length)}`;
}

const ARTICLED: ReadonlySet<string> = new Set([
	'District of Columbia',
	'European Union',
	'Netherlands',
	'Philippines',
	'United Arab Emirates',
	'United Kingdom',
	'United States'
]);

/** Words of a record, with its ISO days as pages say them; days in addresses and ids stay. */
export const withDates = (text: string): string =>
	text.replace(/(?<![\w./=-])\d{4}-\d{2}-\d{2}(?![\w/-])/g, readable);

/** A place as it stands in a sentence: `the United States`, `the world`, `Virginia`. */
export const articled = (name: string): string =>
	name === 'World' ? 'the world' : ARTICLED.has(name) ? `the ${name}` : name;

/** What a page is of that shows every place. */
export const ALL_PLACES = 'All places';

/** Where, behind a noun: ` in the United States`; nothing where it is of every place. */
export const inPlace = (name: string): string =>
	name === ALL_PLACES ? '' : ` in ${articled(name)}`;
