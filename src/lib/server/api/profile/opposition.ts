import { z } from '@hono/zod-openapi';
import { readingsCollection } from '#lib/domain/collections/lists/polls.ts';
import type { CollectionRow } from '#lib/domain/collections/index.ts';
import { ANY_QUERY } from '#lib/domain/filter/query.ts';
import { marginOfChange } from '#lib/domain/polls/margin.ts';
import { areSameWords, documented } from '#lib/domain/polls/wording.ts';
import {
	groupOf,
	itemWithMostWaves,
	newestOppositionGroup
} from '../../dataset/queries/regions/overview.ts';
import { queries } from '../../dataset/queries/index.ts';
import { all } from '../list/collection.ts';
import type { Asked } from '../request/request.ts';

type Reading = CollectionRow<'readings'>;

export const headlineSchema = z
	.object({
		region: z.string(),
		region_name: z.string(),
		wording_group: z.string(),
		wording_group_label: z.string(),
		item: z.string().nullable(),
		house: z.string(),
		first: readingsCollection.row,
		last: readingsCollection.row,
		waves: z.int(),
		change: z.number().nullable(),
		change_margin: z.number().nullable(),
		same_words: z
			.boolean()
			.openapi({ description: 'Whether all waves are known to have been asked in the same words' }),
		documented: z.int().openapi({ description: 'Waves whose words are on record' }),
		newer: readingsCollection.row.nullable().openapi({
			description:
				'The newest reading against data centers in the region on any other question, where it is newer than `last`; else null'
		})
	})
	.openapi('Headline');
export type Headline = z.output<typeof headlineSchema>;

/** What is known of opposition in a region, or in the nearest region around it of which something is. */
export function oppositionOf(
	{ release, on }: Asked,
	around: { region: string; label: string }[]
): { headline: Headline; readings: Reading[] } | null {
	for (const { region, label } of around) {
		const item = itemWithMostWaves(release, region);
		const group = item ? groupOf(release, item) : newestOppositionGroup(release, region);
		if (group === null) continue;
		const against = readingsAgainst({ release, on }, region, [group.topic, ...AGAINST]);
		const readings = against.filter(({ topic }) => topic === group.topic);
		const line = readings.filter((reading) =>
			item ? reading.item === item : reading.wording_group === group.wording_group
		);
		const [first, last] = item ? [line[0], line.at(-1)] : [line.at(-1), line.at(-1)];
		if (!first || !last) continue;
		return {
			readings,
			headline: {
				...headlineOf(region, label, item, item ? line : [last]),
				newer: newerThan(last, against)
			}
		};
	}
	return null;
}

/** Topics whose questions ask whether people are against data centers, nearby or in general. */
const AGAINST = ['local_siting', 'general_view'];

/** Every reading against data centers of some topics up to a day, oldest first, whatever the house and the wording. */
function readingsAgainst(
	{ release, on }: Pick<Asked, 'release' | 'on'>,
	region: string,
	topics: readonly string[]
): Reading[] {
	const query = {
		...ANY_QUERY,
		filters: { topic: [...new Set(topics)], stance: ['oppose'], subgroup: ['all'] },
		regions: [region],
		scope: 'exact' as const,
		sort: { column: 'date', descending: false }
	};
	return all<Reading>({ release }, queries.readings.rows(release.kysely, query)).filter(
		({ date_start }) => (date_start ?? '') <= on
	);
}

/** The newest reading, if it began after another ended: one known to the year alone may well be the older. */
function newerThan(last: Reading, readings: readonly Reading[]): Reading | null {
	const newest = readings.filter(({ topic }) => AGAINST.includes(topic)).at(-1);
	return newest && (newest.date_start ?? '') > (last.date_end ?? '') ? newest : null;
}

function headlineOf(
	region: string,
	region_name: string,
	item: string | null,
	line: readonly Reading[]
): Omit<Headline, 'newer'> {
	const [first, last] = [line[0], line.at(-1)];
	if (!first || !last) throw new Error('a headline needs a reading');
	const waves = line.length;
	return {
		region,
		region_name,
		wording_group: last.wording_group,
		wording_group_label: last.wording_group_label,
		item,
		house: last.house,
		first,
		last,
		waves,
		change: waves > 1 ? last.percent - first.percent : null,
		change_margin:
			waves > 1 && first.margin !== null && last.margin !== null
				? marginOfChange(first.margin, last.margin)
				: null,
		same_words: areSameWords(line),
		documented: documented(line)
	};
}
