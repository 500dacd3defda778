/**
 * How properties over random data run, from the environment:
 * `GROUNDSWELL_SEED`, a whole number or `random`; and `GROUNDSWELL_RUNS`, how many times as many runs as a test asks for.
 */
export interface Properties {
	seed: number;
	/** Times as many runs. */
	times: number;
	/** The same, for processes that are started with it. */
	env: Record<'GROUNDSWELL_SEED' | 'GROUNDSWELL_RUNS', string>;
	/** In words, with what repeats the run. */
	sentence: string;
}

/** So that the same commit gives the same result. */
const SEED = 20261125;
/** How many runs fast-check does unless a test says otherwise. */
export const USUAL_RUNS = 100;

/** @throws Error naming a variable that is no such number */
export function propertiesOf(
	env: Readonly<Record<string, string | undefined>>,
	random: () => number = Math.random
): Properties {
	const wanted = env['GROUNDSWELL_SEED'] ?? '';
	const seed =
		wanted === ''
			? SEED
			: wanted === 'random'
				? Math.floor(random() * 2 ** 31)
				: whole('GROUNDSWELL_SEED', wanted, ' or "random"');
	const times = whole('GROUNDSWELL_RUNS', env['GROUNDSWELL_RUNS'] ?? '1');
	return {
		seed,
		times,
		env: { GROUNDSWELL_SEED: String(seed), GROUNDSWELL_RUNS: String(times) },
		sentence: `properties run with GROUNDSWELL_SEED=${seed} GROUNDSWELL_RUNS=${times}`
	};
}

function whole(name: string, text: string, otherwise = ''): number {
	if (!/^\d{1,9}$|^[12]\d{9}$/.test(text) || (name === 'GROUNDSWELL_RUNS' && Number(text) === 0))
		throw new Error(`${name}="${text}": expected a whole number${otherwise}`);
	return Number(text);
}

/** How many runs a property does that needs `usual` of them: as many times more as the environment asks for. */
export const runs = (usual: number): number => usual * propertiesOf(process.env).times;
