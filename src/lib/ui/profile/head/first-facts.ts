import { shortAnswer } from '#lib/domain/polls/findings.ts';
import { countWords, kindWords, shareWords } from '#lib/domain/actions/words/action-words.ts';
import type { Tier } from '#lib/domain/closed.ts';
import {
	counted,
	articled,
	formatNumber,
	inPlace,
	placeInRegion,
	readable,
	withUnit
} from '#lib/domain/text/format.ts';
import { aheadTitle } from '#lib/domain/keeping-up/ahead.ts';
import { estimateFigure } from '#lib/domain/polls/estimate.ts';
import type { Profile, ProfileData } from '#lib/server/api/views/regions/profile.ts';
import { priceChange } from '../../../domain/regions/profile-words.ts';
import { actionPath } from '#lib/domain/regions/addresses.ts';

/** One figure of the first screen of a place, and how well it is supported. */
export interface ProfileFigure {
	key: 'decision' | 'ahead' | 'opposition' | 'price';
	title: string;
	value: string;
	/** Whether the value is a figure or a finding; otherwise it says that none was found. */
	isKnown: boolean;
	text: string;
	note: string;
	tier: Tier | null;
	/** What says more: a record, or a part of the page. */
	href: string;
}

/** What a reader looks for first: the newest decision, what comes next, opposition and price. */
export const profileFigures = (
	profile: Profile,
	ahead = profile.ahead.length,
	pooled: ProfileData['pooled'] = null
): ProfileFigure[] => [
	decision(profile),
	next(profile, ahead),
	opposition(profile, pooled),
	price(profile)
];

type Action = NonNullable<Profile['newest']>['decided'];

/** The vote as counted, else its share. */
const voteOf = (action: Action): string | null => countWords(action) ?? shareWords(action);

/** Whether an action is one of the place or region itself, which needs no name. */
const isHere = ({ place_id, label }: Profile, action: Action) =>
	place_id === action.place_id || placeInRegion(action) === label;

function decision(profile: Profile): ProfileFigure {
	const { newest } = profile;
	const common = { key: 'decision' as const, title: 'Newest decision' };
	if (!newest)
		return {
			...common,
			value: 'No records found',
			isKnown: false,
			text: 'No record here does not mean there is no opposition.',
			note: '',
			tier: null,
			href: '#part-actions'
		};
	const { decided, counted } = newest;
	const where = isHere(profile, decided) ? '' : `, ${placeInRegion(decided)}`;
	const vote = voteOf(decided);
	const last =
		vote !== null || !counted
			? ''
			: `Last recorded vote: ${voteOf(counted) ?? ''} on ${kindWords(counted).toLowerCase()}, ${readable(counted.date)}.`;
	return {
		...common,
		value: kindWords(decided),
		isKnown: true,
		text: `${readable(decided.date)}${where}. ${vote === null ? 'Vote count not found.' : `Vote: ${vote}.`}`,
		note: last,
		tier: decided.tier,
		href: actionPath(decided.action_id)
	};
}

function next({ ahead: [first] }: Profile, ahead: number): ProfileFigure {
	const more = ahead - 1;
	return {
		key: 'ahead',
		title: 'What comes next',
		value: first ? dayOf(first) : 'No upcoming date found',
		isKnown: first !== undefined,
		text: first ? `${aheadTitle(first)}.` : 'Not every hearing or vote is recorded here.',
		note: more > 0 ? `${counted(more, 'more upcoming date')}.` : '',
		tier: first?.tier ?? null,
		href: first ? actionPath(first.action_id) : '#ahead'
	};
}

/** A day, or the month or year in which it lies. */
function dayOf({ date_start, date_end }: Profile['ahead'][number]): string {
	if (date_start === date_end) return readable(date_start);
	const isMonth = date_start.slice(0, 7) === date_end.slice(0, 7);
	return isMonth
		? `${readable(date_start.slice(0, 7))}, day not set`
		: `${date_start.slice(0, 4)}, date not set`;
}

function opposition(
	{ opposition: found, region, place_id, kind }: Profile,
	pooled: ProfileData['pooled']
): ProfileFigure {
	const common = { key: 'opposition' as const, title: 'Opposition', href: '#part-polls' };
	if (!found)
		return {
			...common,
			value: 'No poll found',
			isKnown: false,
			text: 'Neither here nor in a larger region.',
			note: '',
			tier: null
		};
	const { last, region_name, wording_group_label, ...of } = found.headline;
	const isOwn = place_id === null && of.region === region;
	const own = place_id !== null || kind === 'county' ? 'local' : 'own';
	const none = isOwn ? '' : `No ${own} poll found. `;
	if (pooled) {
		const { value, text, interval } = estimateFigure(pooled.finding);
		return {
			...common,
			value,
			isKnown: true,
			text: `${text}${interval === '' ? '' : ` (${interval})`}.`,
			note: none.trim(),
			tier: null
		};
	}
	return {
		...common,
		value: `${formatNumber(last.percent, 1)}%`,
		isKnown: true,
		text: `${shortAnswer({ wording_group_label, option_label: last.option_label })}, ${last.population_label.toLowerCase()}${inPlace(region_name)}.`,
		note: `${none}${last.house}, ${readable(last.date)}.`,
		tier: last.tier
	};
}

function price({ price: found, region, place_id }: Profile): ProfileFigure {
	const common = {
		key: 'price' as const,
		title: 'Electricity price',
		href: '#part-energy',
		tier: null
	};
	const own = found?.rows.filter((row) => row.region === found.region) ?? [];
	const last = own.at(-1);
	if (!found || !last)
		return {
			...common,
			value: 'No price found',
			isKnown: false,
			text: 'Neither here nor in a larger region.',
			note: ''
		};
	const isOwn = place_id === null && found.region === region;
	const nation = found.rows.find(({ region, date }) => region === 'US' && date === last.date);
	const beside =
		nation && found.region !== 'US'
			? `United States: ${withUnit(nation.value, nation.unit)}. `
			: '';
	const change = priceChange(own);
	return {
		...common,
		value: withUnit(last.value, last.unit),
		isKnown: true,
		text: `per kWh for homes${isOwn ? '' : ` in ${articled(last.region_name)}`}, ${readable(last.date)}.`,
		note: `${beside}${change === null ? '' : `${change}.`}`
	};
}
