import { SELF_ONLY_KINDS } from '#lib/domain/closed.ts';
import { placePath, regionPath } from '#lib/domain/regions/addresses.ts';
import {
	compact,
	counted,
	formatNumber,
	ordinal,
	placeInRegion,
	withUnit
} from '#lib/domain/text/format.ts';
import type { HeadlineKind } from '#lib/domain/status/rule-words.ts';
import type { Observation } from '#lib/domain/indicators/indicators.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';

type Project = CollectionRow<'projects'>;

/** What kind of profile a kind of region or place makes, as its headline tells them apart. */
export function headlineKind(kind: string, isPlace: boolean): HeadlineKind {
	if (isPlace) return 'place';
	if (SELF_ONLY_KINDS.includes(kind)) return 'undecided';
	return kind === 'county' || kind === 'state' ? kind : 'other';
}

/** Projects of one standing, with the sums of what is stated; each project is one row, so nothing counts twice. */
interface ProjectSum {
	status: Project['project_status'];
	projects: number;
	mw: number;
	mwOf: number;
	usd: number;
	usdOf: number;
}

/** Projects by where they stand, most first. */
function projectSums(projects: readonly Project[]): ProjectSum[] {
	const sums = new Map<Project['project_status'], ProjectSum>();
	for (const { project_status: status, project_mw, project_investment_usd } of projects) {
		const sum = sums.get(status) ?? { status, projects: 0, mw: 0, mwOf: 0, usd: 0, usdOf: 0 };
		sum.projects++;
		sum.mw += project_mw ?? 0;
		sum.mwOf += project_mw === null ? 0 : 1;
		sum.usd += project_investment_usd ?? 0;
		sum.usdOf += project_investment_usd === null ? 0 : 1;
		sums.set(status, sum);
	}
	return [...sums.values()].sort((a, b) => b.projects - a.projects);
}

/** What there is behind the lists of a profile that a page shows the first rows of. */
export interface Whole {
	ahead: number;
	pending: number;
	projects: number;
	sums: ProjectSum[];
}

/** How much a profile lists in all, before it is cut to what is shown. */
export const wholeOf = (profile: {
	ahead: readonly unknown[];
	pending: readonly unknown[];
	projects: readonly Project[];
}): Whole => ({
	ahead: profile.ahead.length,
	pending: profile.pending.length,
	projects: profile.projects.length,
	sums: projectSums(profile.projects)
});

/** `3 denied (1,200 MW known for 2)`. */
export function projectSumWords({ status, projects, mw, mwOf, usd, usdOf }: ProjectSum): string {
	const stated = [
		mwOf === 0 ? '' : `${formatNumber(mw)} MW${mwOf < projects ? ` known for ${mwOf}` : ''}`,
		usdOf === 0 ? '' : `$${compact(usd)}${usdOf < projects ? ` known for ${usdOf}` : ''}`
	].filter((part) => part !== '');
	const outcome = status === 'unknown' ? 'with unknown status' : status;
	return `${formatNumber(projects)} ${outcome}${stated.length === 0 ? '' : ` (${stated.join('; ')})`}`;
}

/** The yearly values of one region, oldest first. */
const lineOf = (rows: readonly Observation[], region: string) =>
	rows.filter((row) => row.region === region);

/**
 * The newest price with its rank and its change over the line.
 * @example '15.8¢ per kWh in 2025, 24th of 51 states by price; up 40% since 2015 (nation 36%)'
 */
export function priceWords(
	rows: readonly Observation[],
	region: string,
	rank: { rank: number; of: number } | null
): string {
	const own = lineOf(rows, region);
	const [first, last] = [own[0], own.at(-1)];
	if (!first || !last) return 'No price found';
	const place =
		rank === null ? '' : `, ${ordinal(rank.rank)} highest of ${rank.of} states (DC included)`;
	const change = (line: readonly Observation[]) => {
		const from = line.find(({ date }) => date === first.date);
		const to = line.find(({ date }) => date === last.date);
		return from && to && from !== to ? (to.value / from.value - 1) * 100 : null;
	};
	const ownChange = change(own);
	const nation = region === 'US' ? null : change(lineOf(rows, 'US'));
	const since =
		ownChange === null
			? ''
			: `; ${ownChange < 0 ? 'down' : 'up'} ${formatNumber(Math.abs(ownChange), 0)}% since ${first.date}${nation === null ? '' : `, United States ${nation < 0 ? 'down' : 'up'} ${formatNumber(Math.abs(nation), 0)}%`}`;
	return `${withUnit(last.value, last.unit)} per kWh in ${last.date}${place}${since}`;
}

/** Kinds of place that are a region, whose page they have. */
const WHOLE = ['county', 'parish', 'state', 'country'];

/** Address of the page of the place that a row of a list names. */
export const placeAddress = ({
	region,
	place_id,
	place_kind,
	place_name,
	region_name
}: {
	region: string;
	place_id: string;
	place_kind: string;
	place_name: string;
	region_name: string;
}): string =>
	WHOLE.includes(place_kind) && placeInRegion({ place_name, region_name }) === region_name
		? regionPath(region)
		: placePath(place_id);

/** Address of the profile of what a row of a profile names. */
export const profileAddress = (of: { region: string | null; place_id: string | null }): string =>
	of.place_id === null ? regionPath(of.region ?? '') : placePath(of.place_id);

/** How a price changed over its line, as a sentence starts: `Up 34% since 2015`; null for a line of one. */
export function priceChange(own: readonly Observation[]): string | null {
	const [first, last] = [own[0], own.at(-1)];
	if (!first || !last || first === last || first.value === 0) return null;
	const change = (last.value / first.value - 1) * 100;
	return `${change < 0 ? 'Down' : 'Up'} ${formatNumber(Math.abs(change), 0)}% since ${first.date}`;
}

/** Counties of fewer people are reported less: of those with a rule, lists name about half as many (Nov 2026). */
export const REPORTED_LESS_BELOW = 68_000;

type People = {
	population: number;
	year: number;
	subdivisions: number | null;
	municipalities: number | null;
};

/**
 * People and local governments of a county, in a line.
 * @example '449,749 people (2025) · at least 6 local governments'
 */
export function peopleWords({ population, year, subdivisions, municipalities }: People): string {
	const known = (subdivisions ?? 0) + (municipalities ?? 0);
	const governments =
		known === 0
			? ''
			: ` · at least ${counted(known, 'town or city government', 'town and city governments')}`;
	return `${formatNumber(population)} people (${year})${governments}`;
}
