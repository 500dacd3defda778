import { counted, readable, words } from '../../text/format.ts';

/** A restriction seen pending, as far as words need it. */
interface SeenPending {
	region_name: string;
	place_name: string | null;
	tracker_types: string | null;
	first_pending: string;
	last_pending: string;
}

const KINDS: Record<string, string> = {
	moratorium: 'moratorium',
	full_ban: 'ban',
	zoning_restriction: 'zoning rule',
	ordinance: 'ordinance'
};

/** What is pending: the kinds of rule among those the tracker names. */
export const pendingKind = ({ tracker_types }: Pick<SeenPending, 'tracker_types'>): string => {
	const kinds = (tracker_types ?? '').split('|').flatMap((type) => KINDS[type] ?? []);
	return kinds.length === 0 ? words(tracker_types ?? 'restriction') : kinds.join(', ');
};

/** The days on which it was seen pending: `Mar 4, 2026 to Jul 30, 2026`; by the first day it may have been so before. */
export const pendingDays = ({
	first_pending,
	last_pending
}: Pick<SeenPending, 'first_pending' | 'last_pending'>): string =>
	first_pending === last_pending
		? readable(first_pending)
		: `${readable(first_pending)} to ${readable(last_pending)}`;

/** `Leesburg: moratorium, seen pending Mar 4, 2026 to Jul 30, 2026`. */
export const pendingWords = (matter: SeenPending): string =>
	`${matter.place_name ?? matter.region_name}: ${pendingKind(matter)}, seen pending ${pendingDays(matter)}`;

/** `2 restrictions seen pending, last on Jul 30, 2026.`; null where none was. */
export function pendingLine(
	matters: readonly Pick<SeenPending, 'last_pending'>[],
	count: number
): string | null {
	const last = matters
		.map(({ last_pending }) => last_pending)
		.toSorted()
		.at(-1);
	return last === undefined
		? null
		: `${counted(count, 'restriction')} seen pending, last on ${readable(last)}.`;
}
