import type { IncomingMessage, ServerResponse } from 'node:http';
import { isApiPath } from '../../api/api-address.ts';
import { costlyLimit } from '../../api/request/limits.ts';
import { ProblemError } from '../../api/request/problem.ts';
import { isAssistantPath } from '../../mcp/paths.ts';
import { isCutOff, log, logFailure, withRequest } from '../../log/log.ts';
import { askers, type Asker, type Trust } from '../asker.ts';
import type { Door } from '../door.ts';
import { metricsAccess } from '../watch/metrics-access.ts';
import { pathOf, refuseRequest } from './refuse.ts';
import { REQUEST_ID, requestId } from '../request-id.ts';
import { routeClass } from './route-class.ts';
import { SECURITY_TXT, securityTxt } from '../pages/security-txt.ts';

/** Pages one client may ask for at once, and after how long for one more. */
const PAGES = { burst: 100, everyMs: 200, clients: 10_000, what: 'pages' };
/** The status logged and counted where whoever asked went away before the answer: as nginx counts it. */
const CLIENT_GONE = 499;

/** Answers a request; fulfilled once it is made, rejected where it cannot be. */
export type Answer = (
	request: IncomingMessage,
	response: ServerResponse,
	asker: Asker
) => Promise<unknown>;

export interface FrontOptions {
	door: Door;
	/** The proxies that are believed about whom they ask for; null for none. */
	trust: Trust | null;
	/** Addresses and networks that may read the metrics; null for this machine only. */
	metrics: readonly string[] | null;
	/** Whom to tell of a security problem; null where nobody is named. */
	securityContact: string | null;
	/** Where readers reach the site, where it is stated. */
	origin: string | null;
	/** Answers a request with a page that is kept; false where none is. */
	keptPage: (request: IncomingMessage, response: ServerResponse) => boolean;
	api: Answer;
	page: Answer;
}

/**
 * What every request passes: it gets an id, is counted and logged, and is answered by the API or a page, in its turn.
 * Every failure ends here, as an answer.
 */
export function frontOf(
	options: FrontOptions
): (request: IncomingMessage, response: ServerResponse) => void {
	const { door, trust, api, page } = options;
	const askerOf = askers(trust);
	const mayRead = metricsAccess(options.metrics, trust !== null);
	const limitPages = costlyLimit(PAGES, () => performance.now());

	const inTurn: Answer = async (request, response, asker) => {
		if (asker.client !== null) limitPages(asker.client);
		const turn = await door.turn(() => request.socket.destroyed, asker.client);
		if ('status' in turn)
			throw new ProblemError(turn.status, turn.words, {
				headers: { 'retry-after': String(turn.retryAfterS) }
			});
		// Whoever goes away in the middle holds no place.
		response.once('close', turn.leave);
		try {
			await page(request, response, asker);
		} finally {
			turn.leave();
		}
	};

	const route: Answer = async (request, response, asker): Promise<unknown> => {
		const path = pathOf(request);
		if (path === '/live') return send(response, 'application/json', ALIVE);
		if (path === '/metrics') {
			if (!mayRead(asker)) throw NO_METRICS();
			return send(response, door.metrics.contentType, await door.metrics.text());
		}
		if (path === SECURITY_TXT) {
			const { securityContact, origin } = options;
			if (securityContact === null) throw NO_CONTACT();
			return send(response, 'text/plain', securityTxt(securityContact, origin, new Date()));
		}
		if (isApiPath(path) || isAssistantPath(path)) return api(request, response, asker);
		// Files are there already; pictures and lists of sites are bounded where they are made.
		if (routeClass(request.method ?? '', path) !== 'page') return page(request, response, asker);
		const isKept = options.keptPage(request, response);
		door.cached(isKept);
		return isKept ? undefined : inTurn(request, response, asker);
	};

	return (request, response) => {
		const began = performance.now();
		const asker = askerOf(request);
		const id = requestId(request.headers[REQUEST_ID], asker.isProxied);
		// Also where an answer ends before anything of ours gives it headers.
		response.setHeader('x-content-type-options', 'nosniff');
		const { method = '' } = request;
		const path = pathOf(request);
		// A page has twenty files that never change: nobody asks about one, and each header is a reader's to load.
		if (routeClass(method, path) !== 'asset') response.setHeader(REQUEST_ID, id);
		withRequest(id, () => {
			response.once('close', () => {
				const status = response.writableFinished ? response.statusCode : CLIENT_GONE;
				const ms = performance.now() - began;
				door.metrics.answered(routeClass(method, path), status, ms / 1000);
				log().info({ method, path, status, ms: Math.round(ms) }, 'answered');
			});
			route(request, response, asker).catch((error: unknown) =>
				refuseRequest(request, response, asProblem(error))
			);
		});
	};
}

function asProblem(error: unknown): ProblemError {
	if (error instanceof ProblemError) return error;
	if (!isCutOff(error)) logFailure(error, 'a request was not answered');
	return new ProblemError(500, 'The server failed to answer. The failure is in its log.');
}

const ALIVE = JSON.stringify({ status: 'ok' });

function send(response: ServerResponse, type: string, body: string): void {
	response.writeHead(200, {
		'content-type': type.includes('charset') ? type : `${type}; charset=utf-8`,
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff'
	});
	response.end(response.req.method === 'HEAD' ? undefined : body);
}

const NO_METRICS = () =>
	new ProblemError(
		403,
		'Metrics are for programs on the machine of the server. GROUNDSWELL_METRICS opens them to other addresses.'
	);
const NO_CONTACT = () =>
	new ProblemError(
		404,
		'No contact for security problems is set here. GROUNDSWELL_SECURITY_CONTACT sets one.'
	);
