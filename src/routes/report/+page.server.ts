import project from '../../../package.json' with { type: 'json' };
import type { PageServerLoad } from './$types';

/** Where the project takes reports, as its package says; null where it says nothing. */
function takenAt({ bugs }: Record<string, unknown>): string | null {
	const url = typeof bugs === 'object' && bugs !== null && 'url' in bugs ? bugs.url : bugs;
	return typeof url === 'string' ? url : null;
}

export const load: PageServerLoad = () => ({ bugs: takenAt(project) });
