import { figure, readable, TIER_SHORT } from '#lib/domain/format.ts';
import { aheadDay, aheadTitle } from '#lib/domain/keeping-up/ahead.ts';
import { scopeWords } from '#lib/domain/status/scope.ts';
import { holding, ruleWords } from '#lib/domain/status/rule-words.ts';
import { rateWords } from '#lib/domain/votes.ts';
import type { Profile } from '../profile/load.ts';
import { headlineKind, priceWords, projectSums, projectSumWords } from '../profile/words.ts';

/** A row of the table at a glance: one fact, in the words of each region. */
export interface GlanceRow {
	key: string;
	title: string;
	text: (profile: Profile) => string;
	/** The record behind it, where it rests on one. */
	href?: (profile: Profile) => string | null;
}

const told = (rule: Profile['in_force']['own'][number]) =>
	`${ruleWords(rule)}; ${TIER_SHORT[rule.tier]}. ${scopeWords(rule)}`;

/** The newest step behind the first rule shown, where there is one. */
function ruleAddress({ in_force }: Profile): string | null {
	const step = [...in_force.own, ...in_force.state][0]?.because.split('~').at(-1);
	return step === undefined ? null : `/actions/${encodeURIComponent(step)}`;
}

/** Rules of the region itself, then those of the state around it, which count for everything inside. */
function rules({ in_force, kind }: Profile): string {
	const lines = [
		...in_force.own.map((rule) => told(rule)),
		...in_force.state.map((rule) => `The state’s: ${told(rule)}`)
	];
	if (in_force.own.length > 0) return lines.join('. ');
	const none =
		headlineKind(kind, false) === 'undecided'
			? 'Decides on none; they are on record by state, county and town'
			: 'No pause or ban of its own on record';
	return [none, ...lines].join('. ');
}

function next({ ahead }: Profile): string {
	const [first] = ahead;
	if (!first) return 'None on record';
	const more = ahead.length === 1 ? '' : `; ${figure(ahead.length - 1)} more`;
	return `${aheadDay(first)}: ${aheadTitle(first)}${more}`;
}

function polled({ opposition, region }: Profile): string {
	if (!opposition) return 'No poll on record';
	const { last, region: of, region_name } = opposition.headline;
	return `${of === region ? '' : `No own poll; ${region_name}: `}${figure(last.percent, 1)}% ${last.option_label.toLowerCase()}, ${last.house}, ${readable(last.date)}, ${TIER_SHORT[last.tier]}`;
}

function priced({ price, region }: Profile): string {
	if (price === null) return 'No price on record';
	const of = price.rows.find((row) => row.region === price.region)?.region_name ?? '';
	return `${price.region === region ? '' : `No own price; ${of}: `}${priceWords(price.rows, price.region, price.rank)}`;
}

/** The blocks of a profile, each in one line. */
export const GLANCE: readonly GlanceRow[] = [
	{ key: 'rule', title: 'In force, until when', text: rules, href: ruleAddress },
	{
		key: 'inside',
		title: 'Places inside with a rule in force, as far as recorded',
		text: ({ inside, kind }) =>
			headlineKind(kind, false) === 'undecided'
				? 'Not told: places are on record by country, state and county'
				: figure(holding(inside))
	},
	{ key: 'ahead', title: 'Next date ahead', text: next },
	{
		key: 'actions',
		title: 'Actions on record',
		text: ({ actions }) =>
			actions.total === 0
				? 'None; no record is not no opposition'
				: `${figure(actions.confirmed)} verified of ${figure(actions.total)}`
	},
	{ key: 'votes', title: 'Decided votes', text: ({ votes }) => rateWords(votes) },
	{ key: 'opposition', title: 'Newest on opposition', text: polled },
	{ key: 'price', title: 'Residential electricity price', text: priced },
	{
		key: 'projects',
		title: 'Projects that actions name',
		text: ({ projects }) =>
			projects.length === 0
				? 'None on record'
				: `${figure(projects.length)}: ${projectSums(projects).map(projectSumWords).join('; ')}`
	}
];
