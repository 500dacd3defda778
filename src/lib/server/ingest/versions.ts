import { createHash } from 'node:crypto';
import { createReleaseSql } from '../dataset/sql.ts';

/** Raised when the rules of ingestion change what the same files build. */
export const BUILDER_VERSION = '37';

/** Follows from the tables of a release, so that it cannot be forgotten when they change. */
export const schemaVersion = (): string =>
	createHash('sha256').update(createReleaseSql().join(';\n')).digest('hex').slice(0, 8);
