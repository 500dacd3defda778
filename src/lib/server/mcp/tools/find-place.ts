import { z } from 'zod';
import { picked } from '../answer.ts';
import { addressOf, withQuery } from '../ask.ts';
import { defineTool, limit, moment, text } from '../tool.ts';

interface Found {
	data: { path: string }[];
	note: string | null;
	meta: { release: string; on: string };
}

/** Codes are parts of the path of a page, which is what they are for. */
const REGION_PAGE = /^\/regions\/([\w-]+)$/;
const PLACE_PAGE = /^\/places\/([\w/-]+)$/;

/** What fits a name, with the code that other tools take. */
export const findPlace = defineTool({
	name: 'find_place',
	title: 'Find a place, poll, project or page',
	description:
		'Turns a name (also misspelt: "Loudon county", "Springfield, IL") into the region or place code that the other tools take, and the page that shows it. Settlements without records lead to their county.',
	input: z.object({ name: text('A name'), limit, ...moment }),
	answer: async ({ name, limit, ...day }, ask) => {
		const query = { q: name, limit, ...day };
		const { data, note, meta } = (await ask('/search', query)) as Found;
		return {
			rows: data.map((one) => ({
				...codeOf(one.path),
				...picked(one, ['kind', 'name', 'detail', 'status', 'similar', 'path'])
			})),
			total: data.length,
			asked: `What fits "${name}", best first`,
			caveat:
				'A status is the pause or ban of the place itself. Without one none is on record, which does not mean that there is none.',
			release: meta.release,
			on: meta.on,
			page: withQuery('/search', { q: name }),
			api: addressOf('/search', query),
			notes: note === null ? [] : [note]
		};
	}
});

function codeOf(path: string): { region?: string; place?: string } {
	const [, region] = REGION_PAGE.exec(path) ?? [];
	if (region !== undefined) return { region };
	const [, place] = PLACE_PAGE.exec(path) ?? [];
	return place === undefined ? {} : { place };
}
