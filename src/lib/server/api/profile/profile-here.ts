import { LIST_SEPARATOR } from '#lib/domain/filter/grammar.ts';
import { lineage } from '../../dataset/queries/regions/overview.ts';
import { placeOf } from '../../dataset/queries/regions/profile.ts';
import { regionKind } from '../../dataset/queries/regions/regions.ts';
import { badQuery, ProblemError } from '../request/problem.ts';
import type { Asked } from '../request/request.ts';
import { placeInRegion } from '#lib/domain/text/format.ts';

/** Where a profile is of. */
export interface ProfileOf {
	region: string;
	placeId: string | null;
	name: string;
	label: string;
	kind: string;
	around: { region: string; label: string }[];
}

/** @throws ProblemError 400 for several regions or places, or for both; 404 for one the release does not know */
export function hereOf(asked: Asked, params = new URLSearchParams()): ProfileOf {
	const { release, query } = asked;
	const places = query.filters.place ?? [];
	const regions = query.regions ?? [];
	if (places.length > 0 && params.has('region'))
		throw badQuery([
			{
				key: 'region',
				value: params.get('region') ?? '',
				message: 'give a region or a place, not both'
			}
		]);
	if (places.length > 1 || (places.length === 0 && regions.length !== 1))
		throw badQuery([
			{
				key: places.length > 1 ? 'place' : 'region',
				value: (places.length > 1 ? places : (query.filters.region ?? [])).join(LIST_SEPARATOR),
				message: [...query.notes, 'a profile is of one; /compare shows several'].join('; '),
				...(regions.length > 1 ? { allowed: regions } : {})
			}
		]);
	const [id] = places;
	if (id !== undefined) {
		const place = placeOf(release, id);
		if (!place) throw new ProblemError(404, `There is no place with the id "${id}".`);
		const around = lineage(release, place.region);
		return {
			region: place.region,
			placeId: id,
			name: place.name,
			label: placeInRegion({
				place_name: place.name,
				region_name: around[0]?.label ?? place.region
			}),
			kind: place.place_kind,
			around
		};
	}
	const [region = 'US'] = regions;
	const [self, ...around] = lineage(release, region);
	const kind = regionKind(release, region);
	const label = self?.label ?? region;
	return { region, placeId: null, name: label, label, kind: String(kind), around };
}
