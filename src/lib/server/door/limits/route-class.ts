import { isApiPath } from '../../api/api-address.ts';
import { isAssistantPath } from '../../mcp/paths.ts';

/** Kinds of what is asked for, by how much work they are and how they are bounded. */
export type RouteClass = 'live' | 'asset' | 'picture' | 'screen' | 'file' | 'api' | 'page';

const LIVE = /^\/(api\/v1\/(health|live)|live|metrics)$/;
const ASSET = /^\/(_app\/.*|favicon\.svg|robots\.txt)$/;
const PICTURE = /^\/embed\/.*\.png$/;
const SCREEN = /^(\/api\/v1)?\/screen(\.[a-z.]+)?$/;
const FILE = /\.(csv|json|ndjson|xlsx|parquet|geojson|zip)$/;

/** The kind of a path; of screening only what is sent, since its page is one like others. */
export function routeClass(method: string, path: string): RouteClass {
	if (LIVE.test(path)) return 'live';
	if (ASSET.test(path)) return 'asset';
	if (PICTURE.test(path)) return 'picture';
	if (SCREEN.test(path) && method === 'POST') return 'screen';
	if (isAssistantPath(path)) return 'api';
	if (!isApiPath(path)) return 'page';
	return FILE.test(path) ? 'file' : 'api';
}
