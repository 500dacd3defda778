import { ALL_REGIONS } from '../filter/grammar.ts';

/** A feed that a page announces to feed readers: its title, and what the address of the feed asks for. */
interface Announced {
	title: string;
	query: Record<string, string>;
}

/** Pages by how their path begins, with the kind of record they show and whether a region narrows it. */
const PAGES: readonly (readonly [
	start: string,
	title: string,
	kind: string | null,
	isOfPlaces: boolean
])[] = [
	['/polls', 'New and changed polls', 'poll', true],
	['/actions', 'New and changed votes and actions', 'action', true],
	['/energy', 'New and changed energy indicators', 'observation', true],
	['/costs/indicators', 'New and changed cost indicators', 'observation', true],
	['/costs', 'New and changed prices of AI models', 'model_price', false],
	['/claims', 'New and changed claims', 'claim', false],
	...['/map', '/story', '/compare', '/changes', '/stale', '/data'].map(
		(start) => [start, 'New and changed records', null, true] as const
	)
];
const OVERVIEW = ['/', 'New and changed records', null, true] as const;

/**
 * The feed of what a page shows, for the region it shows; null for pages that show no records, and for those of a
 * region or place, which announce their own.
 * @param regionName the regions of the address in words, where it names any
 * @example announced('/polls', new URLSearchParams('region=US-VA'), 'Virginia').query // { record_kind: 'poll', region: 'US-VA' }
 */
export function announced(
	pathname: string,
	params: URLSearchParams,
	regionName = ''
): Announced | null {
	const page =
		pathname === '/'
			? OVERVIEW
			: PAGES.find(([start]) => pathname === start || pathname.startsWith(`${start}/`));
	if (page === undefined) return null;
	const [, title, kind, isOfPlaces] = page;
	const region = isOfPlaces ? (params.get('region') ?? '') : '';
	const isNarrow = region !== '' && region !== ALL_REGIONS;
	return {
		title: isNarrow && regionName !== '' ? `${title}: ${regionName}` : title,
		query: {
			...(kind === null ? {} : { record_kind: kind }),
			...(isNarrow ? { region } : {})
		}
	};
}
