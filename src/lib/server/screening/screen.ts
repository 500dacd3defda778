import { regionPath } from '#lib/domain/regions/addresses.ts';
import type { Score } from '#lib/domain/screening/answer.ts';
import type { NearCounts } from '#lib/domain/screening/sites/nearby.ts';
import {
	NOT_LOOKED_FOR,
	type Facts,
	type Position,
	type ScreeningRow
} from '#lib/domain/screening/row.ts';
import type { Site } from '#lib/domain/screening/sites/site.ts';
import type { OpenRelease } from '../dataset/release.ts';
import type { ReadingOf } from './facts/opposition.ts';
import { FactsOf, type Known } from './facts.ts';
import { joined } from './facts/joined.ts';
import { Locator } from './locate.ts';
import type { SiteFound, Located } from './located.ts';
import { onRecord, type SiteRecord } from './record.ts';

/** Sites screened between two turns, in which the process answers others: some tens of milliseconds. */
const BATCH = 250;

/** A site with what is on record where it lies: sites of a county share its facts. */
export interface Screened {
	position: Position;
	/** Null where the site was not placed. */
	known: Known | null;
	counts: NearCounts | null;
	carried: Record<string, string>;
	/** Null where none is asked for. */
	score: Score | null;
}

/** Screens sites against one release on one day. */
export class Screen {
	#locator: Locator;
	#record: SiteRecord;
	#facts: FactsOf;

	constructor(release: OpenRelease, on: string, reading: ReadingOf) {
		this.#locator = new Locator(release);
		this.#record = onRecord(release, on);
		this.#facts = new FactsOf({ release, on, record: this.#record, reading });
	}

	/** Numbers that nothing calls county codes are such only where all of them are: the list as it counts. */
	settled(sites: readonly Site[]): Site[] {
		const unsaid = sites.filter(isUnsaid);
		if (unsaid.every((site) => this.#locator.locate(site).kind !== 'unplaced')) return [...sites];
		return sites.map((site) =>
			isUnsaid(site)
				? {
						...site,
						notes: [],
						where: {
							kind: 'unclear',
							reason: `"${site.name}" stands under no head, and not every number of the list is a county code: give the column the head fips, if they are; ZIP codes are not supported`
						}
					}
				: site
		);
	}

	/** What is on record where one site lies. */
	site(site: Site): Screened {
		const found = this.#locator.locate(site);
		const position = positionOf(site, found);
		const { carried } = site;
		if (found.kind !== 'located')
			return { position, known: null, counts: null, carried, score: null };
		const counts = found.point ? this.#record.near.countsAt(found.point) : null;
		return { position, known: this.#facts.at(found), counts, carried, score: null };
	}

	/**
	 * Screens sites in their order, letting other requests be answered between batches.
	 * @param onProgress takes how many are done
	 */
	async sites(
		sites: readonly Site[],
		onProgress: (done: number) => void = () => undefined
	): Promise<Screened[]> {
		const screened: Screened[] = [];
		for (let start = 0; start < sites.length; start += BATCH) {
			for (const site of sites.slice(start, start + BATCH)) screened.push(this.site(site));
			onProgress(screened.length);
			await turn();
		}
		return screened;
	}
}

/** Pages of the region a site lies in; made with the row, since sites of several counties share their facts. */
export const linksOf = ({ region }: Position): Pick<Facts, 'actions_url' | 'profile_url'> =>
	region === null
		? { actions_url: null, profile_url: null }
		: {
				actions_url: `/actions?region=${encodeURIComponent(region)}`,
				profile_url: regionPath(region)
			};

/** A screened site as one flat row, made when it is written: ten thousand of a hundred columns would fill the memory. */
export const rowOf = ({ position, known, counts }: Screened): ScreeningRow => ({
	...position,
	...NOT_LOOKED_FOR,
	...known?.facts,
	...counts,
	...linksOf(position)
});

/** One value of a screened site, without making its row. */
export function valueOf(
	{ position, known, counts }: Screened,
	column: string
): string | number | null {
	type Values = Record<string, string | number | null>;
	return (
		(position as Values)[column] ??
		(known?.facts as Values | undefined)?.[column] ??
		(counts as Values | null)?.[column] ??
		(linksOf(position) as Values)[column] ??
		null
	);
}

const isUnsaid = ({ where }: Site): boolean => where.kind === 'fips' && where.isUnsaid === true;

const turn = () => new Promise(setImmediate);

/** Every column in one literal: ten thousand of them are made. */
function positionOf({ row, name, where, notes: read }: Site, found: SiteFound): Position {
	const given = where.kind === 'point' ? where.point : null;
	const isPlaced = found.kind === 'located';
	const { county, state, place, point, basis, border, notes } = isPlaced ? found : NOWHERE;
	return {
		row,
		site: name,
		placed: isPlaced ? 'yes' : found.kind === 'ambiguous' ? 'ambiguous' : 'no',
		problem: isPlaced ? null : found.reason,
		candidates: isPlaced ? null : joined(found.candidates),
		notes: joined([...read, ...notes]),
		lat: given?.lat ?? null,
		lon: given?.lon ?? null,
		position_basis: basis,
		point_lat: point?.lat ?? null,
		point_lon: point?.lon ?? null,
		region: county?.region ?? state?.region ?? null,
		region_name: county?.label ?? state?.label ?? null,
		state: state?.name ?? null,
		place_id: place?.id ?? null,
		place_name: place?.name ?? null,
		border_km: border?.km ?? null,
		border_with: border ? joined(border.others) : null
	};
}

const NOWHERE: Omit<Located, 'kind' | 'state'> & { state: Located['state'] | null } = {
	county: null,
	state: null,
	place: null,
	point: null,
	basis: null,
	border: null,
	notes: []
};
