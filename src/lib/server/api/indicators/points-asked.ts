import { LRUCache } from 'lru-cache';
import type { Query } from '#lib/domain/filter/query.ts';
import { sizeOf, type Points } from '#lib/domain/indicators/transforms/points.ts';
import { linesAsked } from '../../dataset/queries/indicators/lines.ts';
import type { OpenRelease } from '../../dataset/release.ts';

/** Points a release may keep of what was read, 21 bytes each: they come again with another transform, or the next page. */
const KEPT_POINTS = 2_000_000;
const cachedPoints = new WeakMap<OpenRelease, LRUCache<string, Points>>();

/** The values a query asks for, whatever is shown of them, read once a release. */
export function pointsAsked(release: OpenRelease, query: Query): Points {
	const known = cachedPoints.get(release) ?? new LRUCache<string, Points>({ maxSize: KEPT_POINTS });
	cachedPoints.set(release, known);
	const { filters, regions, scope } = query;
	const key = JSON.stringify({ filters, regions, scope });
	const before = known.get(key);
	if (before) return before;
	const points = linesAsked(release, query);
	known.set(key, points, { size: sizeOf(points) + 1 });
	return points;
}
