import { error, isRedirect } from '@sveltejs/kit';
import { canonical } from '#lib/domain/filter/link/canonical.ts';
import { chartProblem } from '#lib/domain/filter/link/chart-view.ts';
import { frameOf } from '#lib/client/frame.ts';
import type { Figure } from '../figure.ts';
import { CHARTS, MAPS, type FigureEntry } from '../registry.ts';
import { viewedChart } from '../viewed-chart.ts';

/** Keys that say how an embed or picture looks: no page takes them. */
export const LOOK_KEYS = ['theme', 'width', 'scale', 'card'] as const;

/** Most steps from an address to the explicit one of its page. */
const STEPS = 3;

/** The entry of an id. @throws the page's 404, naming what there is */
export function entryOf(kind: 'chart' | 'map', id: string): FigureEntry {
	const entries = kind === 'chart' ? CHARTS : MAPS;
	const entry = Object.hasOwn(entries, id) ? entries[id] : undefined;
	if (entry) return entry;
	error(
		404,
		`There is no ${kind} "${id.slice(0, 60)}". There are: ${Object.keys(entries).join(', ')}`
	);
}

/** The query that shows an entry at its most usual. */
export const exampleOf = async (
	{ example = {} }: FigureEntry,
	fetch: typeof globalThis.fetch,
	url: URL
): Promise<Record<string, string>> =>
	typeof example === 'function' ? await example(fetch, url) : example;

/** The address of the page of an entry for the query of an embed. */
function pageAddress(entry: FigureEntry, search: URLSearchParams, base: URL): URL {
	const left = new Set<string>([...LOOK_KEYS, ...(entry.inPath ?? [])]);
	const query = canonical(new URLSearchParams([...search].filter(([key]) => !left.has(key))));
	return new URL(`${entry.page(search)}${query === '' ? '' : `?${query}`}`, base);
}

/**
 * The figure that an embed's address names, made as its page makes it; where the page would redirect to an explicit
 * address, the figure is that of the explicit one.
 * @throws the page's errors: 404 for an unknown entry, and what the API refuses
 */
export async function resolveFigure(
	fetch: typeof globalThis.fetch,
	entry: FigureEntry,
	asked: URL
): Promise<Figure | null> {
	refuseUnknown(entry, asked.searchParams);
	refuseMissing(entry, asked.searchParams);
	refuseScheme(asked.searchParams);
	const problem = chartProblem(asked.searchParams);
	if (problem !== null) error(400, problem);
	let url = pageAddress(entry, asked.searchParams, asked);
	for (let step = 0; step < STEPS; step++) {
		try {
			const names = await frameOf(fetch, url);
			return looked(await entry.make(fetch, url, names, asked.searchParams));
		} catch (problem) {
			if (!isRedirect(problem)) throw problem;
			const next = new URL(problem.location, url);
			if (next.pathname !== url.pathname) error(404, `its page lies at ${problem.location} now`);
			url = next;
		}
	}
	error(500, `${asked.pathname} does not come to an explicit address`);
}

/** A figure as its address wants it looked at. */
const looked = (figure: Figure | null): Figure | null =>
	figure?.drawing.kind === 'chart'
		? {
				...figure,
				drawing: { ...figure.drawing, spec: viewedChart(figure.drawing.spec, figure) }
			}
		: figure;

function refuseUnknown({ keys }: FigureEntry, params: URLSearchParams): void {
	if (!keys) return;
	const allowed: string[] = [...keys, ...LOOK_KEYS];
	const unknown = [...params.keys()].find((key) => !allowed.includes(key));
	if (unknown !== undefined)
		error(
			400,
			`"${unknown.slice(0, 60)}" is not an option here. Use one of ${allowed.join(', ')}.`
		);
}

function refuseMissing({ needs = {} }: FigureEntry, params: URLSearchParams): void {
	for (const [key, expected] of Object.entries(needs))
		if ((params.get(key) ?? '') === '') error(400, `${key}: missing; expected ${expected}`);
}

/** Schemes an embed or picture may be asked for. */
const SCHEMES = ['light', 'dark'] as const;

/** @throws the page's 400 for a scheme that is none */
export function refuseScheme(params: URLSearchParams): void {
	const theme = params.get('theme');
	if (theme !== null && !(SCHEMES as readonly string[]).includes(theme))
		error(400, `theme "${theme.slice(0, 60)}": expected ${SCHEMES.join(' or ')}`);
}
