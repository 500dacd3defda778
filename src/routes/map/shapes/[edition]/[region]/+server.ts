import { error, json } from '@sveltejs/kit';
import { countyShapes } from '#lib/map/atlas.server.ts';
import { EDITION } from '#lib/map/sheet.ts';
import { STATES } from '#lib/map/states.ts';
import type { RequestHandler } from './$types';

/** The counties of a state in the boundaries of an edition, which never change. */
export const GET: RequestHandler = ({ params }) => {
	if (params.edition !== EDITION)
		error(404, `no boundaries of ${params.edition}; the map draws those of ${EDITION}`);
	const state = STATES.find(({ region }) => region === params.region);
	if (!state) error(404, `no state ${params.region} on the map; expected a code such as US-VA`);
	const counties = countyShapes(state.fips).map(({ fips, path, box }) => ({
		region: `${state.region}-${fips}`,
		path,
		box
	}));
	return json(
		{ counties },
		{ headers: { 'cache-control': 'public, max-age=31536000, immutable' } }
	);
};
