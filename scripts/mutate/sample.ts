import { Instrumenter } from '@stryker-mutator/instrumenter';
import fc from 'fast-check';

const LEFT_OUT = 'not in the sample';

/** As many of a list as asked for, drawn with a seed: the same list and seed give the same draw. */
export function drawn<T>(all: readonly T[], size: number, seed: number): T[] {
	const length = Math.min(size, all.length);
	const draw = fc.shuffledSubarray([...all], { minLength: length, maxLength: length });
	return fc.sample(draw, { seed, numRuns: 1 })[0] ?? [];
}

type Instrument = (
	this: Instrumenter,
	...given: Parameters<Instrumenter['instrument']>
) => ReturnType<Instrumenter['instrument']>;

/** Makes Stryker try a sample of its changes: it has none of its own. The others stand in its report as ignored. */
export function sampleOnly(size: number, seed: number): void {
	const instrumenters: { instrument: Instrument } = Instrumenter.prototype;
	const { instrument } = instrumenters;
	instrumenters.instrument = async function (...given) {
		const { files, mutants } = await instrument.apply(this, given);
		const open = mutants.filter(({ status }) => status === undefined);
		const tried = new Set(drawn(open, size, seed));
		return {
			files,
			mutants: mutants.map((mutant) =>
				mutant.status !== undefined || tried.has(mutant)
					? mutant
					: { ...mutant, status: 'Ignored' as const, statusReason: LEFT_OUT }
			)
		};
	};
}
