import { error } from '@sveltejs/kit';
import type { ApiClient } from '#lib/client/api.ts';
import { bodyOf } from '#lib/client/view.ts';

/** Codes of regions: US-VA, US-VA-51107 and IE in any case; PJM and ERCOT in capitals, as Texas is a name. */
const CODE = /^(?:[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3}(?:-\d{5})?)?|[A-Z]{3,6}|all)$/;
/** Regions offered where a name fits several. */
const OFFERED = 6;

/** Whether what somebody typed for a region is a name rather than a code. */
export const isName = (typed: string): boolean => typed !== '' && !CODE.test(typed);

/** What somebody typed that names no one region, and what may be meant. */
export interface Unclear {
	typed: string;
	offered: { region: string; region_name: string }[];
	/** How many more it fits. */
	more: number;
}

/** The code of the one region that a name fits, or what it may mean. */
export async function findByName(api: ApiClient, typed: string): Promise<string | Unclear> {
	const unclear = (found: Unclear['offered']): Unclear => ({
		typed,
		offered: found.slice(0, OFFERED).map(({ region, region_name }) => ({ region, region_name })),
		more: Math.max(0, found.length - OFFERED)
	});
	if (typed.trim() === '') return unclear([]);
	const { data } = await bodyOf(api.regions.$get({ query: { q: typed, limit: '1000' } }));
	const exact = data.filter(({ name, region_name, region }) =>
		[name, region_name, region].some((one) => one.toLowerCase() === typed.toLowerCase())
	);
	const [found, ...others] = exact.length > 0 ? exact : data;
	if (found && others.length === 0) return found.region;
	return unclear(found ? [found, ...others] : []);
}

/**
 * The code of the one region that a name fits: `Loudoun County` is US-VA-51107. Works without JavaScript, where a form
 * sends what was typed.
 * @throws the page's error where it fits none or several, with those it fits
 */
export async function codeByName(api: ApiClient, typed: string): Promise<string> {
	if (typed.trim() === '') error(400, 'The address names no place.');
	const found = await findByName(api, typed);
	if (typeof found === 'string') return found;
	if (found.offered.length === 0) error(400, `region "${typed}" is not known.`);
	const offered = found.offered.map(({ region, region_name }) => `${region_name} (${region})`);
	const more = found.more > 0 ? `; and ${found.more} more` : '';
	error(
		400,
		`region "${typed}" fits several places. Name one by its code: ${offered.join('; ')}${more}`
	);
}
