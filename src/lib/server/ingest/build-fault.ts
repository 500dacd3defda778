/** Where in the input, or in the build, an error came up. */
export interface Site {
	/** What was being done, as a message ends: `while reading polls`. */
	doing: string;
	/** File as `dataset/path`; null where no file was being read. */
	file: string | null;
	line: number | null;
}

/** An error that the build did not foresee, with where it came up. The error itself is its cause. */
export class BuildFault extends Error {
	readonly site: Site;
	constructor(cause: unknown, site: Site) {
		super(cause instanceof Error ? cause.message : String(cause), { cause });
		this.site = site;
	}
}

/**
 * Runs a part of the build; what it throws says where.
 * @throws BuildFault, the innermost where parts hold each other
 */
export function within<T>(site: () => Site, run: () => T): T {
	try {
		return run();
	} catch (error) {
		if (error instanceof BuildFault) throw error;
		throw new BuildFault(error, site());
	}
}

/**
 * What an unforeseen error is told as: what went wrong, where, and what to report. One line each, no stack.
 */
export function faultLines(error: unknown): string[] {
	const cause = error instanceof BuildFault ? error.cause : error;
	const site = error instanceof BuildFault ? error.site : null;
	const place = site?.file ? `${site.file}${site.line === null ? '' : `:${site.line}`}` : null;
	const name = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
	return [
		`ingest met an error that it does not know: ${name.replace(/\s*\n\s*/g, ' ')}`,
		...(site ? [`${place === null ? '' : `${place}, `}while ${site.doing}`] : []),
		...frameOf(cause),
		'Nothing was published; the current release stays.',
		`This is a fault of the program. Please report these lines to its maintainers${place === null ? '' : ', with the row they name if you may share it'}.${
			place === null ? '' : ' If the row looks odd, correcting it may help until then.'
		}`
	];
}

/** The function of ours in which the error was thrown. */
function frameOf(cause: unknown): string[] {
	const stack = cause instanceof Error ? (cause.stack ?? '') : '';
	const frame = stack
		.split('\n')
		.find((line) => /^\s+at .*\/(src|scripts)\//.test(line) && !line.includes('node_modules'));
	const match = /at (?:(?:async )?(\S+) \()?.*\/((?:src|scripts)\/[^():]+:\d+)/.exec(frame ?? '');
	if (!match) return [];
	const [, name, where = ''] = match;
	return [`in ${name === undefined ? '' : `${name}, `}${where}`];
}
