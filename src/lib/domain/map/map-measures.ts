import type { CollectionName } from '../collections/index.ts';
import type { FilterName } from '../filter/keys.ts';
import type { SeriesRole } from '../indicators/series-roles.ts';

/** What regions of a map are colored by. */
export const MEASURES = [
	'actions',
	'restrictions',
	'pending',
	'opposition',
	'price',
	'price_growth',
	'data_center_share'
] as const;
export type Measure = (typeof MEASURES)[number];

/** Years over which growth of a price can be asked for, the usual one first. */
export const GROWTH_YEARS = ['5', '1', '10'] as const;

interface MeasureSpec {
	/** The collection whose rows are counted or read, and whose filters the map takes. */
	collection: CollectionName;
	/** Filters of that collection the map does not take: the measure sets them itself. */
	set: readonly FilterName[];
	title: string;
	unit: string;
	/** Regions of which kind have a value of their own. */
	levels: readonly ('state' | 'county')[];
	/** What the series that is read stands for, where the measure is one. */
	role?: SeriesRole;
}

export const MEASURE: Record<Measure, MeasureSpec> = {
	actions: {
		collection: 'actions',
		set: [],
		title: 'Votes and actions',
		unit: 'actions',
		levels: ['state', 'county']
	},
	restrictions: {
		collection: 'statuses',
		set: ['current', 'from', 'to'],
		title: 'Restrictions in force',
		unit: 'places',
		levels: ['state', 'county']
	},
	pending: {
		collection: 'sightings',
		set: ['pending', 'action_type'],
		title: 'Seen pending',
		unit: 'matters',
		levels: ['state', 'county']
	},
	opposition: {
		collection: 'readings',
		set: ['stance', 'followed', 'option'],
		title: 'Polled opposition',
		unit: 'percent',
		levels: ['state', 'county']
	},
	price: {
		collection: 'observations',
		set: ['series', 'subject', 'category', 'frequency', 'estimate', 'q'],
		title: 'Residential price',
		unit: 'cents/kWh',
		levels: ['state'],
		role: 'residential_price'
	},
	price_growth: {
		collection: 'observations',
		set: ['series', 'subject', 'category', 'frequency', 'estimate', 'q', 'from', 'to'],
		title: 'Price growth',
		unit: 'percent',
		levels: ['state'],
		role: 'residential_price'
	},
	data_center_share: {
		collection: 'observations',
		set: ['series', 'subject', 'category', 'frequency', 'estimate', 'q'],
		title: 'Data-center share',
		unit: 'percent',
		levels: ['state'],
		role: 'state_data_center_share'
	}
};

/** Measures that count records: a region without a value has no record. */
export const isCounted = (measure: Measure): boolean =>
	measure === 'actions' || measure === 'restrictions' || measure === 'pending';

/** Whether a word is one of the measures of the map. */
export const isMeasure = (value: string): value is Measure =>
	(MEASURES as readonly string[]).includes(value);
