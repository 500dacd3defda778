import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { bothRates } from '#lib/domain/actions/votes.ts';
import { answerWords } from '#lib/domain/polls/findings.ts';
import { formatNumber, ordinal, readable, withUnit } from '#lib/domain/text/format.ts';
import { aheadDay, aheadTitle } from '#lib/domain/keeping-up/ahead.ts';
import { holding } from '#lib/domain/status/rule-words.ts';
import { instrument, standingTitle } from '#lib/domain/status/place-words.ts';
import { scopeWords } from '#lib/domain/status/scope.ts';
import { holds } from '#lib/domain/status/status-words.ts';
import type { Profile } from '#lib/server/api/views/regions/profile.ts';
import type { CompareData } from '#lib/server/api/views/regions/compare.ts';
import { apiAddress } from '#lib/domain/filter/link/address.ts';
import { estimateFigure } from '#lib/domain/polls/estimate.ts';
import { headlineKind, priceChange } from '../../domain/regions/profile-words.ts';
import { actionPath, pollPath } from '#lib/domain/regions/addresses.ts';

/** One fact of one place: a figure, and what to know about it. */
interface GlanceCell {
	value: string;
	/** The figure as a number, where a bar can show it beside the others; null where there is none. */
	amount: number | null;
	note: string;
	/** The record behind it, where it rests on one. */
	href: string | null;
}

/** A row of the table at a glance: one fact of each place. */
interface GlanceRow {
	key: string;
	title: string;
	cell: (profile: Profile, beside?: Beside) => GlanceCell;
}

/** What a comparison knows of a place beside its profile; lengths of lists are those of the profile by default. */
type Beside = Partial<Pick<CompareData['columns'][number], 'pooled' | 'counts'>>;

const EMPTY_CELL: GlanceCell = { value: 'No records found', amount: null, note: '', href: null };
const isUndecided = ({ kind }: Profile) => headlineKind(kind, false) === 'undecided';

/** The rule of the place itself, else the one around it, which counts for everything inside. */
function rule(profile: Profile): GlanceCell {
	const { own, state, country } = profile.in_force;
	const around = [...state, ...country].find(({ status }) => holds(status));
	const first = own.find(({ status }) => holds(status)) ?? around ?? own[0];
	if (!first)
		return isUndecided(profile)
			? { ...EMPTY_CELL, value: 'Not decided here', note: 'Decided by state, county and town.' }
			: EMPTY_CELL;
	const step = first.because.split(LIST_SEPARATOR).at(-1);
	const whose = own.includes(first) ? '' : 'State or country: ';
	return {
		value: `${whose}${instrument(first)}`,
		amount: null,
		note: `${standingTitle(first)} ${scopeWords(first)}.`,
		href: step === undefined ? null : actionPath(step)
	};
}

const count = (value: number, note = ''): GlanceCell => ({
	value: formatNumber(value),
	amount: value,
	note,
	href: null
});

function votes({ votes }: Profile): GlanceCell {
	const { decided, restrictive } = votes;
	if (decided === 0) return EMPTY_CELL;
	const share = Math.round((restrictive / decided) * 100);
	return {
		value: `${share}%`,
		amount: share,
		note: bothRates(votes),
		href: null
	};
}

function next({ ahead }: Profile, { counts }: Beside = {}): GlanceCell {
	const [first] = ahead;
	return count(
		counts?.ahead ?? ahead.length,
		first ? `next: ${aheadDay(first)}, ${aheadTitle(first)}` : ''
	);
}

function polled(profile: Profile, { pooled = null }: Beside = {}): GlanceCell {
	const { opposition, region } = profile;
	if (!opposition) return { ...EMPTY_CELL, value: 'No poll found' };
	const { last, newer, region: of, region_name, wording_group_label } = opposition.headline;
	const { option_label } = last;
	const other =
		newer === null
			? ''
			: `; newer, on another question: ${formatNumber(newer.percent, 1)}%, ${newer.house}, ${readable(newer.date)}`;
	const whose = of === region ? '' : ` (${region_name}; no local poll)`;
	if (pooled) {
		const { finding, pool } = pooled;
		const { value, interval, basis } = estimateFigure(finding);
		return {
			value,
			amount: finding.estimate,
			note: `${basis}${interval === '' ? '' : `; ${interval}`}${whose}. Newest poll: ${formatNumber(last.percent, 1)}%, ${last.house}, ${readable(last.date)}`,
			href: apiAddress('/polls', { region: finding.region, pool, subgroup: 'all' })
		};
	}
	return {
		value: `${formatNumber(last.percent, 1)}%`,
		amount: last.percent,
		note: `${answerWords({ wording_group_label, option_label })}, ${last.house}, ${readable(last.date)}${other}${whose}`,
		href: pollPath(last.poll_id)
	};
}

function priced({ price, region }: Profile): GlanceCell {
	const own = price?.rows.filter((row) => row.region === price.region) ?? [];
	const last = own.at(-1);
	if (!price || !last) return { ...EMPTY_CELL, value: 'No price found' };
	const rank =
		price.rank === null ? '' : `${ordinal(price.rank.rank)} highest of ${price.rank.of} states`;
	const whose = price.region === region ? '' : `${last.region_name}; no local price`;
	return {
		value: withUnit(last.value, last.unit),
		amount: last.value,
		note: [priceChange(own)?.toLowerCase() ?? '', rank, whose]
			.filter((part) => part !== '')
			.join('; '),
		href: null
	};
}

/** The facts of a place, each as a figure. */
export const GLANCE: readonly GlanceRow[] = [
	{ key: 'rule', title: 'In force, and end date', cell: rule },
	{
		key: 'inside',
		title: 'Places inside with a rule in force',
		cell: (profile) =>
			isUndecided(profile)
				? { ...EMPTY_CELL, value: 'Not counted', note: 'Counted by country, state and county.' }
				: count(
						holding(profile.inside),
						holding(profile.inside) === 0 ? '' : `${formatNumber(profile.inside_verified)} verified`
					)
	},
	{ key: 'votes', title: 'Binding votes against data centers', cell: votes },
	{ key: 'ahead', title: 'Upcoming dates', cell: next },
	{ key: 'opposition', title: 'Opposition, as polled', cell: polled },
	{ key: 'price', title: 'Residential electricity, per kWh', cell: priced },
	{
		key: 'actions',
		title: 'Actions found',
		cell: ({ actions }) =>
			actions.total === 0
				? EMPTY_CELL
				: count(actions.total, `${formatNumber(actions.confirmed)} independently verified`)
	},
	{
		key: 'projects',
		title: 'Projects mentioned',
		cell: ({ projects }, { counts } = {}) => {
			const found = counts?.projects ?? projects.length;
			return found === 0 ? EMPTY_CELL : count(found);
		}
	}
];

/** Facts that several counties may have of their one state. */
const OF_THE_STATE: readonly string[] = ['ahead', 'opposition', 'price'];
/** A note this short is told again rather than looked up in another cell. */
const SHORT_NOTE = 30;

/**
 * A row whose notes are told once: what several counties have of one state, the first of them says.
 * @param key of the row
 * @param names of the places, in the order of the cells
 */
export function notedOnce<Cell extends Pick<GlanceCell, 'value' | 'note'>>(
	key: string,
	cells: readonly Cell[],
	names: readonly string[]
): readonly Cell[] {
	if (!OF_THE_STATE.includes(key)) return cells;
	return cells.map((cell) => {
		const first = cells.findIndex(({ value, note }) => value === cell.value && note === cell.note);
		return cell.note.length <= SHORT_NOTE || cells[first] === cell
			? cell
			: { ...cell, note: `as for ${names[first] ?? ''}` };
	});
}

/**
 * What a comparison says first.
 * @example 'Verified places with a rule in force: Ohio 12 of 42, Wisconsin 4 of 19, Virginia 0 of 3'
 */
export function compareHeadline(profiles: readonly Profile[]): string {
	const names = profiles.map(({ label }) => label);
	const [first] = names;
	if (names.length < 2) return `${first ?? 'Places'}: add a place to compare`;
	const own = profiles.filter(({ in_force }) => in_force.own.some(({ status }) => holds(status)));
	const counted = profiles
		.map((profile) => ({
			name: profile.label,
			places: holding(profile.inside),
			verified: profile.inside_verified
		}))
		.toSorted((a, b) => b.places - a.places);
	if (own.length === 0 && counted.some(({ places }) => places > 0))
		return `Verified places with a rule in force: ${counted
			.map(({ name, places, verified }) =>
				places === 0
					? `${name} none found`
					: `${name} ${formatNumber(verified)} of ${formatNumber(places)}`
			)
			.join(', ')}`;
	const those = listed(own.map(({ label }) => label));
	const comma = own.length === 1 && those.includes(',') ? ',' : '';
	return own.length === profiles.length
		? `${those} ${own.length === 2 ? 'both' : 'all'} have a moratorium or ban in force`
		: `${those}${comma} ${own.length === 1 ? 'has' : 'have'} a moratorium or ban in force; none found in the other${profiles.length - own.length === 1 ? '' : 's'}`;
}

const listed = (names: readonly string[]) =>
	names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
