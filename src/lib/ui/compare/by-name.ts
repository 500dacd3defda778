import { error } from '@sveltejs/kit';
import { bodyOf, type client } from '#lib/client.ts';

type Api = ReturnType<typeof client>;

/** Codes of regions: US-VA, US-VA-51107 and IE in any case; PJM and ERCOT in capitals, as Texas is a name. */
const CODE = /^(?:[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3}(?:-\d{5})?)?|[A-Z]{3,6}|all)$/;
/** Regions offered where a name fits several. */
const OFFERED = 6;

/** Whether what somebody typed for a region is a name rather than a code. */
export const isName = (typed: string): boolean => typed !== '' && !CODE.test(typed);

/**
 * The code of the one region that a name fits: `Loudoun County` is US-VA-51107. Works without JavaScript, where a form
 * sends what was typed.
 * @throws the page's error where it fits none or several, with those it fits
 */
export async function codeByName(api: Api, typed: string): Promise<string> {
	if (typed.trim() === '')
		error(400, 'the address names no region but a blank; /api/v1/regions lists all');
	const { data } = await bodyOf(api.regions.$get({ query: { q: typed, limit: '1000' } }));
	const exact = data.filter(({ name, region_name, region }) =>
		[name, region_name, region].some((one) => one.toLowerCase() === typed.toLowerCase())
	);
	const [found, ...others] = exact.length > 0 ? exact : data;
	if (!found) error(400, `region "${typed}": no region of this name; /api/v1/regions lists all`);
	if (others.length > 0) {
		const offered = [found, ...others]
			.slice(0, OFFERED)
			.map(({ region, region_name }) => `${region_name} (${region})`);
		const more = others.length >= OFFERED ? `; and ${others.length + 1 - OFFERED} more` : '';
		error(
			400,
			`region "${typed}" fits several, name one by its code: ${offered.join('; ')}${more}`
		);
	}
	return found.region;
}
