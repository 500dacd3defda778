import { geoAlbersUsa } from 'd3-geo';
import type { Corner } from './outline.ts';

/** The projection of the sheet, as us-atlas states it. */
const project = geoAlbersUsa().scale(1300).translate([487.5, 305]);

/** Points with the place where they lie on the sheet, without those that it does not show (territories, abroad). */
export const onSheet = <P extends { lon: number; lat: number }>(
	points: readonly P[]
): (P & { at: Corner })[] =>
	points.flatMap((point) => {
		const at = project([point.lon, point.lat]);
		return at === null ? [] : [{ ...point, at }];
	});
