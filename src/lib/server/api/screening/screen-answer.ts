import type { ScreeningAnswer } from '#lib/domain/screening/answer.ts';
import { scoreColumns } from '#lib/domain/screening/facts/components.ts';
import { chosenOf, scoreOf } from '#lib/domain/screening/facts/score.ts';
import { regionsAsked } from '../../dataset/queries/screening.ts';
import { regionLabel } from '../../dataset/queries/regions/regions.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { rowOf, Screen, valueOf, type Repairs, type Screened } from '../../screening/screen.ts';
import type { ListedSites } from '../../screening/read-list.ts';
import type { Upload } from '../../uploads/body.ts';
import { listIn } from '../../uploads/read.ts';
import { inOrder } from '../list/computed.ts';
import { metaOfAnswer } from '../request/envelope.ts';
import { oppositionOf } from '../profile/opposition.ts';
import { ProblemError } from '../request/problem.ts';
import type { Asked } from '../request/request.ts';
import type { Wanted } from './screen-query.ts';

/** Screened sites in the order asked for. */
export interface Answer {
	all: Screened[];
	carried: string[];
	wanted: Wanted;
	meta: ScreeningAnswer['meta'];
}

/** A list with what was chosen for its faults. */
export type ListToScreen = ListedSites & { repairs: Repairs };

/**
 * The sites of a list that are asked for.
 * @throws UploadError where it cannot be read; BusyError where nobody can read it now; ProblemError 404 where only one
 * row is asked for and the list has none of that number
 */
export async function listFrom(
	sent: Upload,
	{ wanted: { asked, site, weights }, signal }: { wanted: Wanted; signal?: AbortSignal }
): Promise<ListToScreen> {
	const read = await listIn(sent, scoreColumns(chosenOf(weights)), signal);
	const screen = screenOf(asked);
	const settled = screen.settled(read.sites);
	const list = { ...read, sites: settled, repairs: screen.repairs(settled, read.forAll) };
	if (site === null) return list;
	const sites = list.sites.filter(({ row }) => row === site);
	if (sites.length === 0)
		throw new ProblemError(404, `the list has ${list.sites.length} sites, and no row ${site}`);
	return { ...list, sites };
}

/** A screen of a release and a day; the last one is kept, since lists come again with other weights. */
let kept: { release: OpenRelease; on: string; screen: Screen } | undefined;

function screenOf(asked: Asked): Screen {
	const { release, on } = asked;
	if (kept?.release === release && kept.on === on) return kept.screen;
	const known = regionsAsked(release);
	const screen = new Screen(release, on, (region) => {
		if (!known.has(region)) return null;
		const label = regionLabel(release, region) ?? region;
		return oppositionOf(asked, [{ region, label }])?.headline.last ?? null;
	});
	kept = { release, on, screen };
	return screen;
}

const sentenceOf = (count: number, on: string) =>
	`${count} ${count === 1 ? 'site' : 'sites'} screened on ${on}`;

/** Screens a list. @param onProgress takes how many sites are done */
export async function answerOf(
	{ sites, carried, notes, repairs }: ListToScreen,
	wanted: Wanted,
	onProgress?: (done: number) => void
): Promise<Answer> {
	const { asked, weights, sort } = wanted;
	const screened = narrowed(await screenOf(asked).sites(sites, onProgress, repairs), wanted);
	const isScored = Object.keys(weights).length > 0;
	const rows = isScored
		? screened.map((one): Screened => ({ ...one, score: scoreOf(rowOf(one), weights) }))
		: screened;
	const of = (placed: string) => rows.filter(({ position }) => position.placed === placed).length;
	const meta = metaOfAnswer({ ...asked, sentence: sentenceOf(sites.length, asked.on) });
	return {
		all: sorted(rows, sort),
		carried,
		wanted,
		meta: {
			...meta,
			notes: [...meta.notes, ...notes],
			sites: rows.length,
			placed: of('yes'),
			unplaced: of('no'),
			ambiguous: of('ambiguous'),
			weights
		}
	};
}

/** Sites with, or without, a restriction pending; one that was not placed, or placed to the state alone, is neither. */
function narrowed(rows: Screened[], { pending }: Wanted): Screened[] {
	if (pending === null) return rows;
	return rows.filter(({ known }) => {
		const count = known?.facts.pending ?? null;
		return count !== null && count > 0 === pending;
	});
}

function sorted(rows: readonly Screened[], sort: Wanted['sort']): Screened[] {
	if (sort.column === 'row') return sort.descending ? rows.toReversed() : [...rows];
	const keys = rows.map((one, index) => ({
		index,
		row: one.position.row,
		by: sort.column === 'score' ? (one.score?.score ?? null) : valueOf(one, sort.column)
	}));
	return inOrder(keys, { column: 'by', descending: sort.descending }, 'row').flatMap(
		({ index }) => rows[index] ?? []
	);
}
