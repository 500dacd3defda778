import { ReleaseStore } from './dataset/release-store.ts';
import { createApi } from './api/app.ts';
export { isApiPath } from './api/address.ts';
import { readSettings } from './env.ts';
import { log } from './log/log.ts';

type Api = ReturnType<typeof createApi>;

const STORE = Symbol.for('groundswell.releases');
const API = Symbol.for('groundswell.api');
const shared = globalThis as typeof globalThis & { [STORE]?: ReleaseStore; [API]?: Api };

/** The releases of this process: one store, also where two bundles of this code are loaded. */
export function releases(): ReleaseStore {
	return (shared[STORE] ??= new ReleaseStore(
		readSettings(process.env).releases,
		undefined,
		(line) => log().error(line)
	));
}

/** The API of this process. In development a changed module makes a new one over the same store. */
export function api(fresh = false): Api {
	if (fresh || !shared[API])
		shared[API] = createApi({
			store: releases(),
			now: () => new Date(),
			origin: readSettings(process.env).origin
		});
	return shared[API];
}
