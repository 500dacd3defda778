import { MOMENT_KEYS, momentIn } from '#lib/domain/filter/link/moment.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { listedIn } from '#lib/domain/regions/addresses.ts';
import { allowOnly } from '../../request/request.ts';
import { bodyOf, refuse, type Api } from '../view-tools.ts';

/** Places one page of updates is about at most. */
const MOST = 20;
/** Upcoming dates the page lists; the calendar has them all. */
const SHOWN = 25;
/** Names that a heading still holds. */
const NAMED = 3;
/** Filters of actions that a feed takes. */
const OF_ACTIONS = ['direction', 'action_type'];

/**
 * Upcoming dates and what to subscribe to: of regions and towns, of every place, or of some kinds of actions.
 * @throws ProblemError 400 for a key it has not, or for too many places
 */
export async function updatesView(api: Api, url: URL) {
	const { searchParams: params } = url;
	allowOnly({ params }, ['region', 'place', ...OF_ACTIONS, ...MOMENT_KEYS]);
	const listOf = (key: string): string[] => [
		...new Set((params.get(key) ?? '').split(LIST_SEPARATOR).filter((one) => one !== ''))
	];
	const towns = listOf('place');
	const regions = listOf('region').filter((code) => code !== 'all');
	const isEvery = regions.length + towns.length === 0;
	const wheres = [
		...(isEvery ? ['WLD'] : regions).map((region) => ({ region })),
		...towns.map((place) => ({ place }))
	];
	if (wheres.length > MOST)
		refuse(400, `region: ${wheres.length} places. Updates cover at most ${MOST}. Remove some.`);
	const day = momentIn(params);
	const answers = await Promise.all(
		wheres.map((where) => bodyOf(api.profile.$get({ query: { ...where, ...day } })))
	);
	const labels = answers.map(({ data }) => data.label);
	const ahead = [
		...new Map(answers.flatMap(({ data }) => data.ahead).map((one) => [one.ahead_id, one])).values()
	].sort(
		(a, b) => a.date_start.localeCompare(b.date_start) || a.ahead_id.localeCompare(b.ahead_id)
	);
	return {
		regionName: isEvery
			? 'All places'
			: labels.length > NAMED
				? `${labels.length} places`
				: labels.join(' or '),
		ahead: ahead.slice(0, SHOWN),
		upcoming: ahead.length,
		/** What feeds and calendars are of. */
		of: listedIn([...regions, ...towns]),
		/** What a feed is narrowed to. */
		filters: Object.fromEntries(
			OF_ACTIONS.flatMap((key) => {
				const value = params.get(key) ?? '';
				return value === '' ? [] : [[key, value]];
			})
		),
		/** What they are of, each by its code or id; nothing where it is every place. */
		places: isEvery
			? []
			: answers.map(({ data }) => ({ id: data.place_id ?? data.region, label: data.label })),
		most: MOST,
		meta: { on: answers[0]?.meta.on ?? '' }
	};
}
