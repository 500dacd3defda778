import { z } from '@hono/zod-openapi';
import { problemWords } from '#lib/domain/filter/link/faults.ts';
import type { QueryProblem } from '#lib/domain/filter/query.ts';
import { BASE } from '../api-address.ts';

/** RFC 9457 problem details, with one entry for each thing wrong. */
export const problemSchema = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.number(),
		detail: z.string(),
		reader_detail: z
			.string()
			.optional()
			.openapi({ description: 'detail without addresses of the API, where it names some' }),
		instance: z.string().optional(),
		errors: z
			.array(
				z.object({
					key: z.string(),
					value: z.string(),
					message: z.string(),
					allowed: z.array(z.string()).optional(),
					did_you_mean: z.string().optional()
				})
			)
			.optional()
	})
	.openapi('Problem');

const TITLES: Record<number, string> = {
	400: 'Bad request',
	403: 'Forbidden',
	404: 'Not found',
	405: 'Method not allowed',
	410: 'No longer here',
	413: 'Request too large',
	414: 'Address too long',
	422: 'Cannot be processed',
	429: 'Too many requests',
	500: 'Internal error',
	503: 'Not available now'
};

/** What each status means here. */
export const PROBLEM_MEANINGS = {
	400: 'A key or value is not allowed. Each one is listed, with what is allowed',
	404: 'No such address, record or version',
	405: 'Use GET, HEAD or OPTIONS; send a list of sites by POST',
	410: 'No longer here: the version was removed or cannot be read by this server, or the record was withdrawn. The answer names what is here instead',
	413: 'The request body is too large',
	414: 'The address is longer than 4096 characters',
	422: 'More rows than an Excel sheet can hold (CSV and Parquet hold them all), or a list of sites that cannot be read. The answer says what to do',
	429: 'Too many requests or whole-table downloads from one client. Retry-After says when to try again',
	500: 'The server failed. Its log has the cause',
	503: 'The server cannot answer now: no version has been built yet, its file is damaged, too many requests are waiting, or it is shutting down. Retry-After says when to try again'
} as const;

/** An expected failure of a request, in words for programs, and for readers of pages where they are told less. */
export class ProblemError extends Error {
	readonly status: number;
	readonly readerDetail: string | undefined;
	readonly errors: QueryProblem[];
	readonly headers: Record<string, string>;
	constructor(
		status: number,
		detail: string,
		options: {
			readerDetail?: string | undefined;
			errors?: QueryProblem[];
			headers?: Record<string, string>;
		} = {}
	) {
		super(detail);
		this.status = status;
		this.readerDetail = options.readerDetail;
		this.errors = options.errors ?? [];
		this.headers = options.headers ?? {};
	}
}

/** The answer to a failed request: `application/problem+json`. */
export function problemResponse(error: ProblemError, instance: string): Response {
	const body = {
		type: 'about:blank',
		title: TITLES[error.status] ?? 'Error',
		status: error.status,
		detail: error.message,
		...(error.readerDetail === undefined ? {} : { reader_detail: error.readerDetail }),
		instance,
		...(error.errors.length > 0 ? { errors: error.errors } : {})
	};
	return new Response(JSON.stringify(body), {
		status: error.status,
		headers: {
			'content-type': 'application/problem+json; charset=utf-8',
			'cache-control': 'no-store',
			...COMMON_HEADERS,
			...error.headers
		}
	});
}

/** Headers of every answer of the API. */
export const COMMON_HEADERS = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers':
		'Content-Disposition, ETag, Link, Retry-After, X-Groundswell-On, X-Groundswell-Release, X-Groundswell-Rows, X-Request-Id',
	'x-content-type-options': 'nosniff',
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
	'cross-origin-resource-policy': 'cross-origin'
};

/** What is wrong with a query, in sentences. */
export function badQuery(problems: readonly QueryProblem[]): ProblemError {
	const errors = problems.map(hinted);
	const [detail, readerDetail] = [errors, problems].map((all) => all.map(problemWords).join(' '));
	return new ProblemError(400, detail ?? '', {
		errors,
		...(readerDetail === detail ? {} : { readerDetail })
	});
}

/** A problem as programs are told it: what they can do stands behind what is wrong. */
const hinted = ({ hint, ...problem }: QueryProblem): QueryProblem =>
	hint === undefined ? problem : { ...problem, message: `${problem.message}; ${hint}` };

const LONGEST_SHOWN = 200;

/** Nothing is answered at a path. */
export const noRoute = (pathname: string): ProblemError =>
	new ProblemError(
		404,
		`There is nothing at ${pathname.slice(0, LONGEST_SHOWN)}. ${BASE}/openapi.json lists every route.`
	);
