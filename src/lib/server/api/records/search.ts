import { createRoute, z } from '@hono/zod-openapi';
import { capital } from '#lib/domain/text/format.ts';
import {
	countyCodeTyped,
	isAddress,
	isZipTyped,
	LONGEST_QUERY,
	readingsOf,
	withFewerWords
} from '#lib/domain/finder/asked.ts';
import { fitOf } from '#lib/domain/finder/rank.ts';
import { untilWords } from '#lib/domain/status/rule-words.ts';
import { holds } from '#lib/domain/status/status-words.ts';
import { candidatesFor, type Findable } from '../../dataset/queries/regions/finder.ts';
import { inForce } from '../../dataset/queries/actions/in-force.ts';
import type { OpenRelease } from '../../dataset/release.ts';
import { answers, dataControls } from '../list/collection.ts';
import { badQuery } from '../request/problem.ts';
import { askMoment, type Call } from '../request/request.ts';

const KINDS = ['region', 'place', 'settlement', 'poll', 'project', 'page'] as const;

const resultSchema = z
	.object({
		kind: z.enum(KINDS),
		name: z.string(),
		detail: z.string().openapi({ description: 'What it is, in a few words' }),
		path: z.string().openapi({ description: 'The page it opens' }),
		similar: z
			.boolean()
			.openapi({ description: 'Its name is spelled differently from what was asked' }),
		status: z.string().nullable().openapi({
			description: 'Its own moratorium or ban in force on the day; null where no record was found'
		})
	})
	.openapi('SearchResult');
export type SearchResult = z.output<typeof resultSchema>;

/** Results given by default, and at most. */
const USUAL = 10;
const MOST = 50;

export const searchRoute = createRoute({
	method: 'get',
	path: '/search' as const,
	summary: 'Find a place, poll, project or page by its name',
	description:
		'States, counties, towns with records, every other U.S. settlement (it opens its county), countries, grid operators, polls, projects and pages, best first. Misspelled names are found and marked. A state, county or country may follow a name: "Springfield, IL", "Jackson, Breathitt County, Kentucky".',
	request: {
		query: z.object({
			q: z
				.string()
				.optional()
				.openapi({ description: `A name, up to ${LONGEST_QUERY} characters` }),
			limit: z
				.string()
				.optional()
				.openapi({ description: `Results, 1 to ${MOST}; ${USUAL} by default` }),
			parts: z.enum(['yes', 'no']).optional().openapi({
				description:
					'Where nothing has all of the words, whether what has some of them is shown; no by default'
			}),
			...dataControls
		})
	},
	responses: answers(
		'What fits, best first',
		z.object({
			data: z.array(resultSchema),
			note: z
				.string()
				.nullable()
				.openapi({ description: 'What to know about the question itself' }),
			meta: z.object({ release: z.string(), on: z.string() })
		})
	)
});

const ZIP_NOTE = 'ZIP codes are not supported. Try the town or county.';

/** The county of a FIPS code, or those an old code was divided into; empty for what is no such code. */
function countiesOf(release: OpenRelease, text: string): SearchRow[] {
	const code = countyCodeTyped(text);
	if (code === null) return [];
	const digits = code.slice(-5);
	return bestOf(release, code)
		.filter(({ similar, candidate }) => !similar && candidate.kind === 'region')
		.map((row) => {
			const detail = `${row.candidate.id === code ? 'County code' : 'Old county code'} ${digits} (FIPS) · ${row.candidate.detail}`;
			return { ...row, candidate: { ...row.candidate, detail } };
		});
}

/** What to know about digits: a ZIP code and a county's code look alike. */
function noteOnCode(text: string, counties: readonly SearchRow[]): string | null {
	if (!isZipTyped(text)) return counties.length > 0 ? null : 'No county has this code (FIPS).';
	if (counties.length === 0) return ZIP_NOTE;
	return `${ZIP_NOTE} ${text.trim()} is also a county code (FIPS).`;
}

/** What fits a name. @throws ProblemError 400 for a limit that is none, or a text that is too long */
export function search(call: Call) {
	const searchParams = call.params;
	const { release, on } = askMoment(call, ['q', 'limit', 'parts']);
	const text = searchParams.get('q') ?? '';
	if (text.length > LONGEST_QUERY)
		throw badQuery([
			{ key: 'q', value: text, message: `is longer than ${LONGEST_QUERY} characters` }
		]);
	const limit = limitOf(searchParams.get('limit'));
	const isCode = isZipTyped(text) || countyCodeTyped(text) !== null;
	const counties = isCode ? countiesOf(release, text) : [];
	const whole = isCode ? counties : mixed(bestOf(release, text), limit);
	const isWhole = isCode || whole.length > 0 || !wantsParts(searchParams.get('parts'));
	const part = isWhole ? null : partFound(release, text);
	const found = part ? mixed(part.rows, limit) : whole;
	return {
		data: found.map(({ candidate, similar }) => resultOf(release, candidate, similar, on)),
		note: isCode ? noteOnCode(text, counties) : noteOn(text, whole.length > 0, part?.text ?? null),
		meta: { release: release.id, on }
	};
}

/** The first part of what was typed that something fits by its own spelling; null where none does. */
function partFound(release: OpenRelease, text: string): { text: string; rows: SearchRow[] } | null {
	for (const part of withFewerWords(text)) {
		const rows = bestOf(release, part).filter(({ similar }) => !similar);
		if (rows.length > 0) return { text: part, rows };
	}
	return null;
}

/** What to know about a question that nothing fits as a whole. @param part what is shown in its place */
function noteOn(text: string, isFound: boolean, part: string | null): string | null {
	if (isFound) return null;
	const address = isAddress(text) ? 'Street addresses are not supported. ' : '';
	if (part === null) return address === '' ? null : `${address}Try the town and state.`;
	return `${address === '' ? 'Nothing has all of these words. ' : address}Showing results for “${part}”.`;
}

function wantsParts(value: string | null): boolean {
	if (value === null || value === 'no' || value === 'yes') return value === 'yes';
	throw badQuery([{ key: 'parts', value, message: 'use yes or no', allowed: ['yes', 'no'] }]);
}

function limitOf(value: string | null): number {
	if (value === null) return USUAL;
	const limit = Number(value);
	if (/^\d+$/.test(value) && limit >= 1 && limit <= MOST) return limit;
	throw badQuery([{ key: 'limit', value, message: `use a whole number from 1 to ${MOST}` }]);
}

interface SearchRow {
	candidate: Findable;
	score: number;
	similar: boolean;
}

/** Each once, by the best of its names; ties by kind as listed, then by name. */
function bestOf(release: OpenRelease, text: string): SearchRow[] {
	const readings = readingsOf(text);
	const best = new Map<string, SearchRow>();
	for (const candidate of candidatesFor(release, readings)) {
		const fit = fitOf(readings, candidate);
		if (fit === null) continue;
		const { kind, name, path } = candidate;
		// A settlement is not its county, though both open the same page; a project may be many records.
		const own = kind === 'project' ? name : kind === 'settlement' ? `${path} ${name}` : path;
		const key = `${kind} ${own}`;
		const known = best.get(key);
		if (!known || known.score < fit.score) best.set(key, { candidate, ...fit });
	}
	return [...best.values()].sort(
		(a, b) =>
			b.score - a.score ||
			KINDS.indexOf(a.candidate.kind) - KINDS.indexOf(b.candidate.kind) ||
			a.candidate.name.localeCompare(b.candidate.name, 'en')
	);
}

/** Places that a list may begin with before a poll, project or page that fits as well gets its turn. */
const PLACES_FIRST = 6;
/** Below it a name only resembles what was asked. */
const FITS = 60;

/** The best of all, but with room for what is no place where its name fits: hundreds of towns may share one. */
function mixed(found: readonly SearchRow[], limit: number): SearchRow[] {
	const isPlace = ({ candidate: { kind } }: SearchRow) =>
		['region', 'place', 'settlement'].includes(kind);
	const best = found.slice(0, limit);
	const others = found.filter((one) => !isPlace(one) && one.score >= FITS && !best.includes(one));
	const room = Math.min(others.length, Math.max(0, limit - PLACES_FIRST));
	return room === 0 ? best : [...best.slice(0, limit - room), ...others.slice(0, room)];
}

const resultOf = (
	release: OpenRelease,
	{ kind, id, name, detail, path }: Findable,
	similar: boolean,
	on: string
): SearchResult => ({
	kind,
	name,
	detail,
	path,
	similar,
	status: kind === 'region' || kind === 'place' ? statusOf(release, id, on) : null
});

/** The firmest own rule that holds on a day: `Moratorium, until Mar 16, 2027 (stated)`. */
function statusOf(release: OpenRelease, id: string, on: string): string | null {
	const rule = inForce(release, id, on)?.own.find(({ status }) => holds(status));
	if (!rule) return null;
	return `${capital(rule.row.action_type)} in force, ${untilWords(rule.row)}`;
}
