/** What a page says about the place it is for, where it starts elsewhere or goes no closer. */
export interface Choice {
	pathname: string;
	/** The code in the address; empty where it names none. */
	code: string;
	/** The place in words. */
	name: string;
}

/** Lists that start with every place. */
const LISTS = ['/actions', '/stale', '/changes'];
/** Pages on what belongs to no place. */
const PLACELESS: Readonly<Record<string, string>> = {
	'/costs': 'Prices of AI models and company spending belong to no place',
	'/claims': 'Claims are checked for all places together',
	'/data': 'Tables are offered whole',
	'/methods': 'Methods are the same for all places'
};

/** Pages on what belongs to no place start with it. */
const WORLD = 'WLD';

const isAt = (path: string, pathname: string) =>
	pathname === path || pathname.startsWith(`${path}/`);
const isCounty = (code: string) => /^[A-Z]{2}-[A-Z0-9]+-\d{5}$/.test(code);

/**
 * Why a page shows another place than the one chosen, or starts with every one; null where there is nothing to say.
 * @example startsWith({ pathname: '/actions', code: '', name: '' }) // 'This list starts with all places. …'
 */
export function startsWith({ pathname, code, name }: Choice): string | null {
	if (code === '')
		return LISTS.includes(pathname)
			? 'This list starts with all places. Polls and prices start with the United States.'
			: null;
	if (code === 'all' || code === WORLD) return null;
	const placeless = Object.entries(PLACELESS).find(([path]) => isAt(path, pathname));
	if (placeless) return `${placeless[1]}. Your choice, ${name}, stays for other pages.`;
	if (!isCounty(code)) return null;
	if (isAt('/energy', pathname)) return `No county prices: these are of the state around ${name}.`;
	if (isAt('/map', pathname)) return `The map goes no closer than the state around ${name}.`;
	return null;
}
