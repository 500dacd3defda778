/** Pages about rows of a collection; records are some of the invented data that many others refer to. */
export const WITH_TABLE = [
	'/polls',
	'/polls?region=US-VA',
	'/polls/harbor-2026-08',
	'/actions',
	'/energy',
	'/energy/states',
	'/costs',
	'/costs/indicators',
	'/data',
	'/data/verification',
	'/stale',
	'/regions/US-VA',
	'/compare?region=US-VA~US-WI'
];

/** Every page there is. */
export const PAGES = [
	...WITH_TABLE,
	'/',
	'/?region=US-VA',
	'/actions/ca-marigold-ban',
	'/claims',
	'/costs/tiers',
	'/costs/calculator',
	'/data/tables/polls',
	'/api',
	'/report',
	'/regions/US-VA-51107',
	'/places/US-WI/city/madison',
	'/polls?method=model&pool=nearby&subgroup=all',
	'/polls/estimates?method=model&pool=nearby',
	'/polls/houses?pool=nearby',
	'/methods',
	'/methods/what-followed',
	'/methods/forecast',
	'/map',
	'/story?region=US-VA',
	'/screen',
	'/search?q=loudoun',
	'/feeds?region=US-VA',
	'/changes',
	'/embed',
	'/share/chart/polls'
];

/** Pages that refuse, with the status they refuse with. */
export const REFUSALS = [
	{ path: '/nothing-here', status: 404 },
	{ path: '/polls/no-such-poll', status: 404 },
	{ path: '/regions/US-ZZ', status: 404 },
	{ path: '/polls?topic=no-such-topic', status: 400 }
];
