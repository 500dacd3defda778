import { NoReleaseError } from '../dataset/releases/not-served.ts';
import type { ReleaseStore } from '../dataset/releases/release-store.ts';
import { isSystemError } from '../dataset/releases/system-error.ts';
import { isCutOff, logFailure } from '../log/log.ts';
import { wordsOf, type Building } from './request/moment.ts';
import { ProblemError } from './request/problem.ts';

/** After how many seconds to ask again where there is no release: a build takes about a minute. */
const BUILT_AFTER = '60';
/** After how many seconds to ask again where a file could not be read: another release may be served by then. */
const READ_AFTER = '5';

/** What to say where a file of a release is damaged, or the system does not open it; null for another failure. */
export function unreadable(error: unknown, store: ReleaseStore): ProblemError | null {
	const isDamaged = store.suspect(error);
	if (!isDamaged && !isSystemError(error)) return null;
	logFailure(error, 'a file of a release could not be read');
	return new ProblemError(
		503,
		`a file of the release could not be read${isDamaged ? ' and is being looked at' : ''}; ask again`,
		{ headers: { 'retry-after': READ_AFTER } }
	);
}

/** What to say of any other failure. @param building the release that is being built; null where none is */
export function expected(error: unknown, building: Building | null): ProblemError {
	if (error instanceof ProblemError) return error;
	if (error instanceof NoReleaseError && building !== null && error.oldest === null)
		return new ProblemError(503, `the first release is being built; ${wordsOf(building)}`, {
			headers: { 'retry-after': READ_AFTER }
		});
	if (error instanceof NoReleaseError)
		return new ProblemError(503, error.message, { headers: { 'retry-after': BUILT_AFTER } });
	if (isCutOff(error)) return new ProblemError(400, 'the request was cut off before its end');
	logFailure(error, 'a request to the API failed');
	return new ProblemError(500, 'the server failed to answer; the failure is in its log');
}
