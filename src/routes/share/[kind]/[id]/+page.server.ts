import { error, redirect } from '@sveltejs/kit';
import { utcDay } from '#lib/domain/dates.ts';
import { withParams } from '#lib/domain/filter/link/address.ts';
import { TABLE_HEIGHT, type Embeddable } from '#lib/figures/embed/embed-address.ts';
import { entryOf, exampleOf } from '#lib/figures/embed/resolve.ts';
import { embeddable } from '#lib/figures/embed/embeddable.ts';
import { embedded } from '#lib/figures/embed/embed.ts';
import { embeddedTable } from '#lib/figures/embed/embed-table.ts';
import { citedRelease } from '#lib/ui/share/cited.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

/** The page of a dialog, for readers without JavaScript and for a link to it. */
export const load: PageServerLoad = async (event) => {
	const { params, fetch } = event;
	const what = await whatOf(event, params.kind, params.id);
	return {
		what,
		cited: await citedRelease(fetch, what.release),
		today: utcDay(new Date())
	};
};

async function whatOf(event: PageServerLoadEvent, kind: string, id: string): Promise<Embeddable> {
	if (kind === 'table') {
		const { title, query, release, on, view } = await embeddedTable(event, id);
		return { kind, id, title, query, release, on, view, height: TABLE_HEIGHT };
	}
	if (kind !== 'chart' && kind !== 'map')
		error(404, `no ${kind.slice(0, 60)} is shared; expected chart, map or table`);
	await leadToExample(event, kind, id);
	const { figure } = await embedded(event, kind, id);
	if (figure === null)
		error(404, 'There is nothing to share: no record matches these filters. Remove one.');
	return embeddable(kind, figure);
}

/** Leads an address without what a chart needs, such as a poll, to its example. @throws the redirect, where it does */
async function leadToExample(
	{ fetch, url }: PageServerLoadEvent,
	kind: 'chart' | 'map',
	id: string
): Promise<void> {
	const entry = entryOf(kind, id);
	const missing = Object.keys(entry.needs ?? {}).some((key) => !url.searchParams.get(key));
	const example = missing ? await exampleOf(entry, fetch, url) : {};
	if (Object.keys(example).length > 0) redirect(307, withParams(url, example));
}
