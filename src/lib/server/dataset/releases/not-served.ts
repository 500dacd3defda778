import type { LogEntry } from './release-log.ts';

/** The kind of a failure below: where two bundles of this code run, each tells by it what the other has thrown. */
const kindOf = (error: unknown): string =>
	error instanceof Error && 'kind' in error ? String(error.kind) : '';

/** No release has been built, none can be served, or none is old enough; `oldest` is the first day there is one. */
export class NoReleaseError extends Error {
	readonly kind = 'no-release';
	readonly oldest: string | null;
	static override [Symbol.hasInstance](error: unknown): boolean {
		return kindOf(error) === 'no-release';
	}
	constructor(message: string, oldest: string | null) {
		super(message);
		this.oldest = oldest;
	}
}

type Named = Pick<LogEntry, 'id' | 'published_at'>;

/** A release that was published here and is not served; `left` are those that are. */
export class NotServedError extends Error {
	static readonly kind: string = 'not-served';
	readonly kind: string;
	readonly id: string;
	readonly left: readonly Named[];
	static override [Symbol.hasInstance](error: unknown): boolean {
		return kindOf(error).startsWith(this.kind);
	}
	constructor(id: string, why: string, left: readonly Named[]) {
		super(why);
		this.kind = new.target.kind;
		this.id = id;
		this.left = left;
	}
}

/** A release whose file has been taken away since. */
export class PrunedError extends NotServedError {
	static override readonly kind = 'not-served: pruned';
}

/** A release that is being copied here. */
export class ComingError extends NotServedError {
	static override readonly kind = 'not-served: coming';
}

/** A release that this version of the code cannot read. */
export class OtherVersionError extends NotServedError {
	static override readonly kind = 'not-served: of another version';
}

/** A release whose file is not what was published. */
export class DamagedError extends NotServedError {
	static override readonly kind = 'not-served: damaged';
}
