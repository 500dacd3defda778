/** Where the values of an open filter come from: one row a collection and key. */
interface FilterSource {
	collection: string;
	key: string;
	from: string;
	column: string;
	/** SQL for the value in words. */
	label: string;
}

const POLLS = 'polls p';
const QUESTIONS = 'questions q JOIN polls p USING (poll_id)';
const ANSWERS = 'answers a JOIN questions q USING (question_id) JOIN polls p USING (poll_id)';
const OBSERVATIONS = 'observations o JOIN series s USING (series_id)';

const word = (kind: string, column: string) =>
	`(SELECT v.label FROM vocabulary v WHERE v.kind = '${kind}' AND v.value = ${column})`;

const plain = (collection: string, from: string, columns: Record<string, string>): FilterSource[] =>
	Object.entries(columns).map(([key, column]) => ({
		collection,
		key,
		from,
		column,
		label: column
	}));

const words = (collection: string, from: string, columns: Record<string, string>): FilterSource[] =>
	Object.entries(columns).map(([key, column]) => ({
		collection,
		key,
		from,
		column,
		label: word(key, column)
	}));

const survey = { house: 'p.house', pollster: 'p.pollster' };
const asked = {
	topic: 'q.topic',
	proximity: 'q.proximity',
	wording_group: 'q.wording_group',
	item: 'q.item'
};

/** Every open filter of every collection. */
export const FILTER_SOURCES: readonly FilterSource[] = [
	...plain('polls', POLLS, { ...survey, dataset: 'p.dataset' }),
	...words('polls', POLLS, { population: 'p.population' }),
	...words('polls', QUESTIONS, asked),
	...plain('questions', QUESTIONS, { ...survey, dataset: 'q.dataset', poll: 'q.poll_id' }),
	...words('questions', QUESTIONS, { ...asked, population: 'p.population' }),
	...plain('answers', ANSWERS, { ...survey, dataset: 'a.dataset', poll: 'q.poll_id' }),
	...words('answers', ANSWERS, { ...asked, population: 'p.population', subgroup: 'a.subgroup' }),
	...plain('readings', 'readings r', {
		house: 'r.house',
		pollster: 'r.pollster',
		dataset: 'r.dataset'
	}),
	...words('readings', 'readings r', {
		topic: 'r.topic',
		proximity: 'r.proximity',
		wording_group: 'r.wording_group',
		item: 'r.item',
		population: 'r.population',
		subgroup: 'r.subgroup'
	}),
	...words('readings', 'readings r', { option: 'r.option' }),
	...words('readings', 'readings r JOIN pools o USING (wording_group)', { pool: 'o.pool' }),
	...['trends', 'trend-polls', 'houses'].flatMap((collection) => [
		...plain(collection, 'trends t', { dataset: 't.from_dataset' }),
		...words(collection, 'trends t', {
			wording_group: 't.wording_group',
			pool: 't.pool',
			option: 't.option',
			subgroup: 't.subgroup',
			population: 't.population'
		})
	]),
	...plain('trend-polls', 'trend_polls y JOIN polls p USING (poll_id)', { house: 'p.house' }),
	...plain('houses', "(SELECT name FROM trend_effects WHERE factor = 'house') e", {
		house: 'e.name'
	}),
	...plain('actions', 'actions a', { dataset: 'a.dataset' }),
	{
		collection: 'actions',
		key: 'place',
		from: 'actions a JOIN places l USING (place_id)',
		column: 'a.place_id',
		label: 'l.name'
	},
	...words('actions', 'actions a', {
		action_type: 'a.action_type',
		decision: 'a.decision',
		body_kind: 'a.body_kind'
	}),
	...plain('statuses', 'statuses t', { dataset: 't.dataset' }),
	...words('statuses', 'statuses t', { action_type: 't.action_type' }),
	{
		collection: 'statuses',
		key: 'place',
		from: 'statuses t JOIN places l USING (place_id)',
		column: 't.place_id',
		label: 'l.name'
	},
	...plain('projects', '(SELECT DISTINCT project_id, developer, dataset FROM projects) j', {
		developer: 'j.developer',
		dataset: 'j.dataset'
	}),
	...plain('stale', 'freshness f', { dataset: 'f.dataset' }),
	...plain('fresh-limits', 'fresh_limits w', { dataset: 'w.dataset' }),
	...plain('sightings', 'sightings g', { tracker: 'g.tracker', dataset: 'g.dataset' }),
	...words('sightings', 'sightings g', { action_type: 'g.action_type' }),
	{
		collection: 'sightings',
		key: 'place',
		from: 'sightings g JOIN places l USING (place_id)',
		column: 'g.place_id',
		label: 'l.name'
	},
	...plain('forecasts', 'forecasts f', { dataset: 'f.dataset' }),
	...plain('forecast-trials', 'forecast_trials f', { dataset: 'f.dataset' }),
	...plain('first-test-actions', 'first_test_actions t', { dataset: 't.dataset' }),
	...plain('coverage', 'coverage v', { dataset: 'v.dataset' }),
	...plain('populations', 'populations n', { dataset: 'n.dataset' }),
	...words('stale', 'freshness f', { action_type: 'f.action_type' }),
	...plain('series', 'series s', { subject: 's.subject', dataset: 's.dataset' }),
	{
		collection: 'series',
		key: 'series',
		from: 'series s',
		column: 's.series_id',
		label: 's.title'
	},
	...words('series', 'series s', { category: 's.category' }),
	...plain('observations', OBSERVATIONS, { subject: 's.subject', dataset: 'o.dataset' }),
	{
		collection: 'observations',
		key: 'series',
		from: OBSERVATIONS,
		column: 'o.series_id',
		label: 's.title'
	},
	...words('observations', OBSERVATIONS, { category: 's.category' }),
	...plain('model-prices', 'model_prices m', {
		provider: 'm.provider',
		host: 'm.host',
		dataset: 'm.dataset'
	}),
	{
		collection: 'model-prices',
		key: 'model',
		from: 'model_prices m',
		column: 'm.model',
		label: 'm.model_name'
	},
	...words('model-prices', 'model_prices m', { model_class: 'm.model_class' }),
	{
		collection: 'model-prices',
		key: 'condition',
		from: `model_prices m LEFT JOIN vocabulary v ON v.kind = 'price_condition' AND v.value = m.condition`,
		column: 'm.condition',
		label: 'v.label'
	},
	...plain('regions', 'regions r', { dataset: 'r.dataset' }),
	{
		collection: 'regions',
		key: 'parent',
		from: 'regions r JOIN regions p ON p.region = r.parent',
		column: 'r.parent',
		label: 'p.label'
	},
	...plain('sources', 'sources s', { publisher: 's.publisher', dataset: 's.dataset' }),
	...plain('citations', 'citations c JOIN sources s USING (source_id)', {
		publisher: 's.publisher',
		dataset: 'c.dataset'
	}),
	{
		collection: 'citations',
		key: 'source',
		from: 'citations c JOIN sources s USING (source_id)',
		column: 'c.source_id',
		label: 's.title'
	},
	...plain('claims', 'claims c', { dataset: 'c.dataset' })
];
