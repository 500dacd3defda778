import { FILTER_KEYS, isFilter } from '../keys.ts';
import type { Fault } from './faults.ts';

/** Faults with the labels of their filters: the words of all filters are fetched where something is wrong. */
export const labelled = (faults: readonly Fault[]): Fault[] =>
	faults.map((fault) =>
		isFilter(fault.key) ? { ...fault, label: FILTER_KEYS[fault.key].label } : fault
	);
