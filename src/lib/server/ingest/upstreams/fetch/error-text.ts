/** Most characters told of what a server says. */
const MOST = 200;
/** Most bytes looked at: errors are short. */
const LOOKED_AT = 20_000;

/** Keys under which APIs put what went wrong; an error may lie in an error. */
const NESTED = ['error', 'errors', 'fault', 'response', 'data'];
const CODES = ['code', 'error_code', 'status', 'type'];
const WORDS = [
	'message',
	'error_message',
	'detail',
	'details',
	'title',
	'description',
	'reason',
	'msg'
];

/**
 * What the body of a bad answer says in its own words, on one line: JSON in the shapes APIs document, the message of
 * an XML error, the title of a web page, or a short plain text. Nothing where it says nothing.
 */
export function errorText(body: Buffer, contentType = ''): string {
	const text = body.subarray(0, LOOKED_AT).toString('utf8').trim();
	const said =
		text.startsWith('{') || text.startsWith('[')
			? saidInJson(text)
			: text.startsWith('<')
				? saidInMarkup(text)
				: contentType.startsWith('text/plain')
					? text
					: '';
	return said.replace(/\s+/g, ' ').trim().slice(0, MOST);
}

/** Keys of which an answer of data has none. */
const ERRORS = ['error', 'errors', 'error_message', 'error_code', 'fault'];

/** What a good answer says went wrong: some APIs put a refusal into a 200. Nothing where it is data. */
export function errorInData(body: Buffer): string {
	if (body.length > LOOKED_AT || !body.subarray(0, 100).toString().trimStart().startsWith('{'))
		return '';
	let value: unknown;
	try {
		value = JSON.parse(body.toString('utf8').trimStart());
	} catch {
		return '';
	}
	if (typeof value !== 'object' || value === null) return '';
	const isRefusal = Object.entries(value).some(
		([key, one]) => ERRORS.includes(key) && one !== null && one !== '' && one !== false
	);
	return isRefusal ? errorText(body) : '';
}

function saidInJson(text: string): string {
	try {
		return [...new Set(words(JSON.parse(text), 0))].join(', ');
	} catch {
		// Cut off, or no JSON after all: what can be read of it.
		const code = /"code"\s*:\s*"([^"]{1,80})"/.exec(text)?.[1];
		const message = /"(?:message|error|detail)"\s*:\s*"([^"]{1,200})"/.exec(text)?.[1];
		return [code, message].filter((part) => part !== undefined).join(', ');
	}
}

/** How deep an error may lie in another. */
const DEEPEST = 4;

/** Words of an error: its code first, where that is a word, then what it says. */
function words(value: unknown, depth: number): string[] {
	if (depth > DEEPEST || value === null || value === undefined) return [];
	if (typeof value === 'string') return [value];
	if (Array.isArray(value))
		return value.slice(0, 3).flatMap((one: unknown) => words(one, depth + 1));
	if (typeof value !== 'object') return [];
	const entries = new Map<string, unknown>(Object.entries(value));
	const texts = (keys: readonly string[]) =>
		keys.flatMap((key) => {
			const found = entries.get(key);
			return typeof found === 'string' && found !== '' ? [found] : [];
		});
	return [
		...texts(CODES).slice(0, 1),
		...texts(WORDS),
		...NESTED.flatMap((key) => words(entries.get(key), depth + 1))
	];
}

function saidInMarkup(text: string): string {
	const found =
		/<error\b[^>]*\bmessage="([^"]+)"/i.exec(text)?.[1] ??
		/<(?:message|title)\b[^>]*>([^<]+)</i.exec(text)?.[1];
	return found ?? '';
}

/** Words by which servers say that they were asked too often, though they answer 403. */
const THROTTLING =
	/over_rate_limit|rate[ _-]?limit|rate threshold|throttl|too many requests|quota|exceeded your|temporarily (?:blocked|suspended|disabled)/i;

/** Whether a refusal means "not so fast": those pass by themselves. */
export const isThrottling = (said: string, hasRetryAfter: boolean): boolean =>
	hasRetryAfter || THROTTLING.test(said);
