/**
 * A `fetch` for one page, that asks each address once: an answer is also that of the address it names as its own
 * (RFC 9110, 8.7), as a view's for an address that leaves something to defaults.
 * @param fetch what asks; only GET is kept
 */
export function askedOnce(
	fetch: (request: Request) => Promise<Response>
): (request: Request) => Promise<Response> {
	const answers = new Map<string, Promise<Response>>();
	const ask = async (request: Request): Promise<Response> => {
		const response = await fetch(request);
		const whole = response.headers.get('content-location');
		if (whole !== null) answers.set(new URL(whole, request.url).href, Promise.resolve(response));
		return response;
	};
	return async (request) => {
		if (request.method !== 'GET') return fetch(request);
		const answer = answers.get(request.url) ?? ask(request);
		answers.set(request.url, answer);
		return (await answer).clone();
	};
}
