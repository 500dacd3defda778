import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { bodyOf, leadTo, refuse, type Answer, type Api } from '../view-tools.ts';
import {
	isTown,
	usualOrder,
	MOST_COMPARED,
	FIRST_COMPARED
} from '#lib/domain/regions/addresses.ts';
import { canonical, canonicalForm } from '#lib/domain/filter/link/canonical.ts';
import { MOMENT_KEYS, momentIn } from '#lib/domain/filter/link/moment.ts';
import { pooledOf } from '../polls/estimate-days.ts';
import type { Stated } from '../stated.ts';
import { allowOnly } from '../../request/request.ts';

/** Profiles and months of the regions and towns compared, in the order that the address asks for. @throws Lead to the explicit address; ProblemError 400 for a key it has not */
export async function compareView(api: Api, url: URL, stated: Stated) {
	allowOnly({ params: url.searchParams }, ['region', 'place', 'order', ...MOMENT_KEYS]);
	const params = new URLSearchParams(url.searchParams);
	const isNamed = ['region', 'place'].some((key) => (params.get(key) ?? '') !== '');
	if (!isNamed) params.set('region', FIRST_COMPARED.join(LIST_SEPARATOR));
	const asked = canonical(params);
	// The form below adds a region by sending the key once more.
	if (canonicalForm(url.searchParams) !== null || !isNamed) leadTo(`${url.pathname}?${asked}`);
	const day = momentIn(params);
	const region = params.get('region') ?? '';
	const towns = (params.get('place') ?? '').split(LIST_SEPARATOR).filter((id) => id !== '');
	const ids = [...(region === '' ? [] : await regionsOf(api, region)), ...towns];
	if (ids.length > MOST_COMPARED)
		refuse(
			400,
			`region: ${ids.length} places. At most ${MOST_COMPARED} can be compared. Remove some.`
		);
	const known = new Map<string, ReturnType<typeof pooledOf>>();
	/** Places without a poll of their own share the estimate of the region around them. */
	const estimateOf = (headline: Parameters<typeof pooledOf>[3]) => {
		const key = headline === null ? '' : `${headline.region} ${headline.wording_group}`;
		const found = known.get(key) ?? pooledOf(api, stated, day, headline);
		known.set(key, found);
		return found;
	};
	const columns = await Promise.all(
		inOrder(ids, params.get('order')).map(async (id) => {
			const where = isTown(id) ? { place: id } : { region: id };
			const { data: profile, meta } = await bodyOf(
				api.profile.$get({ query: { ...where, ...day } })
			);
			const pooled = await estimateOf(profile.opposition?.headline ?? null);
			const months = await bodyOf(
				api.actions['by-month'].$get({ query: { ...where, to: meta.on, ...day } })
			);
			return {
				profile: shownOf(profile),
				/** Lengths of the lists that stay behind. */
				counts: { ahead: profile.ahead.length, projects: profile.projects.length },
				meta,
				/** The estimate from all polls like the newest one of the place, or of the region around it. */
				pooled: pooled && { finding: pooled.finding, pool: pooled.pool },
				months: months.data,
				coverage: months.coverage
			};
		})
	);
	return {
		columns,
		day,
		regionName: columns.map(({ profile }) => profile.label).join(' or ')
	};
}

type Profile = Answer<Api['profile']['$get']>['data'];

/** A profile without the lists that no comparison shows, and without polls of a larger region. */
function shownOf(profile: Profile): Profile {
	const { region, place_id, opposition } = profile;
	const isOwn = place_id === null && opposition?.headline.region === region;
	return {
		...profile,
		pending: [],
		children: { ...profile.children, known: [] },
		ahead: profile.ahead.slice(0, 1),
		projects: [],
		newest: null,
		opposition: opposition && !isOwn ? { ...opposition, readings: [] } : opposition
	};
}

/** Places in the order of the address; those it does not name come after them. */
function inOrder(codes: readonly string[], order: string | null): string[] {
	const asked = (order ?? '').split(LIST_SEPARATOR);
	const at = (code: string) => (asked.includes(code) ? asked.indexOf(code) : asked.length);
	return usualOrder(codes).sort((a, b) => at(a) - at(b));
}

/** The regions asked for, each once; old and new codes are answered with ours, as a note of the layout says. */
async function regionsOf(api: Api, region: string) {
	if (region === 'all')
		refuse(400, `region: "all" is not one place. Name 2 to ${MOST_COMPARED} places.`);
	const { data } = await bodyOf(
		api.regions.$get({ query: { region, scope: 'exact', limit: '1000' } })
	);
	return data.map((row) => row.region);
}

export type CompareData = Awaited<ReturnType<typeof compareView>>;
