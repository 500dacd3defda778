/** The name under which a page's head states the whole address it was made for. */
const NAME = 'groundswell-address';

/**
 * The head of a page that was asked for at an address that leaves something to defaults: it states the whole address.
 * @example withAddress('<head></head>', '/polls?subgroup=all')
 */
export const withAddress = (html: string, address: string): string =>
	// A function: in a text a dollar sign would stand for what was found.
	html.replace('</head>', () => `<meta name="${NAME}" content="${escaped(address)}" /></head>`);

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The whole address that a page states, or null: the one it stands at is whole. */
export const addressIn = (document: Document): string | null =>
	document.querySelector<HTMLMetaElement>(`meta[name="${NAME}"]`)?.content ?? null;
