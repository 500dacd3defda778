import OUTLETS from '#data/us/outlets.json' with { type: 'json' };

/** Call signs of stations, and domains of papers that do not spell their state, each with its state. */
const stations = new Map(
	OUTLETS.flatMap(({ state, stations: signs }) => signs.map((sign) => [sign, state] as const))
);
const papers = new Map(
	OUTLETS.flatMap(({ state, papers: domains }) => domains.map((domain) => [domain, state] as const))
);

/**
 * The state of a station, by its call sign; null where it is not known here.
 * @example stateOfStation('WYMT') // 'KY'
 */
export const stateOfStation = (callSign: string): string | null => stations.get(callSign) ?? null;

/** The state of a paper or site, by its domain; null where it is not known here. */
export const stateOfPaper = (domain: string): string | null => papers.get(domain) ?? null;
