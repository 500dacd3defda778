import { Instrumenter } from '@stryker-mutator/instrumenter';
import fc from 'fast-check';

const LEFT_OUT = 'not in the sample';

/** As many of a list as asked for, drawn with a seed: the same list and seed give the same draw. */
function sampleOf<T>(all: readonly T[], size: number, seed: number): T[] {
	const length = Math.min(size, all.length);
	const draw = fc.shuffledSubarray([...all], { minLength: length, maxLength: length });
	return fc.sample(draw, { seed, numRuns: 1 })[0] ?? [];
}

type Transform = NonNullable<ConstructorParameters<typeof Instrumenter>[3]>;
type Collector = Parameters<Transform>[1];
type Instrument = (
	this: Instrumenter,
	...given: Parameters<Instrumenter['instrument']>
) => ReturnType<Instrumenter['instrument']>;

/** A collector of changes that says of all but the ones tried that they are left out: those never reach the code. */
function leavingOut(collector: Collector, tried: ReadonlySet<string>): Collector {
	const leaving: unknown = Object.create(collector, {
		collect: {
			value: (...[file, node, change, offset]: Parameters<Collector['collect']>) => {
				const isTried =
					change.ignoreReason !== undefined || tried.has(String(collector.mutants.length));
				return collector.collect(
					file,
					node,
					isTried ? change : { ...change, ignoreReason: LEFT_OUT },
					offset
				);
			}
		}
	});
	return leaving as Collector;
}

/**
 * Makes Stryker try a sample of its changes: it has none of its own. The others stand in its report as ignored. What
 * can be changed is listed first; then the code is written again with the sample alone, since every place that could be
 * changed costs time whenever it runs.
 * @throws Error where Stryker does not list its changes as it did
 */
export function sampleOnly(size: number, seed: number): void {
	const instrumenters: { instrument: Instrument } = Instrumenter.prototype;
	const { instrument } = instrumenters;
	instrumenters.instrument = async function (...given) {
		const { mutants } = await instrument.apply(this, given);
		const open = mutants.filter(({ status }) => status === undefined);
		const tried = new Set(sampleOf(open, size, seed).map(({ id }) => id));
		const transform: unknown = Reflect.get(this, '_transform');
		if (typeof transform !== 'function')
			throw new Error('Stryker draws its changes in another way than before');
		Reflect.set(this, '_transform', (...[tree, collector, options]: Parameters<Transform>) => {
			Reflect.apply(transform, undefined, [tree, leavingOut(collector, tried), options]);
		});
		return instrument.apply(this, given);
	};
}
