/** A page in the navigation. */
export interface Item {
	path: string;
	title: string;
	/** The title where there is little room. */
	short?: string;
}

/** A part of the site: one item of the navigation, and the pages inside it. */
export interface Section extends Item {
	pages: readonly Item[];
}

export const SECTIONS: readonly Section[] = [
	{
		path: '/',
		title: 'Overview',
		pages: [
			{ path: '/', title: 'Overview' },
			{ path: '/story', title: 'Story' }
		]
	},
	{
		path: '/regions',
		title: 'Places',
		pages: [
			{ path: '/regions', title: 'Profile' },
			{ path: '/map', title: 'Map' },
			{ path: '/compare', title: 'Compare' },
			{ path: '/screen', title: 'Screen sites' }
		]
	},
	{ path: '/polls', title: 'Polls', pages: [] },
	{
		path: '/actions',
		title: 'Actions',
		pages: [
			{ path: '/actions', title: 'Votes and actions' },
			{ path: '/feeds', title: 'Get updates' }
		]
	},
	{
		path: '/energy',
		title: 'Energy and costs',
		short: 'Energy',
		pages: [
			{ path: '/energy', title: 'Energy' },
			{ path: '/costs', title: 'AI cost' }
		]
	},
	{
		path: '/data',
		title: 'Data',
		pages: [
			{ path: '/data', title: 'Data' },
			{ path: '/claims', title: 'Claims' },
			{ path: '/changes', title: 'Changes' },
			{ path: '/stale', title: 'Outdated records', short: 'Outdated' },
			{ path: '/methods', title: 'Methods' },
			{ path: '/api', title: 'API' }
		]
	}
];

const isAt = (path: string, pathname: string) =>
	pathname === path || (path !== '/' && pathname.startsWith(`${path}/`));

/** Whether an item leads to the page at a path, or to the list it is from; a town's page is a profile too. */
export const isCurrent = ({ path }: Item, pathname: string): boolean =>
	isAt(path, pathname) || (path === '/regions' && isAt('/places', pathname));

/** The part of the site that a path lies in; undefined for pages that belong to none, as the form for errors. */
export const sectionOf = (pathname: string): Section | undefined =>
	SECTIONS.find((section) => [section, ...section.pages].some((item) => isCurrent(item, pathname)));

/** Pages about one place have it in their path, or bring a picker of their own, as the list of sources does. */
export const choosesRegion = (pathname: string): boolean =>
	![
		'/regions',
		'/places',
		'/compare',
		'/screen',
		'/search',
		'/claims',
		'/data',
		'/report',
		'/api',
		'/methods'
	].some((path) => isAt(path, pathname));
