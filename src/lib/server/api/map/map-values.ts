import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { MapRow } from '#lib/domain/map/map-row.ts';
import { kindOf } from '../../dataset/queries/map/map.ts';
import { sourcesBehind, type SourceCounts } from '../../dataset/queries/records/sources-behind.ts';
import { all } from '../list/collection.ts';
import { countedIn } from '../list/computed.ts';
import type { Area } from './area.ts';
import { pendingRows, pendingValues } from './pending.ts';
import { actionValues, actionsOf, restrictionValues, statusesOf } from './map-counts.ts';
import {
	divided,
	growthRows,
	measuredOf,
	measuredRow,
	newestOf,
	pollValues
} from './map-measured.ts';
import type { MapQuestion, Values } from './map-question.ts';
import { provinceOf } from '#lib/domain/regions/region-codes.ts';

/** A state is divided into counties, a county stands for itself; anything else is the states. */
export function areaOf({ asked }: Pick<MapQuestion, 'asked'>): Area {
	const { release, query } = asked;
	const [region = 'US', ...more] = query.regions ?? [];
	const kind = more.length > 0 ? undefined : kindOf(release, region);
	if (kind === 'state') return { region, level: 'county', state: region };
	if (kind === 'county') return { region, level: 'county', state: provinceOf(region) };
	return { region: 'US', level: 'state', state: 'US' };
}

/** The values of an area's regions, most first, and of the area as a whole. */
export function valuesOf(question: MapQuestion, area: Area): Values {
	const { measure, asked, years } = question;
	if (measure === 'actions') return actionValues(asked, area);
	if (measure === 'restrictions') return restrictionValues(asked, area);
	if (measure === 'pending') return pendingValues(asked, area);
	if (measure === 'opposition') return pollValues(asked, area);
	const values = measuredOf(question);
	const rows =
		measure === 'price_growth'
			? growthRows(values, years)
			: newestOf(values).map(measuredRow(measure));
	return divided(rows, values, area);
}

/** How many records of each source are behind a map: those counted, or those its values are read from. */
export function sourcesOf(
	{ measure, asked }: MapQuestion,
	rows: readonly Pick<MapRow, 'source_id'>[]
): SourceCounts {
	const { release } = asked;
	if (measure === 'actions') return sourcesBehind(release, 'actions', actionsOf(asked), true);
	if (measure === 'restrictions')
		return sourcesBehind(release, 'statuses', statusesOf(asked), false);
	if (measure === 'pending')
		return countedIn(all<CollectionRow<'sightings'>>({ release }, pendingRows(asked)));
	return countedIn(rows);
}
