/** Every page there is; records are some of the embedded data that many others refer to. */
export const PAGES = [
	'/',
	'/?region=US-VA',
	'/polls',
	'/polls/heatmap-2026-08',
	'/actions',
	'/actions/lv-ca-monterey-park-bal-2026-06-02',
	'/energy',
	'/costs',
	'/data',
	'/api'
];

/** Pages that refuse, with the status they refuse with. */
export const REFUSALS = [
	{ path: '/nothing-here', status: 404 },
	{ path: '/polls/no-such-poll', status: 404 },
	{ path: '/polls?topic=no-such-topic', status: 400 }
];
