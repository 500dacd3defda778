import { setImmediate as turn } from 'node:timers/promises';
import type { Dot } from '#lib/domain/screening/answer.ts';
import { repairsOf } from '#lib/domain/screening/repairs.ts';
import { NOT_LOOKED_FOR } from '#lib/domain/screening/row.ts';
import { evidenceList } from '../../screening/facts/evidence-list.ts';
import type { Known } from '../../screening/site-facts.ts';
import { linksOf, type Screened } from '../../screening/screen.ts';
import { encode, type Chunks } from '../formats/result.ts';
import { answerOf, type Answer, type ListToScreen } from './screen-answer.ts';
import type { Wanted } from './screen-query.ts';

/** Rows a piece of JSON holds. */
const PIECE = 200;

/** An answer as JSON, a piece at a time, letting other requests be answered between two. */
export async function* jsonOf({ all, wanted, carried, meta }: Answer): Chunks {
	const { first, limit, points } = wanted;
	const page = all.slice(first - 1, first - 1 + limit);
	const write = writer(wanted);
	yield encode('{"data":[');
	for (let start = 0; start < page.length; start += PIECE) {
		const rows = page.slice(start, start + PIECE).flatMap(write);
		yield Buffer.concat(start === 0 ? rows.slice(1) : rows);
		await turn();
	}
	const rest = {
		page: { first, total: all.length },
		carried,
		...(points ? { points: all.flatMap(dotOf), repairs: repairsOf(all.flatMap(faultOf)) } : {}),
		meta
	};
	yield encode(`],${JSON.stringify(rest).slice(1)}`);
}

/** Decimals of a degree on a map: a kilometre. */
const DOT_DECIMALS = 2;

function dotOf({ position, known }: Screened): Dot[] {
	const { row, point_lon, point_lat } = position;
	if (point_lon === null || point_lat === null || known === null) return [];
	const { restriction_status, restriction_covers } = known.facts;
	return [
		[
			row,
			Number(point_lon.toFixed(DOT_DECIMALS)),
			Number(point_lat.toFixed(DOT_DECIMALS)),
			restriction_status ?? '',
			restriction_covers
		]
	];
}

const faultOf = ({ position: { row }, fault }: Screened) => (fault ? [{ row, fault }] : []);

/** The text between the brackets of an object: several are joined to one. */
const inside = (value: object): string => JSON.stringify(value).slice(1, -1);

const NOT_LOOKED_UP = inside(NOT_LOOKED_FOR);
/** Counts around a site whose point is not known. */
const NOT_COUNTED = Object.fromEntries(
	Object.keys(NOT_LOOKED_FOR).flatMap((name) =>
		name.startsWith('restrictive_') ? [[name, null]] : []
	)
);

type Bytes = Uint8Array<ArrayBuffer>;
const BETWEEN = encode(',');

/** Writes a site as JSON behind a comma, in parts; what sites share is written once. */
function writer({ evidence, asked }: Wanted): (site: Screened) => Bytes[] {
	const shared = new Map<Known, Bytes>();
	const sharedOf = (known: Known) => {
		const list = evidence ? { evidence: evidenceList(known.evidence, asked.on) } : {};
		return encode(`${inside({ ...known.facts, ...list })}}`);
	};
	const nothing = encode(`${NOT_LOOKED_UP}${evidence ? ',"evidence":[]' : ''}}`);
	return ({ position, known, counts, carried, score }) => {
		const parts = [
			inside(position),
			...(known ? [inside(linksOf(position)), inside(counts ?? NOT_COUNTED)] : []),
			inside({ carried }),
			...(score ? [inside({ score })] : [])
		];
		const own = encode(`{${parts.join(',')},`);
		if (known === null) return [BETWEEN, own, nothing];
		let facts = shared.get(known);
		if (facts === undefined) shared.set(known, (facts = sharedOf(known)));
		return [BETWEEN, own, facts];
	};
}

/** Lines `{"done":250,"total":10000}` while sites are screened, then the answer in one line. */
export async function* withProgress(list: ListToScreen, wanted: Wanted): Chunks {
	const total = list.sites.length;
	let done = 0;
	let wake: () => void = () => undefined;
	const pending = answerOf(list, wanted, (count) => {
		done = count;
		wake();
	});
	const finished = pending.then(
		() => true,
		() => true
	);
	for (let isOver = false; !isOver;) {
		const stepped = new Promise<boolean>((step) => (wake = () => step(false)));
		isOver = await Promise.race([stepped, finished]);
		yield encode(`${JSON.stringify({ done, total })}\n`);
	}
	yield* jsonOf(await pending);
	yield encode('\n');
}
