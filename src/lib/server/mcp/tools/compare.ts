import { z } from 'zod';
import type { Profile } from '../../api/profile/profile-schema.ts';
import { picked, type Row } from '../bounded.ts';
import { addressOf, withQuery, type Ask, type Query } from '../ask.ts';
import { SOURCE } from '../lists.ts';
import { defineTool, moment, region } from '../tool.ts';
import { pageOf, rulesIn, withSources, type ProfileAnswer } from './rules.ts';
import { MOST_COMPARED } from '#lib/domain/regions/addresses.ts';

/** Regions side by side. */
export const compareTool = defineTool({
	name: 'compare',
	title: 'Compare places',
	description: `2 to ${MOST_COMPARED} regions side by side: rules in force, actions and decided votes on record, the newest poll of the question asked most often, and the price of electricity for homes.`,
	input: z.object({
		regions: z.array(region).min(2).max(MOST_COMPARED).describe('Region codes'),
		...moment
	}),
	answer: async ({ regions, ...day }, ask) => {
		const codes = [...new Set(regions)];
		const answers = await Promise.all(
			codes.map(async (one) => (await ask('/profile', { region: one, ...day })) as ProfileAnswer)
		);
		const [first] = answers;
		if (first === undefined) throw new Error('a comparison needs a region');
		const { release, on } = first.meta;
		return {
			rows: await Promise.all(answers.map(({ data }) => rowOf(data, ask, day))),
			total: answers.length,
			asked: `${answers.map(({ data }) => data.label).join(', ')} side by side on ${on}`,
			caveat:
				'Counts are of what is on record, and large places are watched more: no record here does not mean there is no opposition. A poll of another region or in other words cannot be compared.',
			release,
			on,
			page: withQuery('/compare', { region: codes, ...day }),
			api: addressOf('/profile', { region: codes[0], ...day }),
			notes: [...new Set(answers.flatMap(({ meta }) => meta.notes))],
			about: {
				api_of_each: codes.map((one) => addressOf('/profile', { region: one, ...day }))
			}
		};
	}
});

/** Rules named of each region. */
const RULES = 3;

async function rowOf(profile: Profile, ask: Ask, day: Query): Promise<Row> {
	const rules = rulesIn(profile).filter(({ whose }) => whose !== 'country');
	const reading = profile.opposition?.headline.last;
	const price = profile.price?.rows.findLast((row) => row.region === profile.price?.region);
	return {
		region: profile.region,
		name: profile.label,
		page: pageOf(profile),
		rules: await withSources(rules.slice(0, RULES), ask, day),
		rules_in_all: rules.length,
		places_inside_by_status: profile.inside,
		actions: profile.actions,
		votes: profile.votes,
		...(reading && {
			opposition: picked(reading, [
				'date',
				'region_name',
				'house',
				'wording_group_label',
				'percent',
				'margin',
				...SOURCE
			])
		}),
		...(price && {
			electricity_price: {
				...picked(price, ['date', 'region_name', 'value', 'unit', 'estimate', ...SOURCE]),
				...(profile.price?.rank && { rank_among_states: profile.price.rank.rank })
			}
		})
	};
}
