import { MOMENT_KEYS } from '#lib/domain/filter/link/moment.ts';
import { placePath, regionPath, pollPath } from '#lib/domain/regions/addresses.ts';
import { CHART_KEYS } from '#lib/domain/filter/link/chart-view.ts';
import { client } from '#lib/client/api.ts';
import { bodyOf, viewAsAsked } from '#lib/client/view.ts';
import type { Named } from '#lib/client/frame.ts';
import type { ViewData, ViewName } from '#lib/server/api/views/index.ts';
import { actionsFigure } from './actions/actions.ts';
import { compareOpposition, comparePrice, compareRestrictive } from './regions/compare.ts';
import { cheapestFigure, gapFigure, pricesFigure } from './prices/costs.ts';
import type { Figure } from './figure.ts';
import { housesFigure } from './polls/houses.ts';
import { indicatorFigure } from './indicators/indicators.ts';
import { mapTimeFigure } from './map/map-time.ts';
import { mapFigure, overviewMap } from './map/map.ts';
import { overviewActions, overviewOpposition } from './regions/overview.ts';
import { pollsFigure } from './polls/polls.ts';
import { profileOpposition, profilePrice } from './regions/profile.ts';
import { questionFigure } from './polls/question.ts';
import { storyActions, storyOpposition, storyPrice, storySpending } from './regions/story.ts';
import { askMap, askMapWithTime } from './views/map.ts';
import { askOverview } from './views/overview.ts';
import { askOpposed, askProfile } from './views/profile.ts';

type Fetch = typeof globalThis.fetch;

/** A chart or map of the product: what it is, on which page it stands, and how it is made. */
export interface FigureEntry {
	/** What it shows, in a few words, for the index. */
	about: string;
	/** Path of its page, for a query. */
	page: (params: URLSearchParams) => string;
	/** Keys that make the path, and are no part of the query of the page. */
	inPath?: readonly string[];
	/** Keys without which there is nothing to show, each with what is expected of it. */
	needs?: Readonly<Record<string, string>>;
	/** Keys of the page, where the API does not see its query and so cannot refuse what is none. */
	keys?: readonly string[];
	/** A query that shows something, for the index and the tests; the usual view unless given. */
	example?: Record<string, string> | ((fetch: Fetch, url: URL) => Promise<Record<string, string>>);
	/**
	 * The figure at the address of its page; null where there is nothing to draw.
	 * @throws a redirect to the explicit address of the page; the API's refusals
	 */
	make: (fetch: Fetch, url: URL, names: Named, params: URLSearchParams) => Promise<Figure | null>;
}

const at = (path: string) => () => path;

/** A figure of a page, from the data of the page: as asked for, since nothing stands beside it that says otherwise. */
const of =
	<Data>(
		view: (fetch: Fetch, url: URL, ask: typeof viewAsAsked) => Promise<Data>,
		figure: (data: Data & { regionName?: string | undefined }, url: URL) => Figure | null
	): FigureEntry['make'] =>
	async (fetch, url, names) =>
		figure({ regionName: names.regionName, ...(await view(fetch, url, viewAsAsked)) }, url);

/** A figure of a page, from what the API says the page shows. */
const ofView = <Name extends ViewName>(
	name: Name,
	figure: (data: ViewData<Name> & { regionName?: string | undefined }, url: URL) => Figure | null
): FigureEntry['make'] => of((fetch, url, ask) => ask(fetch, url, name), figure);

/** A profile is of a place, or of a region: the nation unless named. A key without a value names nothing. */
const profiled = (params: URLSearchParams) => {
	const place = params.get('place') ?? '';
	const region = params.get('region') ?? '';
	return place === '' ? { region: region === '' ? 'US' : region } : { place };
};
const profilePath = (params: URLSearchParams) => {
	const where = profiled(params);
	return 'place' in where ? placePath(where.place) : regionPath(where.region);
};
const ofProfile =
	<Data>(
		view: (fetch: Fetch, url: URL, where: ReturnType<typeof profiled>) => Promise<Data>,
		figure: (data: Data, url: URL) => Figure | null
	): FigureEntry['make'] =>
	async (fetch, url, _names, params) =>
		figure(await view(fetch, url, profiled(params)), url);
const profile = {
	page: profilePath,
	inPath: ['region', 'place'],
	keys: [...MOMENT_KEYS, ...CHART_KEYS, 'region', 'place', 'sort'],
	example: { region: 'US-VA' }
};
const story = { page: at('/story'), keys: [...MOMENT_KEYS, ...CHART_KEYS, 'region'] };
const compare = {
	page: at('/compare'),
	keys: [...MOMENT_KEYS, ...CHART_KEYS, 'region'],
	example: { region: 'US-VA~US-WI' }
};

/** The newest poll there is, as the question's figure names it; nothing where there is none. */
async function newestPoll(fetch: Fetch, url: URL): Promise<Record<string, string>> {
	const { data } = await bodyOf(client(fetch, url).polls.$get({ query: { limit: '1' } }));
	return data[0] ? { poll: data[0].poll_id } : {};
}

/** Every chart of the product by its id. A page builds its charts with the same functions. */
export const CHARTS: Readonly<Record<string, FigureEntry>> = {
	'overview-opposition': {
		about: 'Opposition as polled, with the days of restrictive actions',
		page: at('/'),
		make: of(askOverview, overviewOpposition)
	},
	'overview-actions': {
		about: 'Votes and actions of the newest two years by month',
		page: at('/'),
		make: of(askOverview, overviewActions)
	},
	polls: {
		about: 'Polls of a question over time, with an estimate by the method chosen',
		page: at('/polls'),
		make: ofView('polls', pollsFigure)
	},
	question: {
		about: 'The answers to one question of a poll',
		page: (params) => pollPath(params.get('poll') ?? ''),
		inPath: ['poll'],
		needs: { poll: 'the id of a poll, as /polls lists them' },
		keys: [...MOMENT_KEYS, 'poll', 'question', 'region'],
		example: newestPoll,
		make: async (fetch, url, _names, params) =>
			questionFigure(await viewAsAsked(fetch, url, 'poll', { poll: params.get('poll') ?? '' }), url)
	},
	'house-effects': {
		about: 'How far each pollster is from the average pollster',
		page: at('/polls/houses'),
		example: { pool: 'nearby' },
		make: ofView('houses', housesFigure)
	},
	actions: {
		about: 'Votes and actions by month and direction',
		page: at('/actions'),
		make: ofView('actions', actionsFigure)
	},
	energy: {
		about: 'Electricity prices, demand, capacity, water and emissions',
		page: at('/energy'),
		make: ofView('energy', indicatorFigure('energy'))
	},
	'costs-indicators': {
		about: 'What AI costs to build and run',
		page: at('/costs/indicators'),
		make: ofView('costs-indicators', indicatorFigure('costs-indicators'))
	},
	'model-prices': {
		about: 'List prices of AI models',
		page: at('/costs'),
		make: ofView('costs', pricesFigure)
	},
	'cheapest-prices': {
		about: 'The cheapest list price of each class of models',
		page: at('/costs/tiers'),
		make: ofView('tiers', cheapestFigure)
	},
	'open-gap': {
		about: 'What closed models cost against those with open weights',
		page: at('/costs/tiers'),
		make: ofView('tiers', gapFigure)
	},
	'story-opposition': {
		about: 'One time axis: opposition',
		...story,
		make: ofView('story', storyOpposition)
	},
	'story-actions': {
		about: 'One time axis: actions',
		...story,
		make: ofView('story', storyActions)
	},
	'story-price': {
		about: 'One time axis: residential electricity price',
		...story,
		make: ofView('story', storyPrice)
	},
	'story-spending': {
		about: 'One time axis: capital spending',
		...story,
		make: ofView('story', storySpending)
	},
	'map-time': {
		about: 'The measure of a map over time',
		page: at('/map'),
		make: of(askMapWithTime, mapTimeFigure)
	},
	'region-opposition': {
		about: 'A place: opposition',
		...profile,
		make: ofProfile(askOpposed, profileOpposition)
	},
	'region-price': {
		about: 'A place: electricity price',
		...profile,
		make: ofProfile(askProfile, profilePrice)
	},
	'compare-restrictive': {
		about: 'Places compared: restrictive actions, added up',
		...compare,
		make: ofView('compare', compareRestrictive)
	},
	'compare-opposition': {
		about: 'Places compared: opposition',
		...compare,
		make: ofView('compare', compareOpposition)
	},
	'compare-price': {
		about: 'Places compared: electricity price',
		...compare,
		make: ofView('compare', comparePrice)
	}
};

/** Every map by its id. */
export const MAPS: Readonly<Record<string, FigureEntry>> = {
	map: {
		about: 'Values by state or county: actions, restrictions, opposition, prices',
		page: at('/map'),
		make: of(askMap, mapFigure)
	},
	'overview-map': {
		about: 'Restrictive actions of the last twelve months by state',
		page: at('/'),
		make: of(askOverview, overviewMap)
	}
};
