import project from '../../../package.json' with { type: 'json' };
import type { PageServerLoad } from './$types';

/** Where the project takes reports, as its package says; null where it says nothing. */
const takenAt = (manifest: { bugs?: unknown }): string | null => {
	const { bugs } = manifest;
	if (typeof bugs === 'string') return bugs;
	return typeof bugs === 'object' && bugs !== null && 'url' in bugs ? String(bugs.url) : null;
};

export const load: PageServerLoad = () => ({ bugs: takenAt(project) });
