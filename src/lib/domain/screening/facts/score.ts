import { rateWords } from '../../actions/votes.ts';
import { STATUS_WORDS, type Status } from '../../status/status-words.ts';
import type { Score, Scored, Weights } from '../answer.ts';
import { COMPONENTS, MOST_WEIGHT, WEIGHT_PREFIX, type Component } from './components.ts';
import { rateOf } from './rate.ts';
import type { ScreeningRow } from '../row.ts';
import { nearColumn, NO_RECORD } from '../terms.ts';

/** How a component is valued, from 0 (little on record against building) to 100. */
interface Rule {
	title: string;
	/** The rule in words. */
	rule: string;
	/** The value, or null where nothing is on record, which is never a 0. */
	value: (row: ScreeningRow) => number | null;
	/** What the value rests on. */
	evidence: (row: ScreeningRow) => string;
}

/** A rule on record by how firmly it holds; one of a county, which may not bind the land, counts less. */
const BY_STATUS: Record<Status, number> = {
	extended: 100,
	active: 100,
	unknown_end: 80,
	adopted: 100,
	may_have_lapsed: 50,
	proposed: 40,
	replaced: 20,
	repealed: 10,
	expired: 10
};
const COUNTY_SHARE = 0.75;
const NEAR = nearColumn(50, 24);
const A_NEAR_ACTION = 5;
const A_LAWSUIT = 25;
const A_PERCENT_OF_DEMAND = 4;

const capped = (value: number): number => Math.min(100, Math.max(0, value));
const NONE = 'No record found';

export const SCORE_RULES: Record<Component, Rule> = {
	restriction: {
		title: 'Restriction',
		rule: `By the status of the strictest rule: in force ${BY_STATUS.active}, adopted but not yet in force ${BY_STATUS.adopted}, end date unknown ${BY_STATUS.unknown_end}, may have expired ${BY_STATUS.may_have_lapsed}, only proposed ${BY_STATUS.proposed}, replaced ${BY_STATUS.replaced}, repealed or expired ${BY_STATUS.expired}. A county’s rule, for unincorporated land, counts three quarters of that`,
		value: ({ restriction_status: status, restriction_whose: whose, proposed }) => {
			const standing =
				status === null || status === NO_RECORD
					? null
					: BY_STATUS[status] * (whose === 'county' ? COUNTY_SHARE : 1);
			if (proposed === null) return standing;
			return Math.max(standing ?? 0, BY_STATUS.proposed);
		},
		evidence: ({ restriction_status: status, restrictions, proposed }) => {
			if (status !== null && status !== NO_RECORD)
				return `${STATUS_WORDS[status]}: ${restrictions ?? ''}`;
			return proposed === null ? NONE : `proposed: ${proposed}`;
		}
	},
	votes: {
		title: 'Votes',
		rule: 'Share of the decided votes in the county, recorded by trackers of opposition, that were restrictive, in percent',
		value: ({ votes_decided: decided, votes_restrictive: restrictive }) =>
			decided === null || restrictive === null || decided === 0
				? null
				: (restrictive / decided) * 100,
		evidence: (row) => (row.votes_decided ? rateWords(rateOf(row)) : NONE)
	},
	nearby: {
		title: 'Nearby',
		rule: `${A_NEAR_ACTION} for each restrictive action within 50 miles in the last 24 months, at most 100`,
		value: (row) => (row[NEAR] ? capped(row[NEAR] * A_NEAR_ACTION) : null),
		evidence: (row) =>
			row[NEAR]
				? `${row[NEAR]} restrictive actions, ${row[`${NEAR}_confirmed`] ?? 0} verified`
				: NONE
	},
	lawsuits: {
		title: 'Lawsuits',
		rule: `${A_LAWSUIT} for each lawsuit in the county, at most 100`,
		value: ({ lawsuits }) => (lawsuits ? capped(lawsuits * A_LAWSUIT) : null),
		evidence: ({ lawsuits }) => (lawsuits ? `${lawsuits} on record` : NONE)
	},
	opposition: {
		title: 'Opposition',
		rule: 'Percent against data centers in the newest poll of the question asked most often: in the county, otherwise in its state, otherwise in the nation',
		value: ({ opposition_percent }) => opposition_percent,
		evidence: ({ opposition_percent, opposition_level, opposition_house, opposition_date }) =>
			opposition_percent === null
				? NONE
				: `${opposition_house ?? ''}, ${opposition_date ?? ''}, ${opposition_level ?? ''}`
	},
	price: {
		title: 'Price',
		rule: 'Percent change of the state’s residential electricity price over 5 years; a fall counts 0, a doubling or more counts 100',
		value: ({ residential_price_change_5y: change }) => (change === null ? null : capped(change)),
		evidence: ({ residential_price, residential_price_year }) =>
			residential_price === null
				? NONE
				: `${residential_price} cents per kWh in ${residential_price_year ?? ''}`
	},
	demand: {
		title: 'Data-center demand',
		rule: `${A_PERCENT_OF_DEMAND} for each percent of the state’s electricity that data centers use; 25 percent or more is 100`,
		value: ({ data_center_share: share }) =>
			share === null ? null : capped(share * A_PERCENT_OF_DEMAND),
		evidence: ({ data_center_share, data_center_share_year }) =>
			data_center_share === null
				? NONE
				: `${data_center_share} percent in ${data_center_share_year ?? ''}`
	}
};

/**
 * Scores a site by chosen weights: the mean of the components on record, weighted. A component without a record is
 * left out of the mean and named so; it is neither 0 nor 100.
 */
export function scoreOf(row: ScreeningRow, weights: Weights): Score {
	const isPlaced = row.placed === 'yes';
	const components = COMPONENTS.flatMap((component): Scored[] => {
		const weight = weights[component] ?? 0;
		if (weight === 0) return [];
		const { rule, value, evidence } = SCORE_RULES[component];
		return [
			{
				component,
				weight,
				rule,
				value: isPlaced ? value(row) : null,
				evidence: isPlaced ? evidence(row) : 'The site was not located'
			}
		];
	});
	const total = components.reduce((sum, { weight }) => sum + weight, 0);
	const known = components.flatMap(({ value, weight }) =>
		value === null ? [] : [{ value, weight }]
	);
	const weight = known.reduce((sum, one) => sum + one.weight, 0);
	return {
		score:
			weight === 0 ? null : known.reduce((sum, one) => sum + one.value * one.weight, 0) / weight,
		covered: total === 0 ? 0 : weight / total,
		components
	};
}

/** The components that count. */
export const chosenOf = (weights: Weights): Component[] =>
	COMPONENTS.filter((one) => weights[one] !== undefined);

/** A weight that cannot be read. */
interface WeightProblem {
	key: string;
	value: string;
	message: string;
}

/** Reads `weight_restriction=3&weight_votes=1`; empty and 0 mean that the component does not count. */
export function weightsOf(params: URLSearchParams): {
	weights: Weights;
	problems: WeightProblem[];
} {
	const weights: Weights = {};
	const problems: WeightProblem[] = [];
	for (const component of COMPONENTS) {
		const key = WEIGHT_PREFIX + component;
		const text = params.get(key) ?? '';
		if (text === '') continue;
		const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
		if (!(value <= MOST_WEIGHT))
			problems.push({
				key,
				value: text,
				message: `is not a weight; use a number from 0 to ${MOST_WEIGHT}`
			});
		else if (value > 0) weights[component] = value;
	}
	return { weights, problems };
}
