import type { Call } from '../request/moment.ts';
import { actionView } from './actions/action.ts';
import { actionsView } from './actions/actions.ts';
import { calculatorView } from './prices/calculator.ts';
import { changesView } from './service/changes.ts';
import { claimsView } from './claims.ts';
import { compareView } from './regions/compare.ts';
import { costsView } from './prices/costs.ts';
import { dataView } from './service/data.ts';
import { estimatesView } from './polls/estimates.ts';
import { forecastView, whatFollowedView } from './forecast.ts';
import { frameView } from './service/frame.ts';
import { housesView } from './polls/houses.ts';
import { costIndicatorsView, energyView } from './indicators/index.ts';
import { fillsIn } from '#lib/domain/filter/link/address.ts';
import { BASE } from '../api-address.ts';
import { apiAt, Lead, type Api } from './view-tools.ts';
import { mapTimeView, mapView } from './map.ts';
import { overviewView } from './regions/overview.ts';
import { pollView } from './polls/poll.ts';
import { pollsView } from './polls/polls.ts';
import { reportView } from './service/report.ts';
import { statedIn, type Stated } from './stated.ts';
import { staleView } from './actions/stale.ts';
import { profileView } from './regions/profile.ts';
import { updatesView } from './service/updates.ts';
import { storyView } from './regions/story.ts';
import { tiersView } from './prices/tiers.ts';

/** What pages show, by the name of the view: the path of the page, and what is asked for it. */
const VIEWS = {
	frame: { page: '/', of: frameView },
	overview: { page: '/', of: overviewView },
	polls: { page: '/polls', of: pollsView },
	poll: { page: '/polls', of: pollView },
	estimates: { page: '/polls/estimates', of: estimatesView },
	houses: { page: '/polls/houses', of: housesView },
	actions: { page: '/actions', of: actionsView },
	action: { page: '/actions', of: actionView },
	stale: { page: '/stale', of: staleView },
	energy: { page: '/energy', of: energyView },
	costs: { page: '/costs', of: costsView },
	'costs-indicators': { page: '/costs/indicators', of: costIndicatorsView },
	tiers: { page: '/costs/tiers', of: tiersView },
	calculator: { page: '/costs/calculator', of: calculatorView },
	story: { page: '/story', of: storyView },
	map: { page: '/map', of: mapView },
	'map-time': { page: '/map', of: mapTimeView },
	compare: { page: '/compare', of: compareView },
	profile: { page: '/regions', of: profileView },
	claims: { page: '/claims', of: claimsView },
	'what-followed': { page: '/methods/what-followed', of: whatFollowedView },
	forecast: { page: '/methods/forecast', of: forecastView },
	changes: { page: '/changes', of: changesView },
	data: { page: '/data', of: dataView },
	report: { page: '/report', of: reportView },
	updates: { page: '/feeds', of: updatesView }
} satisfies Record<
	string,
	{ page: string; of: (api: Api, url: URL, stated: Stated) => Promise<object> }
>;

export type ViewName = keyof typeof VIEWS;
/** What a page shows. */
export type ViewData<Name extends ViewName> = Awaited<ReturnType<(typeof VIEWS)[Name]['of']>>;
/**
 * An answer: what the page shows, and its whole address where the one asked for leaves something to defaults. Where
 * the page is at another address, it says that alone.
 */
export type ViewAnswer<Data> = { release: string; on: string } & (
	{ lead: string | null; data: Data } | { lead: string; data: null }
);

/** Every view by its name. */
export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];
const BELOW = '/views/';
/** Views that tell of the server itself: never kept. */
export const LIVE_VIEWS = ['frame', 'data', 'report'].map((name) => BELOW + name);

/** The view that a path below `/api/v1` names; null where it names none. */
export function viewAt(path: string): ViewName | null {
	const name = path.startsWith(BELOW) ? path.slice(BELOW.length) : '';
	return Object.hasOwn(VIEWS, name) ? (name as ViewName) : null;
}

/** Most defaults of a page that wait for one another. */
const STEPS = 3;

/**
 * Everything a page shows for a query of its address, with what that leaves to defaults filled in.
 * @param fetch asks the API inside the process, no question twice
 * @throws ProblemError where the API refuses part of it
 */
export async function viewAnswer(
	name: ViewName,
	{ params, moment, basis: found }: Call,
	fetch: typeof globalThis.fetch
): Promise<ViewAnswer<object>> {
	const { page, of } = VIEWS[name];
	const { release, on } = found();
	const basis = { release: release.id, on };
	const stated = statedIn(release, moment.today);
	const asked = new URL(page, 'http://page.invalid');
	asked.search = params.toString();
	let url = asked;
	let lead: string | null = null;
	for (let step = 0; step < STEPS; step++) {
		try {
			return { ...basis, lead, data: await of(apiAt(fetch, url), url, stated) };
		} catch (error) {
			if (!(error instanceof Lead)) throw error;
			lead = error.address;
			url = new URL(lead, asked);
			if (!fillsIn(url, asked)) return { ...basis, lead, data: null };
		}
	}
	throw new Error(`${page} does not come to a whole address: ${String(lead)}`);
}

/** Headers of a view's answer: it is that of the whole address, too. */
export function viewHeaders(
	name: ViewName,
	{ lead, data }: ViewAnswer<object>
): Record<string, string> {
	if (lead === null || data === null) return {};
	const [, search = ''] = lead.split('?');
	return { 'content-location': `${BASE}${BELOW}${name}?${search}` };
}
