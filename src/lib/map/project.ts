import { geoAlbersUsa } from 'd3-geo';
import type { Corner } from './outline.ts';

/** The projection of the sheet, as us-atlas states it. */
const project = geoAlbersUsa().scale(1300).translate([487.5, 305]);

/** Where a point lies on the sheet; null where the sheet does not show it (territories, abroad). */
export const onSheet = (lon: number, lat: number): Corner | null => project([lon, lat]);
