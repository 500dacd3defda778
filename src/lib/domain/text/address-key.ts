/** Keys that mailers and social sites append: they do not change the document. */
const APPENDED = /^(utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|ref|cmpid|smid)$/i;

/**
 * An address as two lists are compared: without scheme, www, trailing slash, fragment and appended keys; null where it
 * names no document, only a site.
 * @example addressKey('http://www.example.org/news/1/?utm_source=x#top') // 'example.org/news/1'
 */
export function addressKey(address: string): string | null {
	if (!URL.canParse(address)) return null;
	const { hostname, pathname, searchParams } = new URL(address);
	const query = [...searchParams]
		.filter(([key]) => !APPENDED.test(key))
		.map(([key, value]) => `${key}=${value}`)
		.sort()
		.join('&');
	const path = pathname.replace(/\/+$/, '');
	if (path === '' && query === '') return null;
	return `${hostname.replace(/^www\./, '')}${path}${query === '' ? '' : `?${query}`}`;
}
