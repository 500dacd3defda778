/** Why an upstream could not be fetched; stable names, for messages and tests. */
type FailureKind =
	| 'not_https'
	| 'host_not_allowed'
	| 'redirect_refused'
	| 'too_many_redirects'
	| 'connect_timeout'
	| 'idle_timeout'
	| 'total_timeout'
	| 'too_large'
	| 'truncated'
	| 'network'
	| 'status'
	| 'gone'
	| 'out_of_time'
	| 'asks_to_wait'
	| 'content_type'
	| 'encoding'
	| 'html'
	| 'shape'
	| 'shrunk'
	| 'setup';

/** Failures that may pass by themselves, so that another try makes sense. */
const PASSING = new Set<FailureKind>([
	'connect_timeout',
	'idle_timeout',
	'total_timeout',
	'truncated',
	'network'
]);

/** An upstream answered badly or not at all. The message is one line and holds no key. */
export class UpstreamFailure extends Error {
	readonly kind: FailureKind;
	/** Whether trying again may help. */
	readonly passing: boolean;

	constructor(kind: FailureKind, message: string, passing = PASSING.has(kind)) {
		super(onOneLine(message));
		this.kind = kind;
		this.passing = passing;
	}
}

/** Spaces and control characters of what a server sent, as one space: a message goes to logs and terminals. */
const onOneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** The answer is not of the shape this version reads; the message says where. */
export const shapeFailure = (where: string, what: string): UpstreamFailure =>
	new UpstreamFailure(
		'shape',
		`${where}: ${what}; the upstream may have changed its format, which this version does not read`
	);

/** One row of an upstream is not as known: it is left out and named, and the others are taken. */
export class OddRow extends Error {}
