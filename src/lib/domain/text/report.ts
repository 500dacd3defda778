import { actionPath, claimPath, pollPath } from '../regions/addresses.ts';

/** The table in `data/` whose file or folder holds each kind of record. */
export const RECORD_FILES: Record<string, string> = {
	poll: 'data/polls.csv',
	question: 'data/questions.csv (its answers: data/answers.csv)',
	action: 'data/actions.csv',
	series: 'data/series.csv',
	observation: 'data/observations/',
	model_price: 'data/model_prices.csv',
	source: 'data/sources/',
	claim: 'data/claims.csv'
};

/** What a report of an error speaks of, and what its writer says; '' where nothing is known or said. */
export interface Reported {
	kind: string;
	id: string;
	/** Release in which it was seen. */
	release: string;
	/** Where it is shown. */
	address: string;
	/** What is wrong. */
	wrong: string;
	/** What it should say. */
	right: string;
	/** Where that can be read. */
	source: string;
}

/** What a writer says: the fields of the form, which are keys of its address too. */
export const REPORT_FIELDS = ['wrong', 'right', 'source'] as const;
/** How long each of them may be, in characters: the whole still fits into the address of a prepared e-mail. */
export const REPORT_LENGTH = 500;

/** The folder a user's record comes from: its id starts with it; null for a record of the embedded data. */
export const datasetOf = (id: string): string | null => {
	const at = id.indexOf(':');
	return at > 0 && !id.slice(0, at).includes('|') ? id.slice(0, at) : null;
};

/** A report of an error; what its writer left open stands as a question. */
export function reportText(report: Reported): string {
	const { kind, id, release, address, wrong, right, source } = report;
	const known = [
		['Record', kind === '' ? '' : `${kind.replaceAll('_', ' ')} ${id}`.trim()],
		['Version', release],
		['Address', address],
		['File', RECORD_FILES[kind] ?? '']
	];
	return [
		'What is wrong:',
		wrong,
		'',
		'What it should say:',
		right,
		'',
		'Where that can be checked (address of a page, publisher, date):',
		source,
		'',
		...known.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`),
		''
	].join('\n');
}

/** Title of a report: subject of the e-mail, title of the issue. */
const reportTitle = ({ kind, id }: Pick<Reported, 'kind' | 'id'>): string =>
	id === '' ? 'Error on a page of Groundswell' : `Error in ${kind.replaceAll('_', ' ')} ${id}`;

/** Where a report goes: what the link says, its address, and whether a prepared text rides along. */
interface ReportTarget {
	how: 'e-mail' | 'issue' | 'page';
	href: string;
}

/**
 * The link that takes a report to whoever keeps the records.
 * @param to an e-mail address or an https address; a list of GitHub issues opens with title and text filled in
 */
export function reportTarget(to: string, report: Reported): ReportTarget {
	const title = encodeURIComponent(reportTitle(report));
	const body = encodeURIComponent(reportText(report));
	if (!/^https?:/.test(to))
		// RFC 6068: lines end with CR LF.
		return {
			how: 'e-mail',
			href: `mailto:${encodeURIComponent(to).replace('%40', '@')}?subject=${title}&body=${body.replaceAll('%0A', '%0D%0A')}`
		};
	const issues = /^(https:\/\/github\.com\/[\w.-]+\/[\w.-]+)\/issues\/?(?:new)?$/.exec(to)?.[1];
	if (issues === undefined) return { how: 'page', href: to };
	return { how: 'issue', href: `${issues}/issues/new?title=${title}&body=${body}` };
}

/** The address of the page, or of the place on a page, that shows a record; null where it has none of its own. */
export function recordAddress(kind: string, id: string): string | null {
	if (id === '') return null;
	if (kind === 'action') return actionPath(id);
	if (kind === 'poll') return pollPath(id);
	if (kind === 'claim') return claimPath(id);
	if (kind === 'series') return `/energy?series=${encodeURIComponent(id)}`;
	return null;
}
