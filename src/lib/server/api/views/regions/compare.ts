import { bodyOf, leadTo, refuse, type Api } from '../view-tools.ts';
import { canonical, canonicalForm } from '#lib/domain/filter/link/canonical.ts';
import { MOMENT_KEYS, momentIn } from '#lib/domain/filter/link/moment.ts';
import { allowOnly } from '../../request/request.ts';

/** So many regions side by side still read. */
const MOST = 6;
/** Two regions to begin with where none is named. */
const FIRST = 'US-VA~US-WI';

/** Profiles and months of the regions compared, in the order that the address asks for. @throws Lead to the explicit address; ProblemError 400 for a key it has not */
export async function compareView(api: Api, url: URL) {
	allowOnly({ params: url.searchParams }, ['region', 'order', ...MOMENT_KEYS]);
	const params = new URLSearchParams(url.searchParams);
	if (!params.get('region')) params.set('region', FIRST);
	const asked = canonical(params);
	// The form below adds a region by sending the key once more.
	if (canonicalForm(url.searchParams) !== null || !url.searchParams.get('region'))
		leadTo(`${url.pathname}?${asked}`);
	const day = momentIn(params);
	const region = params.get('region') ?? '';
	const codes = inOrder(await regionsOf(api, region), params.get('order'));
	const columns = await Promise.all(
		codes.map(async (region) => {
			const { data: profile, meta } = await bodyOf(api.profile.$get({ query: { region, ...day } }));
			const months = await bodyOf(
				api.actions['by-month'].$get({ query: { region, to: meta.on, ...day } })
			);
			return { profile, meta, months: months.data, coverage: months.coverage };
		})
	);
	return {
		columns,
		day,
		regionName: columns.map(({ profile }) => profile.label).join(' or ')
	};
}

/** Regions in the order of the address; those it does not name come after them. */
function inOrder(codes: readonly string[], order: string | null): string[] {
	const asked = (order ?? '').split('~');
	const at = (code: string) => (asked.includes(code) ? asked.indexOf(code) : asked.length);
	return codes.toSorted((a, b) => at(a) - at(b));
}

/** The regions asked for, each once; old and new codes are answered with ours, as a note of the layout says. */
async function regionsOf(api: Api, region: string) {
	if (region === 'all') refuse(400, `region: "all" is not one place. Name 2 to ${MOST} places.`);
	const { data } = await bodyOf(
		api.regions.$get({ query: { region, scope: 'exact', limit: '1000' } })
	);
	const codes = data.map((row) => row.region);
	if (codes.length > MOST)
		refuse(400, `region: ${codes.length} places. At most ${MOST} can be compared. Remove some.`);
	return codes;
}

export type CompareData = Awaited<ReturnType<typeof compareView>>;
