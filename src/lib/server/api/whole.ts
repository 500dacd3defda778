import { collections, type CollectionName } from '#lib/domain/collections/index.ts';
import { views, type ViewName } from '#lib/domain/collections/views.ts';
import type { FileFormat } from '#lib/domain/files.ts';
import { BASE } from './address.ts';
import { findComputed } from './computed.ts';
import { computedList } from './computed-lists.ts';
import { find, type Found } from './files.ts';
import { findMap } from './map.ts';
import { findMapTime } from './map-time.ts';
import type { Moment } from './moment.ts';
import { noRoute } from './problem.ts';
import { findProfile } from './profile-rows.ts';

type Find = (params: URLSearchParams, moment: Moment, format: FileFormat | 'metadata') => Found;

/** How the rows of each view are found. */
const VIEWS: Record<ViewName, Find> = {
	map: findMap,
	'map-time': findMapTime,
	profile: findProfile
};

/**
 * How the whole of a list, or of what a page shows as a whole, is found: whatever is found can be had as a file
 * of every format.
 * @throws ProblemError 404 where there is nothing of this name
 */
export function whole(
	path: string,
	params: URLSearchParams,
	moment: Moment,
	format: FileFormat | 'metadata'
): () => Found {
	const name = path.slice(1);
	const computed = computedList(name);
	if (computed) return () => findComputed(computed, params, moment, format);
	if (Object.hasOwn(views, name)) return () => VIEWS[name as ViewName](params, moment, format);
	if (!Object.hasOwn(collections, name)) throw noRoute(`${BASE}${path}.${format}`);
	return () => find(name as CollectionName, params, moment, format);
}
