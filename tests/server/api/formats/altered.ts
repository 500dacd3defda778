import type Database from 'better-sqlite3';
import { releasesFolder } from '../setup/releases-folder.ts';
import { apiOver } from '../setup/support.ts';

export const RELEASE = 'cccccccccccc';

/** The API over a release with a single claim, altered. */
export function apiWithClaim(
	alter: (db: Database.Database) => void,
	limits: Parameters<typeof apiOver>[0] = {}
) {
	const releases = releasesFolder();
	releases.publish(RELEASE, '2026-11-24T12:00:00Z', (db) => {
		db.exec('DELETE FROM claims WHERE rowid <> (SELECT min(rowid) FROM claims)');
		alter(db);
	});
	return apiOver({ releases: releases.folder, ...limits });
}

/** The API over one claim in these words, with a negative value. */
export const apiWithWords = (claim: string) =>
	apiWithClaim((db) => db.prepare('UPDATE claims SET claim = ?, value = -3.5').run(claim));
