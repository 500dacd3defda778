import { describe, expect, it } from 'vitest';
import { isDamage } from '#lib/server/dataset/integrity.ts';
import { isSystemError } from '#lib/server/dataset/system-error.ts';

const failure = (code: string) => Object.assign(new Error('made up'), { code });

describe('what the system refuses', () => {
	it.each(['ENOSPC', 'EACCES', 'EROFS', 'EMFILE', 'SQLITE_FULL', 'SQLITE_CANTOPEN'])(
		'%s is no fault of the program, and no damage',
		(code) => {
			expect(isSystemError(failure(code))).toBe(true);
			expect(isDamage(failure(code))).toBe(false);
		}
	);

	it.each(['EIO', 'SQLITE_CORRUPT', 'SQLITE_CORRUPT_INDEX', 'SQLITE_NOTADB', 'SQLITE_IOERR_READ'])(
		'%s is damage',
		(code) => {
			expect(isSystemError(failure(code))).toBe(true);
			expect(isDamage(failure(code))).toBe(true);
		}
	);

	it.each(['ERR_INVALID_URL', 'SQLITE_CONSTRAINT', 'SQLITE_ERROR', 'ECONNRESET'])(
		'%s is neither',
		(code) => {
			expect(isSystemError(failure(code))).toBe(false);
			expect(isDamage(failure(code))).toBe(false);
		}
	);
});
