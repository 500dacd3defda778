import { actionHeadline, countWords, shareWords } from '#lib/domain/actions/words/action-words.ts';
import { formatNumber, words } from '#lib/domain/text/format.ts';
import { aheadTitle } from '#lib/domain/keeping-up/ahead.ts';
import type { EvidenceItem } from '#lib/domain/screening/answer.ts';
import { scopeWords } from '#lib/domain/status/scope.ts';
import { ruleWords } from '#lib/domain/status/rule-words.ts';
import type { ValueRow } from '../../dataset/queries/regions/overview.ts';
import type { ActionHere, ProjectHere, Rests } from '../../dataset/queries/screening.ts';
import type { Evidence } from './record-evidence.ts';
import type { LastReading } from './opposition.ts';
import type { RuleThere } from './rules.ts';

/** The records behind the facts of a site as one list, each once. */
export function evidenceList(evidence: Evidence, on: string): EvidenceItem[] {
	const { decisions, lawsuits, records, share, reading } = evidence;
	const told = new Set([...decisions, ...lawsuits].map(({ action_id }) => action_id));
	const steps = (fact: EvidenceItem['fact'], actions: readonly ActionHere[]) =>
		actions.map((action) => stepItem(fact, action, on));
	return [
		...evidence.rules.map(ruleItem),
		...evidence.ahead.map((row): EvidenceItem => ({
			...restsOn(row),
			fact: 'ahead',
			date: row.date_start,
			what: `${aheadTitle(row)}: ${row.summary}`,
			href: `/actions/${row.action_id}`
		})),
		...steps('decision', decisions),
		...steps('lawsuit', lawsuits),
		...steps('state_law', evidence.laws),
		...(reading ? [readingItem(reading)] : []),
		...evidence.prices.map((value) => valueItem('price', value)),
		...(share ? [valueItem('demand', share)] : []),
		...evidence.projects.map(projectItem),
		...steps(
			'record',
			records.filter(({ action_id }) => !told.has(action_id))
		)
	];
}

const restsOn = ({
	tier,
	independent_sources,
	publisher,
	source_url
}: Omit<Rests, 'source_id'>) => ({
	tier,
	independent_sources,
	publisher,
	source_url,
	stale: false
});

const ruleItem = ({ rule: { row }, land }: RuleThere): EvidenceItem => ({
	...restsOn(row),
	fact: 'restriction',
	date: row.from,
	what: `${row.body}: ${ruleWords(row)} (for ${land}). ${scopeWords(row)}`,
	href: `/actions/${row.last_action}`
});

function stepItem(fact: EvidenceItem['fact'], action: ActionHere, on: string): EvidenceItem {
	const counted = countWords(action) ?? shareWords({ ...action, percent_for: null });
	return {
		...restsOn(action),
		fact,
		date: action.date,
		what: `${actionHeadline(action)}${counted === null ? '' : `, ${counted}`}; ${action.body}. ${action.summary}`,
		href: `/actions/${action.action_id}`,
		stale: action.stale_from !== null && action.stale_from <= on
	};
}

const readingItem = (reading: LastReading): EvidenceItem => ({
	...restsOn(reading),
	fact: 'opposition',
	date: reading.date,
	what: `${formatNumber(reading.percent, 1)}% against, ${reading.region_name}: ${reading.wording_group_label} (${reading.house}${reading.sample_size === null ? '' : `, n ${formatNumber(reading.sample_size)}`})`,
	href: `/polls/${reading.poll_id}`
});

const valueItem = (fact: 'price' | 'demand', value: ValueRow): EvidenceItem => ({
	...restsOn(value),
	fact,
	date: value.period,
	what: `${value.title}, ${value.region_name}: ${formatNumber(value.value)} ${value.unit} (${words(value.estimate)})`,
	href: `/energy?region=${value.region}`
});

const projectItem = (project: ProjectHere): EvidenceItem => ({
	fact: 'project',
	date: null,
	what: [
		`${project.project_name}: ${words(project.project_status)}`,
		...(project.developer === null ? [] : [project.developer]),
		...(project.project_mw === null ? [] : [`${formatNumber(project.project_mw)} MW`]),
		...(project.project_investment_usd === null
			? []
			: [`$${formatNumber(project.project_investment_usd)}`])
	].join(', '),
	href: project.decided_by === null ? null : `/actions/${project.decided_by}`,
	tier: null,
	independent_sources: null,
	publisher: null,
	source_url: null,
	stale: false
});
