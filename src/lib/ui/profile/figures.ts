import { figure, readable, TIER_SHORT, withUnit } from '#lib/domain/format.ts';
import { aheadTitle } from '#lib/domain/keeping-up/ahead.ts';
import { SELECTION } from '#lib/domain/votes.ts';
import type { Profile } from './load.ts';
import { ordinal, wholeOf, type Whole } from './words.ts';

/** One figure of a profile with what it counts and how well it stands. */
export interface ProfileFigure {
	key: string;
	title: string;
	/** Nothing where nothing is on record. */
	value: string | null;
	text: string;
	note: string;
	/** The section that says more. */
	href: string;
}

/** The figures of a profile that a reader looks for first. */
export const profileFigures = (
	profile: Profile,
	whole: Whole = wholeOf(profile)
): ProfileFigure[] => [
	votes(profile),
	ahead(profile, whole),
	opposition(profile),
	price(profile),
	projects(whole)
];

/** Verified votes first; of all it is said who recorded them. */
function votes({ votes }: Profile): ProfileFigure {
	const { decided, restrictive, decided_confirmed, restrictive_confirmed } = votes;
	const common = { key: 'votes', title: 'Restrictive votes', href: '#votes-title' };
	const all = `${figure(restrictive)} of ${figure(decided)}`;
	if (decided === 0)
		return {
			...common,
			value: null,
			text: 'no decided vote on record',
			note: 'no record is not no opposition'
		};
	if (decided_confirmed === 0)
		return { ...common, value: all, text: `decided votes ${SELECTION}`, note: 'none verified' };
	return {
		...common,
		value: `${figure(restrictive_confirmed)} of ${figure(decided_confirmed)}`,
		text: 'verified decided votes',
		note: `${all} decided votes ${SELECTION}`
	};
}

function ahead({ ahead: [next] }: Profile, whole: Whole): ProfileFigure {
	return {
		key: 'ahead',
		title: 'Next date ahead',
		value: next ? dayOf(next) : null,
		text: next ? aheadTitle(next) : 'none on record',
		note: next ? `${figure(whole.ahead)} ahead in all` : 'nor is every hearing recorded',
		href: '#ahead-title'
	};
}

/** A day, or the month or year in which it lies. */
function dayOf({ date_start, date_end }: Profile['ahead'][number]): string {
	if (date_start === date_end) return readable(date_start);
	const isMonth = date_start.slice(0, 7) === date_end.slice(0, 7);
	return readable(date_start.slice(0, isMonth ? 7 : 4));
}

function opposition({ opposition: found, region, place_id }: Profile): ProfileFigure {
	const common = { key: 'opposition', title: 'Opposition, newest', href: '#opposition-title' };
	if (!found)
		return {
			...common,
			value: null,
			text: 'no poll on record, here or around',
			note: 'no record is not no opposition'
		};
	const { last, region_name, ...of } = found.headline;
	const isOwn = place_id === null && of.region === region;
	return {
		...common,
		value: `${figure(last.percent, 1)}%`,
		text: `${last.option_label.toLowerCase()}${isOwn ? '' : `; no own poll, this is ${region_name}`}`,
		note: `${last.house}, ${readable(last.date)}, ${TIER_SHORT[last.tier]}`
	};
}

function price({ price: found, region, place_id }: Profile): ProfileFigure {
	const common = { key: 'price', title: 'Residential power', href: '#price-title' };
	const own = found?.rows.filter((row) => row.region === found.region) ?? [];
	const last = own.at(-1);
	if (!found || !last)
		return { ...common, value: null, text: 'no price on record, here or around', note: '' };
	const isOwn = place_id === null && found.region === region;
	const rank =
		found.rank === null
			? 'per kWh'
			: `per kWh, ${ordinal(found.rank.rank)} highest of ${figure(found.rank.of)}`;
	return {
		...common,
		value: withUnit(last.value, last.unit),
		text: `${rank}${isOwn ? '' : `; this is ${last.region_name}`}`,
		note: `${last.publisher}, ${readable(last.date)}`
	};
}

function projects({ projects: all, sums }: Whole): ProfileFigure {
	return {
		key: 'projects',
		title: 'Named projects',
		value: all === 0 ? null : figure(all),
		text:
			all === 0
				? 'none named by an action on record'
				: sums
						.slice(0, 3)
						.map(({ status, projects }) => `${figure(projects)} ${status}`)
						.join(', '),
		note: all === 0 ? '' : 'named by actions on record',
		href: '#projects-title'
	};
}
