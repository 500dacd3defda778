import { group } from 'd3-array';
import type { Origin } from '../closed.ts';
import type { CollectionRow } from '../collections/index.ts';
import { parseDate } from '../dates.ts';
import { formatNumber } from '../text/format.ts';

type Observation = CollectionRow<'observations'>;

/** Where a value comes from, in words. */
export const ORIGIN_WORDS: Record<Origin, string> = {
	curated: 'kept by hand',
	upstream: 'fetched'
};

/** The last day of the edition a value belongs to; one without an edition is the oldest. */
export const editionOf = ({ vintage }: Pick<Observation, 'vintage'>): string =>
	vintage === null ? '' : (parseDate(vintage)?.end ?? vintage);

/** Whether the first of two values of one period counts before the second. */
const isBefore = (a: Observation, b: Observation) =>
	a.latest === b.latest ? editionOf(a) > editionOf(b) : a.latest === 'yes';

/** Of the editions of one period the one that counts. */
export const leading = (editions: readonly Observation[]): Observation | undefined =>
	[...editions].sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0))[0];

/** A period that has a value kept by hand and a fetched one: the one that counts, and the newest of the other kind. */
export interface Rivals {
	leads: Observation;
	other: Observation;
}

/** The periods of which there are values of both origins, in the order they come. */
export function rivalsIn(rows: readonly Observation[]): Rivals[] {
	const periods = group(
		rows,
		({ series_id, region, date, dataset }) => `${series_id} ${region} ${date} ${dataset}`
	);
	return [...periods.values()].flatMap((editions) => {
		const leads = leading(editions);
		const other = leads && leading(editions.filter(({ origin }) => origin !== leads.origin));
		return leads && other ? [{ leads, other }] : [];
	});
}

/** Which value of a series leads where a curated and a fetched one are there, and why; empty where that is not so. */
export function precedenceSentence(
	rivals: readonly Rivals[],
	precedence: CollectionRow<'series'>['precedence']
): string {
	const [first] = rivals;
	if (!first) return '';
	const periods = rivals.length === 1 ? 'one period' : `${formatNumber(rivals.length)} periods`;
	const why =
		precedence === null
			? 'The one published later counts'
			: precedence === 'upstream'
				? 'The fetched one counts, because it is the publisher’s own newest answer'
				: 'The one kept by hand counts';
	return `For ${periods} there is a value kept by hand and a fetched one. ${why}; the other is kept as an edition.`;
}
