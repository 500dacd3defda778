import type { CollectionRow } from '#lib/domain/collections/index.ts';
import type { NearCounts } from '#lib/domain/screening/nearby.ts';
import { NOT_LOOKED_FOR, type Position, type ScreeningRow } from '#lib/domain/screening/row.ts';
import type { Site } from '#lib/domain/screening/site.ts';
import type { OpenRelease } from '../dataset/release.ts';
import { FactsOf, type Evidence, type FactsHere } from './facts.ts';
import { Locator, type Located, type Unlocated } from './locate.ts';
import { onRecord, type OnRecord } from './record.ts';

/** Sites screened between two turns, in which the process answers others: some tens of milliseconds. */
const BATCH = 250;

/** A site with what is on record where it lies: all sites of a county share its facts. */
export interface Screened {
	position: Position;
	facts: FactsHere | null;
	counts: NearCounts | null;
	carried: Record<string, string>;
	evidence: Evidence | null;
}

/** Screens sites against one release on one day. */
export class Screen {
	#locator: Locator;
	#record: OnRecord;
	#facts: FactsOf;

	/**
	 * @param reading the newest reading against data centers asked in exactly a region, or null
	 * @param locator one of the same release, where there is one already
	 */
	constructor(
		release: OpenRelease,
		on: string,
		reading: (region: string) => CollectionRow<'readings'> | null,
		locator = new Locator(release)
	) {
		this.#locator = locator;
		this.#record = onRecord(release, on);
		this.#facts = new FactsOf({ release, on, record: this.#record, reading });
	}

	/** What is on record where one site lies. */
	site(site: Site): Screened {
		const found = this.#locator.locate(site);
		const position = positionOf(site, found);
		const { carried } = site;
		if (found.kind !== 'located')
			return { position, facts: null, counts: null, carried, evidence: null };
		const counts = found.point ? this.#record.near.countsAt(found.point) : null;
		return { position, ...this.#facts.at(found), counts, carried };
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

/** A screened site as one flat row, made when it is written: ten thousand of a hundred columns would fill the memory. */
export const rowOf = ({ position, facts, counts }: Screened): ScreeningRow => ({
	...position,
	...NOT_LOOKED_FOR,
	...facts,
	...counts
});

/** One value of a screened site, without making its row. */
export function valueOf({ position, facts, counts }: Screened, column: string) {
	type Values = Record<string, string | number | null>;
	return (
		(position as Values)[column] ??
		(facts as Values | null)?.[column] ??
		(counts as Values | null)?.[column] ??
		null
	);
}

const turn = () => new Promise(setImmediate);

function positionOf(site: Site, found: Located | Unlocated): Position {
	const given = site.where.kind === 'point' ? site.where.point : null;
	const position = {
		row: site.row,
		site: site.name,
		lat: given?.lat ?? null,
		lon: given?.lon ?? null
	};
	if (found.kind !== 'located')
		return {
			...position,
			...NOWHERE,
			placed: found.kind === 'ambiguous' ? 'ambiguous' : 'no',
			problem: found.reason,
			candidates: found.candidates.length > 0 ? found.candidates.join(' | ') : null
		};
	const { county, state, place, basis, border, notes } = found;
	return {
		...position,
		placed: 'yes',
		problem: null,
		candidates: null,
		notes: notes.length > 0 ? notes.join(' | ') : null,
		position_basis: basis,
		region: county?.region ?? state.region,
		region_name: county?.label ?? state.label,
		state: state.name,
		place_id: place?.id ?? null,
		place_name: place?.name ?? null,
		border_km: border?.km ?? null,
		border_with: border && border.others.length > 0 ? border.others.join(' | ') : null
	};
}

const NOWHERE = {
	notes: null,
	position_basis: null,
	region: null,
	region_name: null,
	state: null,
	place_id: null,
	place_name: null,
	border_km: null,
	border_with: null
};
