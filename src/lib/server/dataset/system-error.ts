const SYSTEM =
	/^(E(ACCES|BUSY|DQUOT|EXIST|FBIG|IO|ISDIR|LOOP|MFILE|NAMETOOLONG|NFILE|NOENT|NOMEM|NOSPC|NOTDIR|NOTEMPTY|NXIO|PERM|ROFS|STALE|TXTBSY|XDEV)|SQLITE_(AUTH|BUSY|CANTOPEN|CORRUPT|FULL|IOERR|NOLFS|NOMEM|NOTADB|PERM|PROTOCOL|READONLY)\w*)$/;

/** Whether the file system, or SQLite over it, refused to open, read or write a file. */
export const isSystemError = (error: unknown): error is Error & { code: string } =>
	error instanceof Error && 'code' in error && SYSTEM.test(String(error.code));
