import type { TrendReading } from '#lib/domain/trend/reading.ts';

/** A reading by its id, usual in everything that a test does not say. */
export const reading = (given: Partial<TrendReading> & { id: string }): TrendReading => ({
	poll: given.id,
	day: '2025-01-01',
	fieldDays: 1,
	percent: 50,
	n: 1000,
	margin: null,
	house: 'A',
	population: 'adults',
	wording: 'one',
	...given
});
