import type { Measure } from '#lib/domain/map/map-measures.ts';
import type { MapRow } from '#lib/domain/map/map-row.ts';
import type { Query } from '#lib/domain/filter/query.ts';
import { lineage } from '../../dataset/queries/regions/overview.ts';
import type { Area } from './area.ts';
import type { Asked } from '../request/request.ts';

/** What a map is asked to show. */
export interface MapQuestion {
	measure: Measure;
	/** Years of a growth. */
	years: number;
	/** Whether places are wanted; null where the address does not say. */
	points: boolean | null;
	/** The order of the rows; what is behind them is asked for in its usual one. */
	order: Query['sort'];
	asked: Asked;
}

export interface Values {
	rows: MapRow[];
	whole: MapRow | null;
	/** Of a count: records of the area that lie in none of its parts. */
	elsewhere: number;
}

/** The area as a row names it. */
export const named = ({ release }: Asked, { region }: Area) => ({
	region,
	region_name: lineage(release, region)[0]?.label ?? region
});
