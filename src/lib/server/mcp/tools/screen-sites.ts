import { words } from '#lib/domain/collections/collection.ts';
import { z } from 'zod';
import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { picked } from '../bounded.ts';
import { addressOf, withQuery } from '../ask.ts';
import { defineTool, moment, text } from '../tool.ts';

/** Sites screened at once; the page and the API take thousands. */
const SITES = 25;

const COLUMNS = [
	...words('row site placed problem candidates region region_name place_name'),
	...words('restriction_status restriction_kind restriction_whose'),
	...words('restriction_until restriction_until_basis restriction_tier'),
	...words('restriction_publishers restrictions proposed pending pending_first'),
	...words('pending_last pending_matters next_date next_what votes_decided'),
	...words('votes_restrictive votes_confirmed opposition_percent'),
	...words('opposition_level opposition_house opposition_date opposition_tier'),
	...words('opposition_source_url')
];
/** Records named behind the facts of a site. */
const RECORDS = 6;

const site = z.object({
	name: text('Your name for the site').optional(),
	lat: z.number().min(-90).max(90).optional(),
	lon: z.number().min(-180).max(180).optional(),
	fips: text('County code, 51107').optional(),
	place: text('"Leesburg, VA"').optional(),
	county: text('With state').optional(),
	state: text('VA or Virginia').optional()
});

/** What is on record where candidate sites lie. */
export const screenSites = defineTool({
	name: 'screen_sites',
	title: 'Screen candidate sites',
	description: `Up to ${SITES} candidate sites, each by coordinates, county code, "place, state" or county and state: rules on record where it lies, upcoming dates, decided votes, opposition, and the records behind them. Nothing sent is stored or logged.`,
	input: z.object({ sites: z.array(site).min(1).max(SITES), ...moment }),
	answer: async ({ sites, ...day }, ask) => {
		const query = { evidence: 'yes', ...day };
		const { data, page, meta } = (await ask('/screen', query, { sites })) as ScreeningAnswer;
		return {
			rows: data.map((one) => ({
				...picked(one, COLUMNS),
				records: (one.evidence ?? [])
					.slice(0, RECORDS)
					.map((record) =>
						picked(record, ['fact', 'date', 'what', 'href', 'tier', 'publisher', 'source_url'])
					)
			})),
			total: page.total,
			asked: meta.sentence,
			caveat:
				'This says what is on record, not what will be decided. No record here does not mean there is no opposition: ask the county before you file.',
			release: meta.release,
			on: meta.on,
			page: withQuery('/screen', day),
			api: addressOf('/screen', query),
			notes: [...meta.notes, 'api takes the same sites by POST, up to 10,000']
		};
	}
});
