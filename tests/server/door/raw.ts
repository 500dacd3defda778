import { request, type IncomingHttpHeaders } from 'node:http';

/** What came back for a request, whose address no client has tidied. */
export interface Raw {
	status: number;
	headers: IncomingHttpHeaders;
	body: string;
}

/** Sends a path as it is, on a connection of its own. */
export const rawly = (
	site: string,
	path: string,
	options: { method?: string; headers?: Record<string, string>; body?: string } = {}
): Promise<Raw> =>
	new Promise((answered, failed) => {
		const { hostname, port } = new URL(site);
		const { method = 'GET', headers = {}, body } = options;
		const host = hostname.replace(/^\[|\]$/g, '');
		const asked = request({ host, port, path, method, headers, agent: false }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (text += chunk));
			response.on('error', failed);
			response.on('end', () =>
				answered({ status: response.statusCode ?? 0, headers: response.headers, body: text })
			);
		});
		asked.on('error', failed);
		asked.end(body);
	});
