import type { PageServerLoad } from './$types';

/** Where the operator takes reports; null where nobody is named. */
export const load: PageServerLoad = ({ locals }) => ({ to: locals.reports });
