import { group } from 'd3-array';
import type { Reading } from '#lib/charts/kinds/reading-points.ts';

/** Shares of the parts of a sample along one line (party, age): over waves, or side by side in one poll. */
export interface Crosstab {
	kind: string;
	house: string;
	summary: string;
	/** Dates of the polls shown, oldest first; one where nothing was asked twice. */
	dates: string[];
	parts: { subgroup: string; label: string; shares: (Reading | null)[] }[];
}

/**
 * For each kind of subgroup, the waves of one item that report it, where there are two or more; else the newest
 * question that does, alone.
 */
export function crosstabsOf(readings: readonly Reading[]): Crosstab[] {
	return [...group(readings, ({ subgroup_kind }) => subgroup_kind)].flatMap(([kind, rows]) => {
		const items = [
			...group(
				rows.filter(({ item }) => item !== null),
				({ item }) => item
			).values()
		];
		const inTime = items
			.filter((waves) => new Set(waves.map(({ poll_id }) => poll_id)).size > 1)
			.map((waves) => crosstab(kind, waves));
		if (inTime.length > 0) return inTime;
		const newest = rows
			.toSorted((a, b) => (a.date_start ?? '').localeCompare(b.date_start ?? ''))
			.at(-1);
		return newest
			? [
					crosstab(
						kind,
						rows.filter(({ question_id }) => question_id === newest.question_id)
					)
				]
			: [];
	});
}

function crosstab(kind: string, rows: readonly Reading[]): Crosstab {
	const polls = [...group(rows, ({ poll_id }) => poll_id).values()].sort((a, b) =>
		(a[0]?.date_start ?? '').localeCompare(b[0]?.date_start ?? '')
	);
	const [first] = rows;
	return {
		kind,
		house: first?.house ?? '',
		summary: first?.summary ?? '',
		dates: polls.map((poll) => poll[0]?.date ?? ''),
		parts: [...group(rows, ({ subgroup }) => subgroup)].map(([subgroup, own]) => ({
			subgroup,
			label: own[0]?.subgroup_label ?? subgroup,
			shares: polls.map((poll) => poll.find((row) => row.subgroup === subgroup) ?? null)
		}))
	};
}
