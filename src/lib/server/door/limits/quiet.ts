/** Turns of the event loop after which nobody waits for quiet any longer: each takes a fraction of a millisecond. */
const MOST_TURNS = 200;
/** Turns in a row without an arrival after which nobody new stands outside. */
const QUIET_TURNS = 2;

/**
 * Lets the event loop turn until nobody new arrives. Node takes in one connection a turn: where each turn holds work,
 * readers would stand outside, where nobody counts them or tells them to come back.
 * @param arrivals how many connections and requests have come since the start
 */
export const whenQuiet =
	(arrivals: () => number) =>
	(then: () => void): void => {
		let seen = arrivals();
		let quiet = 0;
		let turns = 0;
		const look = () => {
			quiet = arrivals() === seen ? quiet + 1 : 0;
			seen = arrivals();
			if (quiet >= QUIET_TURNS || ++turns >= MOST_TURNS) then();
			else setImmediate(look);
		};
		setImmediate(look);
	};
