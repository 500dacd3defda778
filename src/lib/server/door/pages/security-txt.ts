import { DAY_MS } from '#lib/domain/dates.ts';
/** How long a file is good for, in days: RFC 9116 asks for less than a year. */
const VALID_DAYS = 180;

/** Path of the file, RFC 9116. */
export const SECURITY_TXT = '/.well-known/security.txt';

/**
 * Whom to tell of a security problem, RFC 9116.
 * @param contact an e-mail address or the address of a page
 * @param site where readers reach the site; null where nobody has said
 */
export function securityTxt(contact: string, site: string | null, now: Date): string {
	const expires = new Date(Math.ceil(now.getTime() / DAY_MS + VALID_DAYS) * DAY_MS);
	const lines = [
		`Contact: ${/^https?:/.test(contact) ? contact : `mailto:${contact}`}`,
		`Expires: ${expires.toISOString()}`,
		'Preferred-Languages: en',
		...(site === null ? [] : [`Canonical: ${site}${SECURITY_TXT}`])
	];
	return `${lines.join('\n')}\n`;
}
