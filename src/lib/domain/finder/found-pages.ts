/** A page of the site as it is found by words. */
interface FoundPage {
	path: string;
	title: string;
	about: string;
	/** Other words that people look for it by. */
	words: string;
	/** Other names of several words. */
	names?: readonly string[];
}

/** Pages that can be found by name; records and places are found by theirs. */
export const FOUND_PAGES: readonly FoundPage[] = [
	{
		path: '/',
		title: 'Overview',
		about: 'Polls, actions, prices and power at a glance',
		words: 'home start headline'
	},
	{
		path: '/polls',
		title: 'Polls',
		about: 'Opposition to data centers and AI over time',
		words: 'opinion survey opposition support',
		names: ['public opinion', 'AI polls']
	},
	{
		path: '/polls/estimates',
		title: 'Estimates by day',
		about: 'All pollsters together, with intervals',
		words: 'average trend model'
	},
	{
		path: '/polls/houses',
		title: 'Pollsters compared',
		about: 'How far each pollster leans',
		words: 'house effects lean',
		names: ['house effects']
	},
	{
		path: '/actions',
		title: 'Actions',
		about: 'Votes, moratoriums, bans, permits and rules',
		words: 'votes moratorium ban zoning decisions',
		names: ['votes and actions', 'local votes', 'moratoriums and bans']
	},
	{
		path: '/map',
		title: 'Map',
		about: 'States and counties by action, rule, poll or price',
		words: 'states counties',
		names: ['map of data centers', 'data center map']
	},
	{
		path: '/compare',
		title: 'Compare places',
		about: 'Up to six side by side',
		words: 'versus side by side'
	},
	{
		path: '/screen',
		title: 'Screen sites',
		about: 'Your list of sites against what is on record',
		words: 'excel upload list sites',
		names: ['site screening']
	},
	{
		path: '/energy',
		title: 'Energy',
		about: 'Electricity prices, use and forecasts',
		words: 'electricity power rates load grid',
		names: [
			...['Energy and costs', 'electricity prices', 'power prices', 'energy prices'],
			...['electric bill', 'electricity bill', 'power bill', 'electric rates']
		]
	},
	{
		path: '/energy/states',
		title: 'Electricity prices by state',
		about: 'Homes, shops, industry',
		words: 'rates ranking'
	},
	{
		path: '/costs',
		title: 'AI cost',
		about: 'Prices of models and what companies spend',
		words: 'spending capex tokens price',
		names: ['Energy and costs', 'AI costs', 'costs', 'token prices', 'model prices', 'AI spending']
	},
	{
		path: '/costs/tiers',
		title: 'Cheapest AI models by class',
		about: 'Cheapest model of each class',
		words: 'cheapest frontier open closed gap'
	},
	{
		path: '/costs/calculator',
		title: 'AI cost calculator',
		about: 'Your tokens at each price',
		words: 'tokens bill',
		names: ['cost calculator', 'token calculator']
	},
	{
		path: '/story',
		title: 'Four charts on one time axis',
		about: 'Polls, actions, prices, spending',
		words: 'story timeline'
	},
	{
		path: '/claims',
		title: 'Claims checked',
		about: 'What is said, and what records show',
		words: 'fact check verdict',
		names: ['fact checks']
	},
	{
		path: '/data',
		title: 'Data',
		about: 'Every table as a file, with sources',
		words: 'download csv excel parquet sources licence dictionary',
		names: ['open data', 'how to cite', 'citation', 'download data', 'SQLite database']
	},
	{
		path: '/changes',
		title: 'Changes',
		about: 'What is new between versions',
		words: 'new updates since',
		names: ['what is new']
	},
	{
		path: '/feeds',
		title: 'Get updates',
		about: 'Feeds and calendars',
		words: 'rss atom alerts calendar email subscribe newsletter notifications hearings',
		names: [
			'email alerts',
			'since your last visit',
			'sign up',
			'upcoming hearings',
			'upcoming dates'
		]
	},
	{
		path: '/stale',
		title: 'Outdated records',
		about: 'Records past their limit',
		words: 'stale old review'
	},
	{
		path: '/embed',
		title: 'Embed a chart',
		about: 'Charts and tables for your own page',
		words: 'iframe share code',
		names: ['embed code']
	},
	{
		path: '/methods',
		title: 'Methods',
		about: 'How estimates and margins are made',
		words: 'methodology how glossary definitions terms',
		names: ['about the estimates']
	},
	{
		path: '/methods/what-followed',
		title: 'What followed pending restrictions',
		about: 'How often a restriction followed where one was pending',
		words: 'pending sightings outlook vintages'
	},
	{
		path: '/methods/forecast',
		title: 'Forecast for counties, a test',
		about: 'Frozen, scored in public, and why no figure is shown',
		words: 'prediction probability outlook score brier calibration'
	},
	{
		path: '/api',
		title: 'API',
		about: 'Use the data from code',
		words: 'json openapi developers key'
	},
	{
		path: '/report',
		title: 'Report an error',
		about: 'Tell us what is wrong',
		words: 'contact correction wrong',
		names: ['contact us']
	}
];
