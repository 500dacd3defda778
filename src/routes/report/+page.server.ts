import { readSettings } from '#lib/server/env.ts';
import type { PageServerLoad } from './$types';

/** Where the operator takes reports; null where nobody is named. */
export const load: PageServerLoad = () => ({ to: readSettings(process.env).reports });
