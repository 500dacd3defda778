import WORDS from '#data/us/state-words.json' with { type: 'json' };
import { stateCode, STATE_NAMES } from '../../screening/sites/state-names.ts';
import { stateOfPaper, stateOfStation } from './outlets.ts';

/** What an address and a name tell of where a document is from. */
interface Told {
	/** The state, as its postal code. */
	state: string;
	/** What says so, in words. */
	how: string;
}

/** A document as far as its place goes. */
interface Document {
	publisher: string;
	url: string | null;
}

/** Names of states that papers of the whole country, and places elsewhere, carry too. */
const SHARED = new Set(['Washington', 'New York', 'Delaware', 'Nevada', 'Wyoming', 'Oregon']);
/** A state's name before one of these words is the name of a county, a town or a street. */
const NO_STATE_BEFORE =
	/^[\s-]*(county|counties|city|township|town|twp|borough|village|parish|beach|avenue|street|road|falls|creek|river|state)\b/;

/**
 * The state a document is from, by its address (`kentuckylantern.com`, `co.bell.tx.us`, `wymt.com`, `/kentucky/`) and
 * its publisher (`WCTV`, `Texas Tribune`); null where neither says so, or they differ.
 * @example stateOfDocument({ publisher: 'WYMT', url: null }) // { state: 'KY', how: 'WYMT is a station in Kentucky' }
 */
export function stateOfDocument({ publisher, url }: Document): Told | null {
	const address = url !== null && URL.canParse(url) ? new URL(url) : null;
	const host = address?.hostname.replace(/^www\./, '') ?? '';
	const told = [
		ofOffice(host),
		ofDomain(host),
		ofCallSign(publisher, host),
		ofName(publisher),
		address && ofPath(address.pathname)
	].filter((one) => one !== null);
	const [first] = told;
	return first !== undefined && told.every(({ state }) => state === first.state) ? first : null;
}

/** `legis.ga.gov`, `co.bell.tx.us`, `gov.texas.gov`. */
function ofOffice(host: string): Told | null {
	const [, part = ''] = /(?:^|\.)([a-z-]+)\.(?:gov|us)$/.exec(host) ?? [];
	const state = stateCode(part);
	return state === null ? null : { state, how: `${host} is of ${STATE_NAMES.get(state) ?? state}` };
}

/** A paper that is known, or a domain that spells its state. */
function ofDomain(host: string): Told | null {
	const domain = host.split('.').slice(-2).join('.');
	const state = stateOfPaper(domain);
	if (state !== null) return { state, how: `${domain} is of ${STATE_NAMES.get(state) ?? state}` };
	const letters = host.replace(/[^a-z]/g, '');
	const spelled = longest(
		[...STATE_NAMES].filter(
			([, name]) => !SHARED.has(name) && letters.includes(name.toLowerCase().replaceAll(' ', ''))
		)
	);
	return spelled && { state: spelled[0], how: `${host} names ${spelled[1]}` };
}

/** A call sign that is the publisher, or the beginning of the domain: `wymt.com`, `kxxv25.com`, `wctv.tv`. */
function ofCallSign(publisher: string, host: string): Told | null {
	const [, ofPublisher = ''] =
		/\b([KW][A-Z]{2,3})(?:-?(?:TV|FM|AM|DT))?(?:\d{0,2})\b/.exec(publisher) ?? [];
	const [, ofHost = ''] =
		/^([kw][a-z]{2,3})(?:tv|fm|am|news)?\d{0,4}(?:tv|news)?\.[a-z]+$/.exec(host) ?? [];
	for (const sign of [ofPublisher, ofHost.toUpperCase()]) {
		const state = stateOfStation(sign);
		if (state !== null)
			return { state, how: `${sign} is a station in ${STATE_NAMES.get(state) ?? state}` };
	}
	return null;
}

/** `Texas Tribune`, `CBS Texas`. */
function ofName(publisher: string): Told | null {
	const named = longest(
		[...STATE_NAMES].filter(([, name]) => !SHARED.has(name) && names(publisher, name))
	);
	return named && { state: named[0], how: `“${publisher}” names ${named[1]}` };
}

/** A part of the path that is a state: `/kentucky/`. Words in a headline say what it is about, not where it is from. */
function ofPath(path: string): Told | null {
	const part = path.split('/').find((one) => one.length > 3 && stateCode(one) !== null);
	const state = part === undefined ? null : stateCode(part);
	return state === null ? null : { state, how: `the address has /${part ?? ''}/` };
}

/** Whether words hold the name of a state, and not as part of a county's or a town's. */
function names(words: string, name: string): boolean {
	const at = words.toLowerCase().search(new RegExp(`\\b${name.toLowerCase()}\\b`));
	return at !== -1 && !NO_STATE_BEFORE.test(words.toLowerCase().slice(at + name.length));
}

/** `West Virginia` where `Virginia` is found too. */
const longest = (found: [string, string][]) =>
	found.toSorted(([, a], [, b]) => b.length - a.length)[0] ?? null;

/** States whose border another state shares: a station or paper near it reports from both sides. */
const NEIGHBORS = new Map(WORDS.map(({ code, neighbors }) => [code, neighbors]));

/** Whether two states share a border. */
export const areNeighbors = (one: string, other: string): boolean =>
	NEIGHBORS.get(one)?.includes(other) ?? false;
