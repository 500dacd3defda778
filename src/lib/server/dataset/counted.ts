import { UNVERIFIED } from '#lib/domain/verified.ts';

/** What `isVerified` says, of the rows of a table or query under a name. */
export const verifiedSql = (alias: string): string => `${alias}.tier <> '${UNVERIFIED}'`;
