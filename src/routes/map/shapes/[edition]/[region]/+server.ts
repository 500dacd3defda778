import { error, json } from '@sveltejs/kit';
import { countyShapes, shapesAround } from '#lib/map/shapes/atlas.server.ts';
import { around } from '#lib/map/shapes/outline.ts';
import type { AreaShapes } from '#lib/map/shapes/shapes.ts';
import { EDITION, frameOf } from '#lib/map/shapes/sheet.ts';
import { STATES } from '#lib/map/shapes/states.server.ts';
import type { RequestHandler } from './$types';

/** The states, or the counties of a state, in the boundaries of an edition, which never change. */
export const GET: RequestHandler = ({ params }) => {
	if (params.edition !== EDITION)
		error(404, `no boundaries of ${params.edition}; the map draws those of ${EDITION}`);
	return json(params.region === 'US' ? ofStates() : ofCounties(params.region), {
		headers: { 'cache-control': 'public, max-age=31536000, immutable' }
	});
};

const ofStates = (): AreaShapes => ({
	parts: STATES.map(({ region, path, box }) => ({ region, path, box })),
	around: []
});

function ofCounties(region: string): AreaShapes {
	const state = STATES.find((one) => one.region === region);
	if (!state) error(404, `no state ${region} on the map; expected US or a code such as US-VA`);
	const counties = countyShapes(state.fips);
	const regionOf = new Map(STATES.map(({ fips, region }) => [fips, region]));
	return {
		parts: counties.map(({ fips, path, box }) => ({ region: `${region}-${fips}`, path, box })),
		around: shapesAround(state.fips, frameOf(around(counties.map(({ box }) => box)))).map(
			({ fips, path, box }) => ({ region: regionOf.get(fips) ?? fips, path, box })
		)
	};
}
