import { regionPath } from '#lib/domain/regions/addresses.ts';
import type { Score } from '#lib/domain/screening/answer.ts';
import type { NearCounts } from '#lib/domain/screening/sites/nearby.ts';
import {
	NOT_LOOKED_FOR,
	type Facts,
	type Position,
	type ScreeningRow
} from '#lib/domain/screening/row.ts';
import { keyOf, type Fault } from '#lib/domain/screening/repairs.ts';
import type { Site } from '#lib/domain/screening/sites/site.ts';
import { whereInState, whereOfChoice, type Where } from '#lib/domain/screening/sites/where.ts';
import type { OpenRelease } from '../dataset/release.ts';
import type { ReadingOf } from './facts/opposition.ts';
import { FactsOf, type Known } from './site-facts.ts';
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
	/** What other rows may have as well, of a site that was not placed. */
	fault: Fault | null;
}

/** What was chosen for every row with a fault, by `keyOf` it. */
export type Repairs = ReadonlyMap<string, string>;

/** What a row says that was set right together with others. */
const REPAIRED = 'corrected together with similar rows';

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

	/** The faults that choices are for. @param chosen for all rows like one, by the number of that row */
	repairs(sites: readonly Site[], chosen: ReadonlyMap<number, string>): Repairs {
		const repairs = new Map<string, string>();
		if (chosen.size === 0) return repairs;
		for (const site of sites) {
			const choice = chosen.get(site.row);
			const found = choice === undefined ? null : this.#locator.locate(site);
			if (choice === undefined || found === null || found.kind === 'located') continue;
			if (found.fault) repairs.set(keyOf(found.fault), choice);
		}
		return repairs;
	}

	/** What is on record where one site lies. */
	site(site: Site, repairs: Repairs = NO_REPAIRS): Screened {
		const found = this.#locator.locate(site);
		const where = repairs.size === 0 ? null : repairedWhere(site, found, repairs);
		if (where !== null)
			return this.#screened({ ...site, where, notes: [REPAIRED] }, this.#locator.locate({ where }));
		return this.#screened(site, found);
	}

	#screened(site: Site, found: SiteFound): Screened {
		const position = positionOf(site, found);
		const { carried } = site;
		const nothing = { position, carried, score: null };
		if (found.kind !== 'located')
			return { ...nothing, known: null, counts: null, fault: found.fault };
		const counts = found.point ? this.#record.near.countsAt(found.point) : null;
		return { ...nothing, known: this.#facts.at(found), counts, fault: null };
	}

	/**
	 * Screens sites in their order, letting other requests be answered between batches.
	 * @param onProgress takes how many are done
	 * @param repairs what was chosen for rows that are alike
	 */
	async sites(
		sites: readonly Site[],
		onProgress: (done: number) => void = () => undefined,
		repairs: Repairs = NO_REPAIRS
	): Promise<Screened[]> {
		const screened: Screened[] = [];
		for (let start = 0; start < sites.length; start += BATCH) {
			for (const site of sites.slice(start, start + BATCH)) screened.push(this.site(site, repairs));
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

const NO_REPAIRS: Repairs = new Map();

/** Where a site is by what was chosen for all rows with its fault; null where nothing was. */
function repairedWhere({ where }: Site, found: SiteFound, repairs: Repairs): Where | null {
	if (found.kind === 'located' || found.fault === null) return null;
	const choice = repairs.get(keyOf(found.fault));
	if (choice === undefined) return null;
	const [own] = found.candidates;
	switch (found.fault.kind) {
		case 'point':
			return own === undefined ? null : whereOfChoice(own);
		case 'name':
			return whereOfChoice(choice);
		case 'state':
			return where.kind === 'unclear' && where.stateless
				? whereInState(where.stateless, choice)
				: null;
	}
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
