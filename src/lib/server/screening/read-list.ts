import { RESULT_COLUMNS } from '#lib/domain/screening/row.ts';
import { duplicateNotes } from '#lib/domain/screening/sites/duplicates.ts';
import { sitesOf, type SiteList } from '#lib/domain/screening/sites/site.ts';
import { outcomeOf, type ScreenOutcome } from './refusal.ts';
import { sentIn } from './sent-list.ts';
import { LIMITS, tooManySites, UploadError } from './upload.ts';

/** A list of sites, and what to know about how it was read. */
export type ListedSites = SiteList & {
	notes: string[];
	/** What was chosen for all rows with the fault of one, by the number of that row. */
	forAll: ReadonlyMap<number, string>;
};

/** A list as it was sent. */
interface ListInput {
	bytes: Uint8Array<ArrayBuffer>;
	/** Its content type. */
	type: string;
	/** Names of columns that will stand beside what is carried. */
	reserved: readonly string[];
}

/**
 * Reads a list of sites; runs in a worker, since any list can be sent.
 * @throws nothing: what is wrong with the list is its outcome
 */
export const readList = ({
	bytes,
	type,
	reserved
}: ListInput): Promise<ScreenOutcome<ListedSites>> =>
	outcomeOf(async () => {
		const { table, choices, forAll, notes } = await sentIn(bytes, type);
		const list = sitesOf(table, RESULT_COLUMNS, choices, reserved);
		if (list.sites.length > LIMITS.sites) throw tooManySites();
		if (list.sites.length === 0)
			throw new UploadError(
				'the list has column names but no sites below them: expected one site per row'
			);
		return { ...list, forAll, notes: [...notes, ...duplicateNotes(list.sites)] };
	});
