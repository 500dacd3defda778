import { daysBetween } from '#lib/domain/dates.ts';
import type { UpstreamState } from '#lib/domain/history/upstreams.ts';
import { lastRefresh } from './last-refresh.ts';
import { upstreams } from './registry.ts';
import { staleWords } from './rhythm.ts';

/**
 * How every upstream stands, by what the last refresh wrote down; asks nobody.
 * @param root folder of the upstreams, `data/upstream`
 * @param today UTC day to tell ages on
 */
export function upstreamStates(root: string, today: string): UpstreamState[] {
	const ended = new Map(lastRefresh(root).map((one) => [one.name, one]));
	return upstreams.map(
		({
			name,
			title,
			purpose,
			notTaken,
			licence,
			attribution,
			needs,
			staleAfterDays,
			unseen
		}): UpstreamState => {
			const last = ended.get(name);
			const newest = last?.newest ?? null;
			const old = newest === null ? null : staleWords(newest, today, staleAfterDays);
			// The age was told on the day of the refresh; it is told anew.
			const others = (last?.warnings ?? []).filter((warning) => !warning.startsWith(AGE));
			return {
				name,
				title,
				purpose,
				not_taken: notTaken ?? null,
				licence,
				attribution,
				needs: needs?.remedy ?? null,
				asked: last?.asked ?? null,
				last_good: last?.lastGood ?? null,
				newest,
				newest_age_days: newest === null ? null : daysBetween(newest, today),
				stale: old !== null || others.length > 0,
				failed: last?.failed ?? false,
				rows: last?.rows ?? 0,
				odd: last?.odd ?? 0,
				warnings: [
					...(unseen !== undefined && (last?.lastGood ?? null) === null ? [unseen] : []),
					...(last?.failed === true && last.reason !== null ? [last.reason] : []),
					...(old === null ? [] : [old]),
					...others
				]
			};
		}
	);
}

/** How the warning about the age of all its data begins. */
const AGE = 'its newest data are of ';
