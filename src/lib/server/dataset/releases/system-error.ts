const SYSTEM =
	/^(E(ACCES|BUSY|DQUOT|EXIST|FBIG|IO|ISDIR|LOOP|MFILE|NAMETOOLONG|NFILE|NOENT|NOMEM|NOSPC|NOTDIR|NOTEMPTY|NXIO|PERM|ROFS|STALE|TXTBSY|XDEV)|SQLITE_(AUTH|BUSY|CANTOPEN|CORRUPT|FULL|IOERR|NOLFS|NOMEM|NOTADB|PERM|PROTOCOL|READONLY)\w*)$/;

/** Whether the file system, or SQLite over it, refused to open, read or write a file. */
export const isSystemError = (error: unknown): error is Error & { code: string } =>
	error instanceof Error && 'code' in error && SYSTEM.test(String(error.code));

/** Whether an error says which file it is about. */
const namesPath = (error: Error): boolean => 'path' in error && typeof error.path === 'string';

/**
 * An error of the system with the file it is about in front, as neither SQLite nor a full disk says it; any other
 * error, and one that says its file, as it is.
 */
export function withPath(error: unknown, path: string): unknown {
	if (!isSystemError(error) || namesPath(error)) return error;
	const said = error.code.startsWith('SQLITE_')
		? `${error.message} (${error.code})`
		: error.message;
	return Object.assign(new Error(`${path}: ${said}`, { cause: error }), { code: error.code, path });
}

/**
 * Does something with a file.
 * @throws Error that names the file where the system refuses, as on a full disk
 */
export function onFile<Result>(path: string, act: () => Result): Result {
	try {
		return act();
	} catch (error) {
		throw withPath(error, path);
	}
}
