import { z } from 'zod';
import { picked, type Row } from '../bounded.ts';
import { addressOf, withQuery, type Ask, type Query } from '../ask.ts';
import { SOURCE } from '../lists.ts';
import { sourceOf } from '../sources.ts';
import { defineTool, limit, moment, text } from '../tool.ts';
import { rulesIn, withSources, type ProfileAnswer } from './rules.ts';

interface PlaceRow {
	data: { path: string; status: string | null }[];
	note: string | null;
	meta: { release: string; on: string };
}

/** Codes are parts of the path of a page, which is what they are for. */
const REGION_PAGE = /^\/regions\/([\w-]+)$/;
const POLL_PAGE = /^\/polls\/([^/?#]+)$/;
const PLACE_PAGE = /^\/places\/([\w/-]+)$/;

/** What fits a name, with the code that other tools take. */
export const findPlace = defineTool({
	name: 'find_place',
	title: 'Find a place, poll, project or page',
	description:
		'Turns a name (also misspelled: "Loudon county", "Springfield, IL") into the region or place code that the other tools take, and the page that shows it. Settlements without records lead to their county.',
	input: z.object({ name: text('A name'), limit, ...moment }),
	answer: async ({ name, limit, ...day }, ask) => {
		const query = { q: name, limit, ...day };
		const { data, note, meta } = (await ask('/search', query)) as PlaceRow;
		return {
			rows: await Promise.all(
				data.map(async (one) => ({
					...codeOf(one.path),
					...picked(one, ['kind', 'name', 'detail', 'status', 'similar', 'path']),
					...(await behind(one, ask, { release: meta.release, on: meta.on }))
				}))
			),
			total: data.length,
			asked: `What fits "${name}", best first`,
			caveat:
				'A status is the moratorium or ban of the place itself, with its source beside it. Without one, no record was found; there may still be a rule.',
			release: meta.release,
			on: meta.on,
			page: withQuery('/search', { q: name }),
			api: addressOf('/search', query),
			notes: note === null ? [] : [note]
		};
	}
});

/** Where what a row says was seen: the latest step of its own rule, or the poll itself. A name alone needs no source. */
async function behind(
	{ path, status }: PlaceRow['data'][number],
	ask: Ask,
	day: Query
): Promise<Row> {
	const [, poll] = POLL_PAGE.exec(path) ?? [];
	if (poll !== undefined)
		return sourceOf({ table: 'polls', id: decodeURIComponent(poll) }, ask, day);
	if (status === null) return {};
	const { data } = (await ask('/profile', { ...codeOf(path), ...day })) as ProfileAnswer;
	const own = rulesIn(data).filter(({ whose }) => whose === 'own');
	const [rule] = await withSources(own.slice(0, 1), ask, day);
	return rule === undefined ? {} : picked(rule, ['action_id', ...SOURCE]);
}

function codeOf(path: string): { region?: string; place?: string } {
	const [, region] = REGION_PAGE.exec(path) ?? [];
	if (region !== undefined) return { region };
	const [, place] = PLACE_PAGE.exec(path) ?? [];
	return place === undefined ? {} : { place };
}
