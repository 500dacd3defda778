import { createMcpHonoApp } from '@modelcontextprotocol/hono';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { Hono, type Context } from 'hono';
import { costlyLimit } from '../api/request/limits.ts';
import { COMMON_HEADERS, ProblemError, problemResponse } from '../api/request/problem.ts';
import { logFailure } from '../log/log.ts';
import { llmsText } from './llms-text.ts';
import { isAssistantPath, LLMS_PATH, MCP_PATH } from './paths.ts';
import { mcpServer } from './server.ts';

/** Questions one client may ask at once, and after how long one more; each asks the API, which counts too. */
const QUESTIONS = { burst: 60, everyMs: 500, clients: 10_000, what: 'questions of assistants' };
/** Largest question, in bytes: a list of sites is the longest. */
const LARGEST = 32_768;

/** What is known of who asks, as the API is told it. */
interface Connection {
	incoming?: { socket: { remoteAddress?: string | undefined } };
	client?: string | null;
	reached?: string;
}
type Env = { Bindings: Connection };

/** An API as one fetch handler, told who asks. */
export interface Answering {
	fetch: (request: Request, env?: object) => Response | Promise<Response>;
}

interface AssistantOptions {
	now: () => Date;
	/** Where readers reach the site, where it is stated. */
	origin: string | null;
	/** The address the server listens on: on a machine's own only that machine's names are answered. */
	host: string;
}

/** An API, and beside it what answers assistants from it. */
export function withAssistants(api: Answering, options: AssistantOptions): Answering {
	const assistants = createAssistants(api, options);
	return {
		fetch: (request, env) =>
			(isAssistantPath(new URL(request.url).pathname) ? assistants : api).fetch(request, env)
	};
}

/** Answers assistants over HTTP: the endpoint of the Model Context Protocol, and the text that says what is here. */
function createAssistants(api: Answering, { now, origin, host }: AssistantOptions): Hono<Env> {
	const limit = costlyLimit(QUESTIONS, () => now().getTime());
	const reachedBy = (c: Context<Env>) => origin ?? c.env?.reached ?? new URL(c.req.url).origin;
	const questions = new Hono<Env>();
	const adapter = createMcpHonoApp({ maxRequestBodySize: LARGEST, ...namesOf(host, origin) });
	adapter.post(MCP_PATH, async (c: Context) => {
		const parsedBody = c.get('parsedBody') as unknown;
		if (Array.isArray(parsedBody))
			throw new ProblemError(400, 'one question a request: batches are not answered');
		const asked = c as unknown as Context<Env>;
		const handler = createMcpHandler(
			() =>
				mcpServer({ fetch: (request) => api.fetch(request, asked.env), origin: reachedBy(asked) }),
			{
				maxRequestBodySize: LARGEST,
				maxSubscriptions: 0,
				onerror: (error) => logFailure(error, 'a question of an assistant failed')
			}
		);
		return handler.fetch(c.req.raw, { parsedBody });
	});
	adapter.onError(refuse);
	questions.all(MCP_PATH, (c) => {
		if (c.req.method !== 'POST')
			throw new ProblemError(405, 'assistants ask by POST; docs/assistants.md says how', {
				headers: { allow: 'POST' }
			});
		const { incoming, client = incoming?.socket.remoteAddress ?? null } = c.env ?? {};
		if (client !== null) limit(client);
		return adapter.fetch(c.req.raw, c.env);
	});
	questions.get(LLMS_PATH, (c) =>
		c.body(llmsText(reachedBy(c)), 200, {
			...COMMON_HEADERS,
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'public, max-age=3600'
		})
	);
	questions.onError(refuse);
	return questions;
}

function refuse(error: Error, c: Context): Response {
	if (error instanceof ProblemError) return problemResponse(error, c.req.path);
	logFailure(error, 'a question of an assistant failed');
	return problemResponse(
		new ProblemError(500, 'the server failed to answer; the failure is in its log'),
		c.req.path
	);
}

const OWN_NAMES = ['127.0.0.1', 'localhost', '::1'];

/**
 * Names under which questions are taken, so that a page of another site cannot reach a server on its reader's machine
 * by a name that leads there. A server that others reach is read by anyone.
 */
function namesOf(host: string, origin: string | null) {
	if (!OWN_NAMES.includes(host)) return { host: 'any' };
	if (origin === null) return { host };
	const names = [new URL(origin).hostname, ...OWN_NAMES, '[::1]'];
	return { allowedHosts: names, allowedOrigins: names };
}
