import { capital } from '../text/format.ts';
import type { Line, Observation } from './indicators.ts';

/** Words that all titles share at the start and at the end, and the words between. */
function shared(titles: readonly string[]): {
	start: string[];
	end: string[];
	between: string[][];
} {
	const words = titles.map((title) => title.split(' '));
	const shortest = Math.min(...words.map(({ length }) => length));
	let start = 0;
	while (start < shortest && words.every((parts) => parts[start] === words[0]?.[start])) start++;
	let end = 0;
	while (
		end < shortest - start &&
		words.every((parts) => parts.at(-1 - end) === words[0]?.at(-1 - end))
	)
		end++;
	return {
		start: words[0]?.slice(0, start) ?? [],
		end: words[0]?.slice(words[0].length - end) ?? [],
		between: words.map((parts) => parts.slice(start, parts.length - end))
	};
}

/**
 * The parts in which titles differ: words that all share at the start and the end are left out.
 * @example distinctNames(['Price, homes, yearly', 'Price, shops, yearly']) // ['homes', 'shops']
 */
export function distinctNames(titles: readonly string[]): string[] {
	if (titles.length < 2) return [...titles];
	const names = shared(titles).between.map((parts) =>
		parts
			.join(' ')
			.replace(/,$/, '')
			.replace(/^\(([^()]+)\)$/, '$1')
	);
	return names.some((name) => name === '') || new Set(names).size < names.length
		? [...titles]
		: names;
}

/**
 * What series measure together, in the words their titles share, with what tells them apart.
 * @example commonTitle(['A price, yearly', 'B price, yearly']) // 'Price, yearly: A, B'
 */
export function commonTitle(titles: readonly string[]): string {
	const [only = ''] = titles;
	if (titles.length < 2) return only;
	const { start, end } = shared(titles);
	const words = [...start, ...end].join(' ').replace(/,$/, '');
	return words === '' || distinctNames(titles)[0] === only
		? titles.join('; ')
		: `${capital(words)}: ${distinctNames(titles).join(', ')}`;
}

/** What the brackets at the end of a title hold: who measured or forecast it. */
export const bracketed = (title: string): string => /\(([^()]+)\)$/.exec(title)?.[1] ?? '';

const areDistinct = (names: readonly string[]) =>
	names.every((name) => name !== '') && new Set(names).size === names.length;

/** The shortest names that tell series apart: whom they are about, who publishes them, or the words that differ. */
function shortNames(series: readonly Observation[]): string[] {
	const subjects = series.map(({ subject }) => subject ?? '');
	if (areDistinct(subjects)) return subjects;
	const titles = series.map(({ series_title }) => series_title);
	const publishers = titles.map(bracketed);
	if (areDistinct(publishers)) return publishers;
	return distinctNames(titles).map(capital);
}

/** Names that tell the lines of a view apart: the region, what a series is about, or both. */
export function namesOf(
	rows: readonly Observation[]
): (line: Pick<Line, 'series_id' | 'region'>) => string {
	const series = [...new Map(rows.map((row) => [row.series_id, row])).values()];
	const regions = new Map(rows.map(({ region, region_name }) => [region, region_name]));
	const short = shortNames(series);
	const names = new Map(series.map(({ series_id }, index) => [series_id, short[index] ?? '']));
	return ({ series_id, region }) =>
		[
			regions.size > 1 || series.length === 1 ? regions.get(region) : '',
			series.length > 1 ? names.get(series_id) : ''
		]
			.filter((part) => part)
			.join(', ');
}
