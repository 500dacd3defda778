import STATES from '#data/us/states.json' with { type: 'json' };

/** FIPS codes from here on are of territories, which lie off the map. */
const FIRST_TERRITORY = '60';
/** Names of the states on the map by the code of their region. */
const NAMES = new Map(
	STATES.filter(({ fips }) => fips < FIRST_TERRITORY).map(({ code, name }) => [`US-${code}`, name])
);

/** Name of a state on the map; undefined where it draws no such state. */
export const stateName = (region: string): string | undefined => NAMES.get(region);
