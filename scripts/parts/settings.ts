import { readSettings, type Settings } from '#lib/server/env.ts';

/** The settings of the environment, with a folder or store of releases that an option names. @throws SettingsError */
export const settingsWith = (releases: string | undefined): Settings =>
	readSettings({
		...process.env,
		...(releases === undefined ? {} : { GROUNDSWELL_RELEASES: releases })
	});

/** Where the copies of upstreams lie unless a store has them. */
export const UPSTREAMS = 'data/upstream';
