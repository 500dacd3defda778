import { words } from '#lib/domain/collections/collection.ts';
import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import type { Profile } from '../../api/profile/profile-schema.ts';
import { picked, type Row } from '../bounded.ts';
import type { Ask, Query } from '../ask.ts';
import { SOURCE } from '../lists.ts';

/** A profile as the API answers it. */
export interface ProfileAnswer {
	data: Profile;
	meta: { release: string; on: string; sentence: string; notes: string[] };
}

type Rule = Profile['in_force']['own'][number];

const RULE = [
	...words('place_name region_name action_type status from to to_basis words'),
	...words('covers_words mw_threshold body reach dataset status_id')
];

/** The page of a region or place. */
export const pageOf = ({ region, place_id }: Pick<Profile, 'region' | 'place_id'>): string =>
	place_id === null ? `/regions/${region}` : `/places/${place_id}`;

/** Every rule of a profile with whose it is, its own first. */
export const rulesIn = ({ in_force }: Profile): { whose: string; rule: Rule }[] =>
	(['own', 'county', 'state', 'country'] as const).flatMap((whose) =>
		in_force[whose].map((rule) => ({ whose, rule }))
	);

/** Rules as rows, each with the latest step behind it and where that was seen. */
export const withSources = (
	rules: readonly { whose: string; rule: Rule }[],
	ask: Ask,
	day: Query
): Promise<Row[]> =>
	Promise.all(
		rules.map(async ({ whose, rule }) => {
			const latest = rule.because.split(LIST_SEPARATOR).at(-1) ?? '';
			const { data } = (await ask(`/actions/${encodeURIComponent(latest)}`, day)) as {
				data: { action: object };
			};
			return {
				whose,
				...picked(rule, RULE),
				...picked(data.action, ['summary', 'action_id', ...SOURCE])
			};
		})
	);
