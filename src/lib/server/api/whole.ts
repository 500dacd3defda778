import type { FileFormat } from '#lib/domain/files.ts';
import { isEverything } from '#lib/domain/schema/everything.ts';
import { BASE } from './api-address.ts';
import { fileResponse, type WholeResult, type Wanted } from './list/list-files.ts';
import { wholeOf } from './lists.ts';
import type { Call } from './request/moment.ts';
import { noRoute } from './request/problem.ts';
import { everythingResponse } from './service/everything.ts';

/**
 * How the whole of a list, or of what a page shows as a whole, is found.
 * @throws ProblemError 404 where there is nothing of this name
 */
export function wholeAt(
	path: string,
	call: Call,
	format: FileFormat | 'metadata'
): () => WholeResult {
	const find = wholeOf(path.slice(1));
	if (find === undefined) throw noRoute(`${BASE}${path}.${format}`);
	return () => find(call, format);
}

/**
 * How a file is made; what is not there is refused before anything is counted.
 * @throws ProblemError 404 where nothing of the name is there, 400 for a query that is not allowed
 */
export function makerOf(
	path: string,
	format: FileFormat | 'everything',
	call: Call
): (asked: Wanted) => Response {
	if (format !== 'everything') {
		const found = wholeAt(path, call, format);
		return (asked) => fileResponse(found(), format, call, asked);
	}
	if (!isEverything(path)) throw noRoute(`${BASE}${path}`);
	return (asked) => everythingResponse(path, call, asked);
}
