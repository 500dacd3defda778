import { claimPath } from './addresses.ts';

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

/** What a report of an error speaks of. */
export interface Reported {
	kind: string;
	id: string;
	/** Release in which it was seen. */
	release: string;
	/** Where it is shown. */
	address: string;
}

/** The folder a user's record comes from: its id starts with it; null for a record of the embedded data. */
export const datasetOf = (id: string): string | null => {
	const at = id.indexOf(':');
	return at > 0 && !id.slice(0, at).includes('|') ? id.slice(0, at) : null;
};

/** A report of an error, filled in as far as it can be; what is to be added stands as questions. */
export function reportText({ kind, id, release, address }: Reported): string {
	const known = [
		['Record', kind === '' ? '' : `${kind.replaceAll('_', ' ')} ${id}`.trim()],
		['Release', release],
		['Address', address],
		['File', RECORD_FILES[kind] ?? '']
	];
	return [
		'Error in a record of Groundswell',
		'',
		...known.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`),
		'',
		'Which column is wrong, and what it says now:',
		'',
		'What it should say:',
		'',
		'Source of the right value (address, publisher, date; a page we can open):',
		''
	].join('\n');
}

/** The address of the page, or of the place on a page, that shows a record; null where it has none of its own. */
export function recordAddress(kind: string, id: string): string | null {
	if (id === '') return null;
	if (kind === 'action') return `/actions/${encodeURIComponent(id)}`;
	if (kind === 'poll') return `/polls/${encodeURIComponent(id)}`;
	if (kind === 'claim') return claimPath(id);
	if (kind === 'series') return `/energy?series=${encodeURIComponent(id)}`;
	return null;
}
